import {createHash} from 'node:crypto'
import {readdir, readFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'

/** sha256 over the sources of this pipeline: what a cache of rendered pages must depend on, beside the pages. The versions of what it is built on count too. */
export async function pipelineDigest(): Promise<string> {
  const hash = createHash('sha256')
  const folder = import.meta.dirname
  const files = await readdir(folder, {recursive: true})
  for (const file of files.filter((name) => /\.m?[jt]s$/.test(name)).sort()) {
    hash.update(`${file}\0`).update(await readFile(join(folder, file)))
  }
  return hash.update(await versions(folder)).digest('hex')
}

/** What the package that holds this folder depends on: another parser gives other pages. */
async function versions(folder: string): Promise<string> {
  const file = join(folder, 'package.json')
  const text = await readFile(file, 'utf8').catch(() => null)
  return text ?? (dirname(folder) === folder ? '' : versions(dirname(folder)))
}
