import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

/** A folder of its own for one test, with these files in it. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'proofmark-')))
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), {recursive: true})
    await writeFile(path.join(root, file), text)
  }
  return {root, remove: () => rm(root, {recursive: true, force: true})}
}
