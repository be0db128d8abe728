import {open} from 'node:fs/promises'
import * as z from 'zod'
import {fileWords} from '../model/file-words.ts'
import {type Problem, problem} from '../model/index.ts'
import {below, codeOf, historyFile} from './folder.ts'
import {Line} from './line.ts'

const largest = 67_108_864
const mostCalls = 100_000

const IndexFile = z.object({
  version: z.literal(1),
  runs: z.record(z.string(), z.iso.datetime()).describe('The runs that it holds, with when each last saw something'),
  calls: z.record(z.string(), Line),
})

/** What the runs of an environment came to, kept so that not all of them must be read each time. */
export interface Index {
  /** By id, when each run that it holds last saw something. */
  runs: Map<string, string>
  lines: Map<string, Line>
}

/** The index as it stands on disk. Without a file, or with one that is none of ours, it is empty. */
export interface IndexOnDisk extends Index {
  text: string | null
  problems: Problem[]
}

/** The text of the file, or null where there is none. */
export async function indexText(root: string, environment: string): Promise<string | null> {
  let handle: Awaited<ReturnType<typeof open>>
  try {
    handle = await open(below(root, historyFile(environment)))
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null
    throw error
  }
  try {
    if ((await handle.stat()).size > largest) throw new Error('a file that is too large')
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

export async function readIndex(root: string, environment: string): Promise<IndexOnDisk> {
  let text: string | null = null
  try {
    text = await indexText(root, environment)
    if (text === null) return {text, runs: new Map(), lines: new Map(), problems: []}
    const read = IndexFile.safeParse(JSON.parse(text))
    if (read.success) {
      const {runs, calls} = read.data
      return {text, runs: new Map(Object.entries(runs)), lines: new Map(Object.entries(calls)), problems: []}
    }
    return ignored(environment, text, `\`${read.error.issues[0]?.path.join('.') || 'content'}\``)
  } catch (error) {
    return ignored(
      environment,
      text,
      error instanceof SyntaxError ? 'text that is no JSON' : `content that cannot be read (${fileWords(error)})`,
    )
  }
}

function ignored(environment: string, text: string | null, why: string): IndexOnDisk {
  const file = historyFile(environment)
  const message = `Unexpected ${why} in \`${file}\`, expected the history that Proofmark keeps there; it is made again from the kept runs`
  return {
    text,
    runs: new Map(),
    lines: new Map(),
    problems: [problem('run-file', message, {file, line: 1, column: 1})],
  }
}

/** The text of an index: of the calls the ones seen last, should there ever be so many. */
export function textOfIndex({runs, lines}: Index): string {
  const newest = [...lines].toSorted(([, a], [, b]) => Date.parse(b.newest) - Date.parse(a.newest)).slice(0, mostCalls)
  const calls = newest.toSorted(([a], [b]) => (a < b ? -1 : 1))
  const held = [...runs].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const file: z.input<typeof IndexFile> = {
    version: 1,
    runs: Object.fromEntries(held),
    calls: Object.fromEntries(calls),
  }
  return `${JSON.stringify(file)}\n`
}
