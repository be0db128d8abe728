import {createHash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {mkdir, readlink, rm, symlink} from 'node:fs/promises'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

/** Folder of this package: the nearest one above that holds a `package.json`. */
export function toolFolder(from: string = path.dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(path.join(from, 'package.json'))) return from
  const above = path.dirname(from)
  if (above === from) throw new Error('Unexpected install, expected a `package.json` above the program')
  return toolFolder(above)
}

/** The folder that holds this package's dependencies: its own, or the one that it stands in. */
export function modulesFolder(tool: string = toolFolder()): string {
  const found = [path.join(tool, 'node_modules'), path.dirname(tool)].find((folder) =>
    existsSync(path.join(folder, 'astro')),
  )
  if (found === undefined)
    throw new Error(`Unexpected install in \`${tool}\`, expected the package \`astro\` beside it`)
  return found
}

const firstSegment = (folder: string): string => path.relative(path.parse(folder).root, folder).split(path.sep)[0] ?? ''

/**
 * The folder that Astro works in. It and the tool must share the first segment of their paths,
 * else Astro looks for its own components below the folder; so it is beside the tool where the project is elsewhere.
 */
export function workFolder(root: string, modules: string = modulesFolder()): string {
  if (firstSegment(root) === firstSegment(modules)) return path.join(root, '.proofmark', 'site')
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16)
  return path.join(modules, '.cache', 'proofmark', name)
}

/** Makes the folder, with a link through which Astro finds its packages. */
export async function prepareWork(work: string, modules: string = modulesFolder()): Promise<void> {
  await mkdir(work, {recursive: true})
  const link = path.join(work, 'node_modules')
  if ((await readlink(link).catch(() => null)) === modules) return
  await rm(link, {recursive: true, force: true})
  await symlink(modules, link, 'junction')
}
