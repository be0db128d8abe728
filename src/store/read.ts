import {open, readdir, readFile} from 'node:fs/promises'
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
  throw new CannotJudge([unreadable(file, `\`${issue?.path.join('.') || 'content'}\` (${issue?.message})`, told)])
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
    throw new CannotJudge([unread(shown, codeOf(error), told)])
  }
  return parse(shown, text, told)
}

/** A path that somebody mistyped has no line to point at. */
function unread(shown: string, code: string, told: Told): Problem {
  const what = code === 'ENOENT' || code === 'ENOTDIR' ? 'where no file is' : code === 'EISDIR' ? 'a folder' : null
  if (told === 'kept' || what === null) return unreadable(shown, `\`${code}\``, told)
  return problem('run-file', `Unexpected \`${shown}\`, ${what}, expected a run as \`proofmark run\` keeps it`, null)
}

/** The kept runs of an environment, newest first. */
export async function listRuns(root: string, environment: string): Promise<RunFile[]> {
  const folder = folderOf(environment)
  const names = await readdir(below(root, folder)).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return []
    throw new CannotJudge([unreadable(folder, codeOf(error))])
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
  for (const {file} of await listRuns(root, environment)) {
    try {
      const vantage = await vantageAt(below(root, file))
      if (vantage !== null && newest.has(vantage)) continue
      const run = await readKept(root, file)
      if (at !== null && Date.parse(run.finishedAt) > at.getTime()) continue
      if (run.environment !== environment) problems.push(elsewhere(file, run))
      else if (!newest.has(run.vantage)) newest.set(run.vantage, run)
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
  error instanceof CannotJudge ? error.problems : [unreadable(file, codeOf(error))]
