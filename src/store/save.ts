import {mkdir} from 'node:fs/promises'
import type {Run} from '../model/index.ts'
import {below, folderOf} from './folder.ts'
import {writeWhole} from './write.ts'

/** Keeps a run as a file of its own, which is never edited; gives its path from the root. */
export async function saveRun(root: string, run: Run): Promise<string> {
  const folder = folderOf(run.environment)
  const file = `${folder}/${run.id}.json`
  await mkdir(below(root, folder), {recursive: true})
  await writeWhole(below(root, file), `${JSON.stringify(run, null, 1)}\n`)
  return file
}
