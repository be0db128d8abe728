import type {Stats} from 'node:fs'
import {link, mkdir, open, rename, rm} from 'node:fs/promises'
import path from 'node:path'

/** What a file keeps when its text changes. */
export type Kept = Pick<Stats, 'mode' | 'uid' | 'gid'>

/** How sure a write is to outlive a power cut. What can be made again need not wait for the disk. */
export interface Lasting {
  forced?: boolean
}

let written = 0

/** Puts a text under a passing name beside `file` and gives that name. With `kept` it has that mode and owner. */
export async function writeBeside(
  file: string,
  text: string | Uint8Array,
  {forced = true}: Lasting,
  kept?: Kept,
): Promise<string> {
  written += 1
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.${written}.tmp`)
  const handle = await open(beside, 'wx', kept === undefined ? 0o644 : kept.mode & 0o777)
  try {
    await handle.writeFile(text)
    if (kept !== undefined) {
      // Who may give files away keeps the owner; for anybody else the file was theirs already, or becomes so.
      await handle.chown(kept.uid, kept.gid).catch(() => undefined)
      await handle.chmod(kept.mode & 0o7777)
    }
    if (forced) await handle.sync()
    return beside
  } catch (error) {
    await rm(beside, {force: true})
    throw error
  } finally {
    await handle.close()
  }
}

/** Forces the names in a folder to disk; not every file system can do that. */
export async function forceNames(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** Writes a whole file or none, over what is there; its folders are made. */
export const writeWhole = (file: string, text: string | Uint8Array, lasting: Lasting = {}): Promise<void> =>
  write(file, text, rename, lasting)

/** Writes a whole new file or none; a file that is there, or came meanwhile, is an `EEXIST`. Its folders are made. */
export const writeNew = (file: string, text: string): Promise<void> => write(file, text, link, {})

async function write(
  file: string,
  text: string | Uint8Array,
  name: (beside: string, file: string) => Promise<void>,
  lasting: Lasting,
): Promise<void> {
  const folder = path.dirname(file)
  await mkdir(folder, {recursive: true})
  const beside = await writeBeside(file, text, lasting)
  try {
    await name(beside, file)
  } finally {
    await rm(beside, {force: true})
  }
  if (lasting.forced !== false) await forceNames(folder)
}
