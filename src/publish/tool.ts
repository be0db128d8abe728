import {createHash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {mkdir, readlink, rm, symlink} from 'node:fs/promises'
import path from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'

/** What builds a site: our own pages, in a place from which the packages that they take are found. */
export interface SiteTool {
  /** Folder of the packages. */
  modules: string
  /** Folder of our pages. */
  site: string
}

/** Folder of this package: the nearest one above that holds a `package.json`. */
export function toolFolder(from: string = path.dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(path.join(from, 'package.json'))) return from
  const above = path.dirname(from)
  if (above === from) throw new Error('Unexpected install, expected a `package.json` above the program')
  return toolFolder(above)
}

/** Folder of what is shipped of the site: our pages, and what they read of us; in a checkout it is the checkout. */
export function shippedFolder(tool: string = toolFolder()): string {
  const shipped = path.join(tool, 'dist', 'site')
  return existsSync(path.join(tool, 'site')) ? tool : shipped
}

/** The nearest folder of packages, seen from `start`, that holds Astro. */
export function modulesAround(start: string): string | null {
  const found = path.join(start, 'node_modules')
  if (path.basename(start) !== 'node_modules' && existsSync(path.join(found, 'astro'))) return found
  const above = path.dirname(start)
  return above === start ? null : modulesAround(above)
}

/** What builds a site where the packages are installed beside this one, as in a checkout. */
export function ownTool(): SiteTool {
  const modules = modulesAround(toolFolder())
  if (modules === null) throw new Error('Unexpected install, expected the package `astro` beside this one')
  return {modules, site: path.join(shippedFolder(), 'site')}
}

interface Packages {
  astro(): Promise<typeof import('astro')>
  starlight(): Promise<typeof import('@astrojs/starlight')>
  mermaid(): Promise<typeof import('beautiful-mermaid')>
  pagefind(): Promise<typeof import('pagefind')>
  resvg(): Promise<typeof import('@resvg/resvg-wasm')>
  /** The address of a file of a package. */
  placeOf(name: string): string
}

/** The packages that a site is built with; each is loaded when it is called. */
export async function packagesOf({site}: SiteTool): Promise<Packages> {
  const {packages}: {packages: Packages} = await import(pathToFileURL(path.join(site, 'packages.mjs')).href)
  return packages
}

const firstSegment = (folder: string): string => path.relative(path.parse(folder).root, folder).split(path.sep)[0] ?? ''

/**
 * The folder that Astro works in. It and the packages must share the first segment of their paths,
 * else Astro looks for its own components below the folder; so it is beside them where the project is elsewhere.
 */
export function workFolder(root: string, modules: string = ownTool().modules): string {
  if (firstSegment(root) === firstSegment(modules)) return path.join(root, '.proofmark', 'site')
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16)
  return path.join(modules, '.cache', 'proofmark', name)
}

/** Makes the folder, with a link through which Astro finds its packages. */
export async function prepareWork(work: string, modules: string): Promise<void> {
  await mkdir(work, {recursive: true})
  const link = path.join(work, 'node_modules')
  if ((await readlink(link).catch(() => null)) === modules) return
  await rm(link, {recursive: true, force: true})
  await symlink(modules, link, 'junction')
}
