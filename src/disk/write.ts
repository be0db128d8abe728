import {mkdirSync, renameSync, rmSync, type Stats, writeFileSync} from 'node:fs'
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
  const beside = nameBeside(file)
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

function nameBeside(file: string): string {
  written += 1
  return path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.${written}.tmp`)
}

/** Forces the names in a folder to disk; not every file system can do that. */
export async function forceNames(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** Writes a whole file or none, over what is there; its folders are made. */
export async function writeWhole(
  file: string,
  text: string | Uint8Array,
  {forced = true}: Lasting = {},
): Promise<void> {
  if (forced) await write(file, text, rename)
  else writeAtOnce(file, text)
}

/** Writes a whole new file or none; a file that is there, or came meanwhile, is an `EEXIST`. Its folders are made. */
export const writeNew = (file: string, text: string): Promise<void> => write(file, text, link)

async function write(
  file: string,
  text: string | Uint8Array,
  name: (beside: string, file: string) => Promise<void>,
): Promise<void> {
  const folder = path.dirname(file)
  await mkdir(folder, {recursive: true})
  const beside = await writeBeside(file, text, {})
  try {
    await name(beside, file)
  } finally {
    await rm(beside, {force: true})
  }
  await forceNames(folder)
}

/** What need not wait for the disk waits for no thread either: a site is thousands of small files. */
function writeAtOnce(file: string, text: string | Uint8Array): void {
  mkdirSync(path.dirname(file), {recursive: true})
  const beside = nameBeside(file)
  try {
    writeFileSync(beside, text, {flag: 'wx', mode: 0o644})
    renameSync(beside, file)
  } catch (error) {
    rmSync(beside, {force: true})
    throw error
  }
}
