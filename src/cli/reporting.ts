import {appendFile, stat} from 'node:fs/promises'
import path from 'node:path'
import {writeWhole} from '../disk/index.ts'
import {fileWords, meant, type ReportData, type Reporter, stages} from '../index.ts'
import {version} from '../line/index.ts'
import {formatOption, fromHere, type Option, sentence, UsageError} from './command.ts'
import type {Io} from './io.ts'

/** Options of every command that reports what was judged. */
export const reportOptions = {
  ...formatOption,
  reporter: {
    type: 'string',
    value: 'NAME[=FILE]',
    multiple: true,
    says: 'csv, github, json, junit, markdown, sarif, tap or text: into a file, or on the output in place of the text',
  },
} as const satisfies Record<string, Option>

/** A reporter, and where its text goes: a file, or the output. */
export interface Asked {
  reporter: Reporter
  /** Absolute; null for the output. */
  file: string | null
}

/** What was asked for on the line; known to be possible before anything is run. */
export async function reportersAsked(io: Io, format: string | null, given: readonly string[]): Promise<Asked[]> {
  const {reporters} = await stages.report()
  const named = (name: string): Reporter => {
    const found = reporters.find((each) => each.name === name)
    if (found !== undefined) return found
    const names = reporters.map((each) => each.name)
    throw new UsageError(`Unexpected reporter \`${name}\`, ${sentence(meant(name, names))}`)
  }
  const asked = given.map((text): Asked => {
    const cut = text.indexOf('=')
    if (cut === -1) return {reporter: named(text), file: null}
    const file = text.slice(cut + 1)
    if (file.trim() === '') throw new UsageError(`Unexpected end after \`${text}\`, expected a file.`)
    return {reporter: named(text.slice(0, cut)), file: path.resolve(io.cwd, file)}
  })
  await mustBeFiles(asked, io.cwd)
  const [first, second] = asked.filter(({file}) => file === null)
  const other = second === undefined ? (format === null ? null : `--format ${format}`) : called(second)
  if (first !== undefined && other !== null)
    throw new UsageError(
      `Unexpected \`${other}\` beside \`${called(first)}\`, expected one of them on the output, and \`=FILE\` behind the other reporter.`,
    )
  return first === undefined ? [{reporter: named(format ?? 'text'), file: null}, ...asked] : asked
}

const called = ({reporter}: Asked): string => `--reporter ${reporter.name}`

async function mustBeFiles(asked: readonly Asked[], cwd: string): Promise<void> {
  const seen = new Set<string>()
  for (const {file} of asked) {
    if (file === null) continue
    const named = fromHere(cwd, file)
    if (seen.has(file)) throw new UsageError(`Unexpected second reporter into \`${named}\`, expected a file for each.`)
    seen.add(file)
    const there = await stat(file).catch(() => null)
    // A rename would put a file in the place of a device.
    if (there !== null && !there.isFile())
      throw new UsageError(
        `Unexpected ${there.isDirectory() ? 'folder' : 'device'} \`${named}\`, expected a file for the report.`,
      )
  }
}

/** Gives each reporter what was judged. One that fails is a warning, and changes no exit code. */
export async function tell(
  io: Io,
  asked: readonly Asked[],
  given: Omit<ReportData, 'sheet' | 'version'>,
): Promise<void> {
  const data = {...given, version: await version()}
  const {columns, colour} = io
  for (const {reporter, file} of asked)
    try {
      const text = reporter.report({...data, sheet: {columns, colour: colour && file === null}})
      if (file === null) io.out(text)
      else await writeWhole(file, text)
      const {variable, report} = reporter.beside ?? {}
      const beside = variable === undefined ? '' : io.env[variable]
      if (beside && report) await appendFile(beside, report({...data, sheet: {columns, colour: false}}))
    } catch (error) {
      io.err(
        `The reporter \`${reporter.name}\` could not report${file === null ? '' : ` into \`${fromHere(io.cwd, file)}\``}: ${fileWords(error)}\n`,
      )
    }
}
