import {createHash} from 'node:crypto'
import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'

/** sha256 over the sources of this pipeline: what a cache of rendered pages must depend on, beside the pages. */
export async function pipelineDigest(): Promise<string> {
  const hash = createHash('sha256')
  const folder = import.meta.dirname
  const files = await readdir(folder, {recursive: true})
  for (const file of files.filter((name) => /\.m?[jt]s$/.test(name)).sort()) {
    hash.update(`${file}\0`).update(await readFile(join(folder, file)))
  }
  return hash.digest('hex')
}
