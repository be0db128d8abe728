import {open, readdir, readFile} from 'node:fs/promises'
import {CannotJudge, type Problem, problem, Run} from '../model/index.ts'
import {below, folderOf, isRunFile} from './folder.ts'

/** A kept run: its id and its path from the root. */
export interface RunFile {
  id: string
  file: string
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

function unreadable(file: string, why: string): Problem {
  return problem('run-file', `Unexpected ${why} in \`${file}\`, expected a run; delete the file, or run again`, {
    file,
    line: 1,
    column: 1,
  })
}

function parse(file: string, text: string): Run {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw new CannotJudge([unreadable(file, 'text that is no JSON')])
  }
  const read = Run.safeParse(data)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new CannotJudge([unreadable(file, `\`${issue?.path.join('.') || 'content'}\` (${issue?.message})`)])
}

/** Reads one run; throws `CannotJudge` when the file is none. */
export async function readRun(path: string): Promise<Run> {
  return await readFrom(path, path)
}

async function readFrom(path: string, shown: string): Promise<Run> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new CannotJudge([unreadable(shown, codeOf(error))])
  }
  return parse(shown, text)
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

/** The newest run of each vantage. A file that cannot be read, or belongs elsewhere, is passed over with a problem. */
export async function latestRuns(root: string, environment: string): Promise<{runs: Run[]; problems: Problem[]}> {
  const newest = new Map<string, Run>()
  const problems: Problem[] = []
  for (const {file} of await listRuns(root, environment)) {
    try {
      const vantage = await vantageAt(below(root, file))
      if (vantage !== null && newest.has(vantage)) continue
      const run = await readFrom(below(root, file), file)
      if (run.environment !== environment) problems.push(unreadable(file, `environment \`${run.environment}\``))
      else if (!newest.has(run.vantage)) newest.set(run.vantage, run)
    } catch (error) {
      if (error instanceof CannotJudge) problems.push(...error.problems)
      else problems.push(unreadable(file, codeOf(error)))
    }
  }
  return {runs: [...newest.values()], problems}
}
