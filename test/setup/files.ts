import {glob, readFile} from 'node:fs/promises'
import path from 'node:path'

/** Every file below a folder with its bytes, in base64. */
export async function filesOf(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  for await (const file of glob('**/*', {cwd: folder, withFileTypes: true}))
    if (file.isFile()) {
      const name = path.join(file.parentPath, file.name)
      files.set(path.relative(folder, name), await readFile(name, 'base64'))
    }
  return files
}
