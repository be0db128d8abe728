import {glob, stat} from 'node:fs/promises'
import {join} from 'node:path'

const skipped = /(^|[/\\])(node_modules|\.git|\.proofmark)$/

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isFile() === true

/** The files that a glob fits, sorted; a file that bears the very name comes first, whatever signs are in it. */
export async function filesFor(root: string, pattern: string): Promise<string[]> {
  if (await isFile(join(root, pattern))) return [pattern]
  const found: string[] = []
  for await (const path of glob(pattern, {cwd: root, exclude: (entry) => skipped.test(entry)})) {
    if (await isFile(join(root, path))) found.push(path.replaceAll('\\', '/'))
  }
  return found.sort()
}
