import {lstat, readFile} from 'node:fs/promises'
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

/** The names that a record may take, in order: a taken one gets `-2`. */
function* namesOf(file: string): Generator<string> {
  yield file
  for (let count = 2; ; count += 1) yield file.replace(/\.md$/, `-${count}.md`)
}

/** Writes a record whole or not at all, never over another one: a taken name gets `-2`. Gives its path from the root. */
export async function writeRecord(root: string, {file, text}: RecordFile): Promise<string> {
  for (const name of namesOf(file)) if (await writeRecordAs(root, {file: name, text})) return name
  throw new Error('Unexpected end of the names of a record, expected one that is free')
}

/** Writes a record under exactly its name; false where that is taken, and then nothing is written. */
export async function writeRecordAs(root: string, {file, text}: RecordFile): Promise<boolean> {
  try {
    await writeNew(path.join(root, file), text)
    return true
  } catch (error) {
    // Where a folder should be made an EEXIST means that something else stands in its place, whatever the name.
    const taken = fileCode(error) === 'EEXIST' && (await isThere(path.join(root, file)))
    if (!taken) throw unwritable(file, error)
    return false
  }
}

/** A record under the first name that nothing has now, and the file before it that holds the same text, where one does. */
export async function freeRecord(root: string, {file, text}: RecordFile): Promise<RecordFile & {same: string | null}> {
  let same: string | null = null
  for (const name of namesOf(file)) {
    const target = path.join(root, name)
    if (!(await isThere(target))) return {file: name, text, same}
    if ((await readFile(target, 'utf8').catch(() => null)) === text) same = name
  }
  throw new Error('Unexpected end of the names of a record, expected one that is free')
}

const isThere = async (file: string): Promise<boolean> => (await lstat(file).catch(() => null)) !== null
