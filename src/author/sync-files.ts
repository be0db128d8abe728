import {createHash} from 'node:crypto'
import {access, constants, readFile, realpath, rename, rm, stat} from 'node:fs/promises'
import path from 'node:path'
import {forceNames, writeBeside} from '../disk/index.ts'
import {fileCode, fileWords} from '../model/file-words.ts'
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
      const beside = await writeBeside(target, after, {}, await stat(target))
      staged.push({file, target, beside, before})
    }
    for (const {file, target, before} of staged)
      if (!(await readFile(target)).equals(Buffer.from(before))) throw changed(file)
    for (const {target, beside} of staged) {
      await rename(beside, target)
      await forceNames(path.dirname(target))
    }
  } catch (error) {
    await Promise.all(staged.map(({beside}) => rm(beside, {force: true})))
    const [first] = rewrites.slice(staged.length)
    throw fileCode(error) === '' ? error : unwritable(first?.file ?? staged[0]?.file ?? '', error)
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

function decoded(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch {
    throw refused(`bytes in \`${file}\` that are no UTF-8, expected a text that can be written back as it is`)
  }
}

const changed = (file: string): CannotJudge =>
  refused(`change of \`${file}\` since it was read, expected it to stay meanwhile; run the command again`)

/** A file that cannot be written, and why. */
export const unwritable = (file: string, error: unknown): CannotJudge =>
  refused(`\`${file}\`, expected a file that can be written: ${fileWords(error)}; nothing is written`)

const refused = (what: string): CannotJudge => new CannotJudge([problem('unreadable-file', `Unexpected ${what}`, null)])
