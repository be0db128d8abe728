import {open, rename, rm} from 'node:fs/promises'
import path from 'node:path'

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
export async function writeWhole(file: string, text: string): Promise<void> {
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
