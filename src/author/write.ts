import {lstat} from 'node:fs/promises'
import path from 'node:path'
import {writeNew} from '../disk/index.ts'
import {fileCode} from '../model/file-words.ts'
import {unwritable} from './sync-files.ts'

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
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? file : file.replace(/\.md$/, `-${count}.md`)
    try {
      await writeNew(path.join(root, name), text)
      return name
    } catch (error) {
      // Where a folder should be made an EEXIST means that something else stands in its place, whatever the name.
      const taken = fileCode(error) === 'EEXIST' && (await lstat(path.join(root, name)).catch(() => null)) !== null
      if (!taken) throw unwritable(file, error)
    }
  }
}
