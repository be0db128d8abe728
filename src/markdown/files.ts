import {readFileSync, statSync} from 'node:fs'
import {readdir, realpath, stat} from 'node:fs/promises'
import {join, posix, sep} from 'node:path'
import {fileCode, fileWords} from '../model/file-words.ts'
import {type Problem, problem} from '../model/index.ts'
import {limits} from './limits.ts'
import {tooLarge} from './parse/bounds.ts'
import {type Source, sourceOf} from './source.ts'

/** Markdown files below a folder, from the project root, sorted; dot folders and node_modules are left out. */
export async function markdownFiles(root: string, folder: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(join(root, folder), {withFileTypes: true})) {
    const path = posix.join(folder, entry.name)
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    if (entry.isDirectory()) found.push(...(await markdownFiles(root, path)))
    else if (/\.md$/i.test(entry.name) && (entry.isFile() || (await kindOf(root, path)) === 'file')) found.push(path)
  }
  return found.sort()
}

/** What stands at a path from the root; what a symbolic link finds outside the project counts as nothing. */
export async function kindOf(root: string, path: string): Promise<'file' | 'folder' | null> {
  try {
    const [top, real] = await Promise.all([realpath(root), realpath(join(root, path))])
    if (real !== top && !real.startsWith(top + sep)) return null
    return (await stat(real)).isDirectory() ? 'folder' : 'file'
  } catch {
    return null
  }
}

/** Reads a Markdown file within the bound: at once, since to wake a thread for each takes longer than most of them. */
export async function readSource(root: string, file: string): Promise<{source: Source} | {problem: Problem}> {
  try {
    const {size} = statSync(join(root, file))
    if (size > limits.bytes) return {problem: tooLarge(file, size)}
    return {source: sourceOf(file, readFileSync(join(root, file), 'utf8'))}
  } catch (error) {
    return {problem: unreadable(file, error)}
  }
}

/** The problem of a file or folder that cannot be read. */
export function unreadable(path: string, error: unknown, wanted: 'a file' | 'a folder' = 'a file'): Problem {
  const why = {ENOENT: 'does not exist', EISDIR: 'is a folder', ENOTDIR: 'is no folder'}[fileCode(error)]
  const told = why ?? `cannot be read (${fileWords(error)})`
  return problem('unreadable-file', `Unexpected path \`${path || '.'}\`, which ${told}, expected ${wanted}`, null)
}
