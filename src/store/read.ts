import {open, readdir, readFile} from 'node:fs/promises'
import {fileWords} from '../model/file-words.ts'
import {CannotJudge, type Problem, problem, Run} from '../model/index.ts'
import {below, codeOf, folderOf, isRunFile} from './folder.ts'

/** A kept run: its id and its path from the root. */
export interface RunFile {
  id: string
  file: string
}

/** A file that was given to read, or one of those that are kept, which has no other use. */
type Told = 'given' | 'kept'

function unreadable(file: string, why: string, told: Told = 'kept'): Problem {
  const help = told === 'kept' ? '; delete the file, or run again' : ' as `proofmark run` keeps it'
  return problem('run-file', `Unexpected ${why} in \`${file}\`, expected a run${help}`, {file, line: 1, column: 1})
}

function parse(file: string, text: string, told: Told): Run {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw new CannotJudge([unreadable(file, 'text that is no JSON', told)])
  }
  const read = Run.safeParse(data)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new CannotJudge([unreadable(file, `\`${issue?.path.join('.') || 'content'}\``, told)])
}

/** Reads one run; throws `CannotJudge` when the file is none. `shown` is what the reader calls it. */
export const readRun = (path: string, shown: string = path): Promise<Run> => readFrom(path, shown, 'given')

/** Reads one of the runs that are kept. */
export const readKept = (root: string, file: string): Promise<Run> => readFrom(below(root, file), file, 'kept')

async function readFrom(path: string, shown: string, told: Told): Promise<Run> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new CannotJudge([unread(shown, error, told)])
  }
  return parse(shown, text, told)
}

/** A path that somebody mistyped has no line to point at. */
function unread(shown: string, error: unknown, told: Told): Problem {
  const what: Record<string, string> = {ENOENT: 'where no file is', ENOTDIR: 'where no file is', EISDIR: 'a folder'}
  const why = what[codeOf(error)] ?? `which cannot be read (${fileWords(error)})`
  const wanted = told === 'kept' ? 'a run; delete it, or run again' : 'a run as `proofmark run` keeps it'
  const at = told === 'kept' ? {file: shown, line: 1, column: 1} : null
  return problem('run-file', `Unexpected \`${shown}\`, ${why}, expected ${wanted}`, at)
}

/** The kept runs of an environment, newest first. */
export async function listRuns(root: string, environment: string): Promise<RunFile[]> {
  const folder = folderOf(environment)
  const names = await readdir(below(root, folder)).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return []
    const message = `Unexpected \`${folder}\`, expected a folder of runs that can be read: ${fileWords(error)}`
    throw new CannotJudge([problem('run-file', message, null)])
  })
  const files = names.filter(isRunFile).sort().reverse()
  return files.map((name) => ({id: name.slice(0, -'.json'.length), file: `${folder}/${name}`}))
}

/** The kept run of this id, or null where there is none. */
export async function keptRun(root: string, environment: string, id: string): Promise<Run | null> {
  const found = (await listRuns(root, environment)).find((each) => each.id === id)
  return found === undefined ? null : await readKept(root, found.file)
}

/** The vantage of a run by the first bytes of its file, or null when they do not say it. */
export async function vantageAt(path: string): Promise<string | null> {
  const handle = await open(path)
  try {
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(1_024), 0, 1_024, 0)
    const found = /"vantage": ?("(?:[^"\\]|\\.)*")/.exec(buffer.toString('utf8', 0, bytesRead))
    return found?.[1] === undefined ? null : JSON.parse(found[1])
  } finally {
    await handle.close()
  }
}

const secondOf = (id: string): string => id.slice(0, '2026-11-24T14-02-11Z'.length)

/** The later of two runs: the one that started later, then that which finished later, then by their ids, so that one always is. */
const laterOf = (a: Run, b: Run): Run => {
  const apart = Date.parse(a.startedAt) - Date.parse(b.startedAt) || Date.parse(a.finishedAt) - Date.parse(b.finishedAt)
  return apart > 0 || (apart === 0 && a.id > b.id) ? a : b
}

/**
 * The newest run of each vantage, of those that had finished at a moment where one is given. A file that cannot be read, or belongs
 * elsewhere, is passed over with a problem.
 */
export async function latestRuns(
  root: string,
  environment: string,
  at: Date | null = null,
): Promise<{runs: Run[]; problems: Problem[]}> {
  const newest = new Map<string, Run>()
  const problems: Problem[] = []
  for (const {id, file} of await listRuns(root, environment)) {
    try {
      const vantage = await vantageAt(below(root, file))
      // A name tells the second that a run started in: only others of that second may be later.
      const known = vantage === null ? undefined : newest.get(vantage)
      if (known !== undefined && secondOf(known.id) !== secondOf(id)) continue
      const run = await readKept(root, file)
      if (at !== null && Date.parse(run.finishedAt) > at.getTime()) continue
      if (run.environment !== environment) problems.push(elsewhere(file, run))
      else newest.set(run.vantage, laterOf(newest.get(run.vantage) ?? run, run))
    } catch (error) {
      problems.push(...problemsOf(file, error))
    }
  }
  return {runs: [...newest.values()], problems}
}

/** A run that lies in the folder of another environment. */
export const elsewhere = (file: string, {environment}: Run): Problem =>
  unreadable(file, `environment \`${environment}\``)

/** What kept a kept run from being read. */
export const problemsOf = (file: string, error: unknown): readonly Problem[] =>
  error instanceof CannotJudge ? error.problems : [unread(file, error, 'kept')]
