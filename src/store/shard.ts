import {mkdir, readFile} from 'node:fs/promises'
import {writeWhole} from '../disk/index.ts'
import {fileWords} from '../model/file-words.ts'
import {CannotJudge, problem, Run, Shard} from '../model/index.ts'
import {below, codeOf, folderOf} from './folder.ts'

const textOf = (data: Run | Shard): string => `${JSON.stringify(data, null, 1)}\n`

/** Keeps a shard apart from the runs, where nothing takes it for one; gives its path from the root. */
export async function saveShard(root: string, shard: Shard): Promise<string> {
  const folder = folderOf(shard.run.environment).replace('/runs/', '/shards/')
  const file = `${folder}/${shard.run.id}-${shard.index}-of-${shard.of}.json`
  await mkdir(below(root, folder), {recursive: true})
  await writeWhole(below(root, file), textOf(shard))
  return file
}

/** Writes a run to a file that was named. */
export const writeRun = (path: string, run: Run): Promise<void> => writeWhole(path, textOf(run))

const nothingAt = (shown: string): CannotJudge =>
  new CannotJudge([
    problem('run-file', `Unexpected \`${shown}\`, where no file is, expected a run or a shard of one`, null),
  ])

/** Reads a file that holds a run or a shard of one; `shown` is what the reader calls it. */
export async function readPart(path: string, shown: string): Promise<{run: Run} | {shard: Shard}> {
  const unfit = (what: string): CannotJudge =>
    new CannotJudge([
      problem('run-file', `Unexpected ${what}, expected a run or a shard as \`proofmark run\` keeps it`, null),
    ])
  const refuse = (what: string): CannotJudge => unfit(`${what} in \`${shown}\``)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) throw nothingAt(shown)
    const why = codeOf(error) === 'EISDIR' ? 'a folder' : `which cannot be read (${fileWords(error)})`
    throw unfit(`\`${shown}\`, ${why}`)
  })
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw refuse('text that is no JSON')
  }
  const shard = Shard.safeParse(data)
  if (shard.success) return {shard: shard.data}
  const run = Run.safeParse(data)
  if (run.success) return {run: run.data}
  const isShard = data !== null && typeof data === 'object' && 'kind' in data && data.kind === 'shard'
  const [issue] = (isShard ? shard : run).error.issues
  throw refuse(`\`${issue?.path.join('.') || 'content'}\``)
}
