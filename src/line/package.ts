import {existsSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

/** Folder of this package: the nearest one above that holds a `package.json`. */
export function packageRoot(from: string = path.dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(path.join(from, 'package.json'))) return from
  const above = path.dirname(from)
  if (above === from) throw new Error('Unexpected install, expected a `package.json` above the program')
  return packageRoot(above)
}

/** Folder of the packs that are shipped. */
export const packsFolder = (): string => path.join(packageRoot(), 'packs')

/** Version of this package. */
export async function version(): Promise<string> {
  const text = await readFile(path.join(packageRoot(), 'package.json'), 'utf8')
  return /"version": *"([^"]+)"/.exec(text)?.[1] ?? 'unknown'
}
