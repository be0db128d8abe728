import {mkdir, open, rename, rm} from 'node:fs/promises'
import path from 'node:path'

/** A record as it is to be written, by its path from the root. */
export interface RecordFile {
  file: string
  text: string
}

/** Bytes of a file name, with room for an ending and a number. */
const longest = 180

/** A file name of several words: letters and digits, with `-`, `_` and `.` between them. */
export function fileName(parts: readonly string[]): string {
  const name = parts
    .join('-')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+/, '')
  const characters = [...name]
  while (Buffer.byteLength(characters.join('')) > longest) characters.pop()
  return characters.join('').replace(/[.-]+$/, '') || 'record'
}

/** Writes a record whole or not at all, never over another one: a taken name gets `-2`. Gives its path from the root. */
export async function writeRecord(root: string, {file, text}: RecordFile): Promise<string> {
  await mkdir(path.dirname(path.join(root, file)), {recursive: true})
  const name = await reserve(root, file)
  const target = path.join(root, name)
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`)
  try {
    const handle = await open(beside, 'wx')
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, target)
    return name
  } catch (error) {
    await Promise.all([rm(beside, {force: true}), rm(target, {force: true})])
    throw error
  }
}

/** Takes the first free name by an empty file, so that nobody else takes it meanwhile. */
async function reserve(root: string, file: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? file : file.replace(/\.md$/, `-${count}.md`)
    try {
      const handle = await open(path.join(root, name), 'wx')
      await handle.close()
      return name
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}
