import {open, realpath, stat} from 'node:fs/promises'
import path from 'node:path'
import {fileCode, fileWords} from '../model/file-words.ts'
import {DoorClosed, type Environment, type FileSeen} from '../model/index.ts'
import {grantedFolders} from './grants.ts'

/** What stands at a path. */
export interface Found {
  folder: boolean
  bytes: number
  /** Text, cut at the cap; null when it is a folder or no text. */
  text: string | null
  cut: boolean
  modified: string
}

const inside = (folder: string, file: string): boolean => {
  const way = path.relative(folder, file)
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)
}

const gone = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(fileCode(error))

/** The real place of a path, links followed; its end need not exist. */
async function realPlace(file: string): Promise<string> {
  try {
    return await realpath(file)
  } catch (error) {
    if (!gone(error) || path.dirname(file) === file) throw error
    return path.join(await realPlace(path.dirname(file)), path.basename(file))
  }
}

function textOf(bytes: Uint8Array, cut: boolean): string | null {
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes, {stream: cut})
  } catch {
    return null
  }
}

async function readBytes(file: string, size: number): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    const {buffer, bytesRead} = await handle.read(new Uint8Array(size), 0, size, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

const unreadable = (shown: string, error: unknown): DoorClosed =>
  new DoorClosed('error', shown, `Unexpected \`${shown}\`, expected a file that can be read: ${fileWords(error)}`)

/** Reads what stands at an absolute path, at most `limit` bytes of it; null when there is nothing. `shown` is its name in messages. */
export async function readPlace(file: string, shown: string, limit: number): Promise<Found | null> {
  try {
    const seen = await stat(file)
    const modified = seen.mtime.toISOString()
    if (seen.isDirectory()) return {folder: true, bytes: 0, text: null, cut: false, modified}
    if (!seen.isFile()) throw new DoorClosed('error', shown, `Unexpected device or pipe \`${shown}\`, expected a file`)
    const cut = seen.size > limit
    const bytes = await readBytes(file, Math.min(seen.size, limit))
    return {folder: false, bytes: seen.size, text: textOf(bytes, cut), cut, modified}
  } catch (error) {
    if (gone(error)) return null
    if (error instanceof DoorClosed) throw error
    throw unreadable(shown, error)
  }
}

/** The text of a file that proofmark.yaml names itself, so that no further grant is needed; null when it does not exist. */
export async function readNamed(root: string, file: string, limit: number): Promise<string | null> {
  const found = await readPlace(path.resolve(root, file), file, limit)
  if (found === null) return null
  if (found.text !== null && !found.cut) return found.text
  const what = found.folder ? 'folder' : found.cut ? `file of ${found.bytes} bytes` : 'bytes that are no text in'
  throw new DoorClosed('error', file, `Unexpected ${what} \`${file}\`, expected a text of at most ${limit} bytes`)
}

/**
 * Gives the real place of a path that a check asks for, links followed. Throws unless it lies in the project or in a granted folder,
 * and for a file that holds a credential wherever it lies.
 */
export function makeReach(root: string, environment: Environment): (asked: string) => Promise<string> {
  const reals = (files: readonly string[]) => Promise.all(files.map((file) => realPlace(path.resolve(root, file))))
  let bounds: Promise<{folders: string[]; hidden: string[]}> | undefined

  async function readBounds() {
    const credentials = Object.values(environment.credentials).flatMap(({file}) => file ?? [])
    return {folders: await reals([root, ...grantedFolders(environment)]), hidden: await reals(credentials)}
  }

  return async (asked) => {
    bounds ??= readBounds()
    const {folders, hidden} = await bounds
    const file = path.resolve(root, asked)
    const real = await realPlace(file).catch((error: unknown) => {
      throw unreadable(asked, error)
    })
    if (hidden.includes(real))
      throw new DoorClosed(
        'capability',
        asked,
        `Unexpected path \`${asked}\`, which holds a credential, expected another file`,
        `name another file than \`${asked}\`, whose content never leaves`,
      )
    if (folders.some((folder) => inside(folder, real))) return real
    const led = real !== file && folders.some((folder) => inside(folder, file))
    const line = `file: ${path.dirname(asked)}`
    const where = led ? ', where a link leads outside of the project' : ''
    const message = `Unexpected path \`${asked}\`${where}, expected one in the project, or a line of \`allow\` that grants its folder`
    throw new DoorClosed(
      'capability',
      line,
      message,
      led
        ? `put the file itself at \`${asked}\`, or grant the folder that the link leads to in \`allow\` of \`${environment.name}\` in \`proofmark.yaml\``
        : `add \`- ${line}\` to \`allow\` of \`${environment.name}\` in \`proofmark.yaml\``,
    )
  }
}

/** The files door: a file that is not there is seen as such, a folder is no file. */
export function makeFiles(
  reach: (asked: string) => Promise<string>,
  limit: number,
): (asked: string) => Promise<FileSeen> {
  return async (asked) => {
    const found = await readPlace(await reach(asked), asked, limit)
    if (found === null) return {path: asked, exists: false, bytes: 0, text: null, cut: false, modified: null}
    if (found.folder) throw new DoorClosed('error', asked, `Unexpected folder \`${asked}\`, expected a file`)
    const {bytes, text, cut, modified} = found
    return {path: asked, exists: true, bytes, text, cut, modified}
  }
}
