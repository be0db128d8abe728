import {createHash} from 'node:crypto'
import {readFile, realpath, stat} from 'node:fs/promises'
import path from 'node:path'
import {pathToFileURL} from 'node:url'
import {fileCode, fileWords} from '../../model/file-words.ts'

const largest = 1_000_000

/** A file with a check: where it really is, and what it says. */
export interface Source {
  /** To import it by; another one when the file says something else. */
  url: string
  code: string
}

/** Finds a file of the project, whose root has no links in it; one that is not there, or elsewhere by a link, is told in words. */
export async function sourceOf(root: string, file: string): Promise<Source | string> {
  try {
    const place = await realpath(path.join(root, file))
    const way = path.relative(root, place)
    if (way.startsWith('..') || path.isAbsolute(way))
      return `Unexpected link at \`${file}\`, which leads out of the project, expected a file inside of it`
    if (/\.m?ts$/.test(place) && way.split(path.sep).includes('node_modules'))
      return `Unexpected TypeScript in \`${file}\`, expected \`.js\` or \`.mjs\`: below \`node_modules\` Node takes no types out`
    const seen = await stat(place)
    if (!seen.isFile()) return `Unexpected folder or device \`${file}\`, expected a file with a check`
    if (seen.size > largest) return `Unexpected ${seen.size} bytes in \`${file}\`, expected at most ${largest}`
    const code = codeOf(await readFile(place, 'utf8'))
    return {url: `${pathToFileURL(place).href}?code=${code}`, code}
  } catch (error) {
    if (fileCode(error) === 'ENOENT') return `Unexpected absence of \`${file}\`, expected a file with a check`
    return `Unexpected \`${file}\`, expected a file that can be read: ${fileWords(error)}`
  }
}

/** The same for a file however its lines end, since Git may change that. */
const codeOf = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex').slice(0, 16)
