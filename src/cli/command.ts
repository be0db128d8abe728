import path from 'node:path'
import {parseArgs} from 'node:util'
import {Locked} from '../disk/index.ts'
import {fileWords, meant, oneOf} from '../index.ts'
import type {Io} from './io.ts'

/** What was asked for cannot be understood: one sentence, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** An option as a command declares it; help and the check of values follow from it. */
export interface Option {
  type: 'string' | 'boolean'
  says: string
  /** What stands for the value in help. */
  value?: string
  choices?: readonly string[]
  multiple?: boolean
}

/** What was given: words, and options by the names that the command declares. */
export interface Args<Name extends string> {
  words: readonly string[]
  text(name: Name): string | null
  texts(name: Name): string[]
  flag(name: Name): boolean
}

/** One command: the whole unit, with its help. */
export interface Command {
  name: string
  /** What stands behind the name in help, for example `[FILES…]`. */
  words: string
  wordsAtLeast?: number
  wordsAtMost?: number
  summary: string
  options: Readonly<Record<string, Option>>
  act(io: Io, args: Args<string>): Promise<number>
}

/** Exact option names inside the file, erased outside. */
export const defineCommand = <Name extends string>(
  command: Omit<Command, 'options' | 'act'> & {
    options: Readonly<Record<Name, Option>>
    act(io: Io, args: Args<Name>): Promise<number>
  },
): Command => ({
  ...command,
  act: (io, args) =>
    command.act(io, args).catch((error: unknown) => {
      throw error instanceof Locked ? new UsageError(error.message) : (ofFileSystem(error, io.cwd) ?? error)
    }),
})

/** A path from where one stands; whole where it is neither here nor below. */
export function fromHere(cwd: string, file: string): string {
  const way = path.relative(cwd, file)
  return way.startsWith('..') ? file : way || '.'
}

/** What the file system refuses is no fault of ours: the file, from where one stands, and why. Null for any other error. */
function ofFileSystem(error: unknown, cwd: string): UsageError | null {
  if (!(error instanceof Error && 'syscall' in error && 'path' in error && typeof error.path === 'string')) return null
  // A passing name of ours stands for the file that it is to become.
  const file = fromHere(cwd, error.path).replace(/(^|\/)\.([^/]+)\.\d+\.\d+\.tmp$/, '$1$2')
  return new UsageError(`Unexpected \`${file}\`, expected a file or folder that can be used: ${fileWords(error)}`)
}

/** Options of every command that reads a project. */
export const projectOptions = {
  root: {
    type: 'string',
    value: 'DIR',
    says: 'Folder of the project; the nearest above with a proofmark.yaml unless given',
  },
  config: {type: 'string', value: 'FILE', says: 'The proofmark.yaml to read'},
} as const satisfies Record<string, Option>

export const formatOption = {
  format: {type: 'string', value: 'NAME', choices: ['text', 'json'], says: 'text, or json for programs'},
} as const satisfies Record<string, Option>

const help: Readonly<Record<string, Option>> = {help: {type: 'boolean', says: 'This text'}}

/** Reads what was given to a command; null when help is asked for. */
export function readArgs(command: Command, argv: readonly string[]): Args<string> | null {
  const options = {...command.options, ...help}
  const known = Object.fromEntries(
    Object.entries(options).map(([name, {type}]) => [
      name,
      {type, multiple: type === 'string', ...(name === 'help' ? {short: 'h'} : {})},
    ]),
  )
  const {tokens, values, positionals} = parseArgs({
    args: [...argv],
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  if (values.help === true) return null
  for (const token of tokens)
    if (token.kind === 'option') {
      // Without `strict`, `--env --all` would take the second option for a value.
      const value = token.inlineValue === false && token.value?.startsWith('-') ? undefined : token.value
      checkOption(command, token.name, token.rawName, value)
    }
  checkWords(command, positionals)
  return {
    words: positionals,
    texts: (name) => [values[name] ?? []].flat().filter((value) => typeof value === 'string'),
    text: (name) => [values[name] ?? []].flat().findLast((value) => typeof value === 'string') ?? null,
    flag: (name) => values[name] === true,
  }
}

/** Ends a text as a sentence, once. */
export const sentence = (text: string): string => (/[.?]$/.test(text) ? text : `${text}.`)

/** `proofmark run`, and `proofmark` alone for the command without a name. */
export const called = ({name}: Pick<Command, 'name'>): string => (name === '' ? 'proofmark' : `proofmark ${name}`)

function checkOption(command: Command, name: string, written: string, value: string | undefined): void {
  const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined
  const see = `See \`${called(command)} --help\`.`
  if (option === undefined) {
    const known = [...Object.keys(command.options), 'help'].map((each) => `--${each}`)
    throw new UsageError(`Unexpected option \`${written}\`, ${sentence(meant(written, known))} ${see}`)
  }
  const {type, choices, value: wanted = 'a value'} = option
  if (type === 'boolean' && value !== undefined)
    throw new UsageError(`Unexpected value \`${value}\` for \`${written}\`, expected none. ${see}`)
  if (type === 'string' && (value === undefined || value.trim() === ''))
    throw new UsageError(`Unexpected end after \`${written}\`, expected ${wanted}. ${see}`)
  if (value !== undefined && choices !== undefined && !choices.includes(value))
    throw new UsageError(`Unexpected \`${value}\` for \`${written}\`, expected ${oneOf(choices)}`)
}

function checkWords(command: Command, words: readonly string[]): void {
  const {words: usage, wordsAtLeast = 0, wordsAtMost = Number.POSITIVE_INFINITY} = command
  const [surplus] = words.slice(wordsAtMost)
  const expected = `expected \`${called(command)} ${usage}\``
  if (surplus !== undefined) throw new UsageError(`Unexpected \`${surplus}\`, ${expected}`)
  if (words.length < wordsAtLeast) throw new UsageError(`Unexpected end of the line, ${expected}`)
}
