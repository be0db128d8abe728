import {mkdir, open, rename, rm} from 'node:fs/promises'
import path from 'node:path'
import type {Run} from '../model/index.ts'
import {below, folderOf} from './folder.ts'

let written = 0

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes a whole file or none: a file beside it, forced to disk, that takes its name in one step. */
async function writeWhole(file: string, text: string): Promise<void> {
  written += 1
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.${written}.tmp`)
  try {
    const handle = await open(beside, 'wx', 0o644)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
  } catch (error) {
    await rm(beside, {force: true})
    throw error
  }
  await sync(path.dirname(file)).catch(() => undefined) // not every file system can sync a folder
}

/** Keeps a run as a file of its own, which is never edited; gives its path from the root. */
export async function saveRun(root: string, run: Run): Promise<string> {
  const folder = folderOf(run.environment)
  const file = `${folder}/${run.id}.json`
  await mkdir(below(root, folder), {recursive: true})
  await writeWhole(below(root, file), `${JSON.stringify(run, null, 1)}\n`)
  return file
}
