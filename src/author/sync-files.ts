import {createHash} from 'node:crypto'
import {access, constants, open, readFile, realpath, rename, rm, stat} from 'node:fs/promises'
import path from 'node:path'
import {CannotJudge, type Checklist, problem} from '../model/index.ts'

/** A file by its path from the root, as it was read and as it is to be. */
export interface Rewrite {
  file: string
  before: string
  after: string
}

/** The text of a checklist, byte for byte what was parsed; what has changed since, or is no UTF-8, is not to be written. */
export async function sourceOf(root: string, {file, digest}: Checklist): Promise<string> {
  const bytes = await readFile(path.join(root, file)).catch(() => {
    throw changed(file)
  })
  const text = decoded(file, bytes)
  if (createHash('sha256').update(text).digest('hex') !== digest) throw changed(file)
  return text
}

/** Writes every file whole, or none: each beside itself first, then all of them by one step each. */
export async function rewriteFiles(root: string, rewrites: readonly Rewrite[]): Promise<void> {
  const staged: {file: string; target: string; beside: string; before: string}[] = []
  try {
    for (const {file, before, after} of rewrites) {
      const target = await targetOf(root, file)
      const beside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`)
      staged.push({file, target, beside, before})
      await writeBeside(target, beside, after)
    }
    for (const {file, target, before} of staged)
      if (!(await readFile(target)).equals(Buffer.from(before))) throw changed(file)
    for (const {target, beside} of staged) {
      await rename(beside, target)
      await forced(path.dirname(target))
    }
  } catch (error) {
    await Promise.all(staged.map(({beside}) => rm(beside, {force: true})))
    throw error instanceof Error && 'code' in error ? unwritable(error) : error
  }
}

/** The file behind symbolic links. One that leads out of the project is not ours to write. */
async function targetOf(root: string, file: string): Promise<string> {
  const named = path.join(root, file)
  const [top, target] = await Promise.all([realpath(root), realpath(named)])
  const inside = (folder: string, each: string): boolean => each.startsWith(folder + path.sep)
  if (inside(root, named) && !inside(top, target))
    throw refused(`link \`${file}\`, which leads out of the project to \`${target}\`, expected a file in it`)
  await access(target, constants.W_OK).catch(() => {
    throw refused(`file \`${file}\`, which may not be written, expected one that may`)
  })
  return target
}

/** The new text with the old mode, forced to disk. */
async function writeBeside(target: string, beside: string, text: string): Promise<void> {
  const {mode, uid, gid} = await stat(target)
  const handle = await open(beside, 'wx', mode & 0o777)
  try {
    await handle.writeFile(text)
    // Who may give files away keeps the owner; for anybody else the file was theirs already, or becomes so.
    await handle.chown(uid, gid).catch(() => undefined)
    await handle.chmod(mode & 0o7777)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Forces the new name to disk; not every file system can do that with a folder. */
async function forced(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

function decoded(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch {
    throw refused(`bytes in \`${file}\` that are no UTF-8, expected a text that can be written back as it is`)
  }
}

const changed = (file: string): CannotJudge =>
  refused(`change of \`${file}\` since it was read, expected it to stay meanwhile; run the command again`)

const unwritable = ({message}: Error): CannotJudge =>
  refused(`failure to write boxes (${message}), expected files and folders that may be written`)

const refused = (what: string): CannotJudge => new CannotJudge([problem('unreadable-file', `Unexpected ${what}`, null)])
