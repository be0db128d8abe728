import {createHash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {cp, mkdir, readdir, readFile, rename, rm} from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import {cacheFolder, install} from './install-tool.ts'
import {modulesAround, type SiteTool, shippedFolder, toolFolder} from './tool.ts'

/** What a site is built with, beside this package. */
const names = [
  'astro',
  '@astrojs/starlight',
  'pagefind',
  'beautiful-mermaid',
  '@resvg/resvg-wasm',
  'dejavu-fonts-ttf',
] as const

export interface ToolAsk {
  /** The project, absolute. */
  root: string
  env: Readonly<Record<string, string | undefined>>
  /** Called before anything is installed. */
  say: (sentence: string) => void
}

/** What builds a site, or the sentence that says why there is none and what to do. */
export type FoundTool = {tool: SiteTool} | {missing: string}

/** Finds the packages that a site is built with: beside this one, in the project, or in the cache, where they are installed once. */
export async function siteTool({root, env, say}: ToolAsk): Promise<FoundTool> {
  const there = await toolThere({root, env})
  if (there !== null) return {tool: there}
  const from = shippedFolder()
  const folder = await cacheFolder(from, env)
  const missing = await install({from, folder, env, say, wanted: await wantedVersions(toolFolder())})
  return missing === null ? {tool: await placedIn(path.join(folder, 'node_modules'))} : {missing}
}

/** The packages where they are there already; null where they would be installed. */
export async function toolThere({root, env}: Omit<ToolAsk, 'say'>): Promise<SiteTool | null> {
  const own = toolFolder()
  const wanted = await wantedVersions(own)
  const [beside, around] = [modulesAround(own), modulesAround(root)]
  if (beside !== null && (await holds(beside, wanted)))
    return {modules: beside, site: path.join(shippedFolder(), 'site')}
  if (around !== null && (await holds(around, wanted))) return placedIn(around)
  const modules = path.join(await cacheFolder(shippedFolder(), env), 'node_modules')
  return existsSync(modules) ? placedIn(modules) : null
}

const Versions = z.object({
  version: z.string().optional(),
  devDependencies: z.record(z.string(), z.string()).optional(),
})
const readPackage = async (folder: string): Promise<z.infer<typeof Versions>> =>
  Versions.parse(JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')))

/** The versions that this package was tested with. */
async function wantedVersions(own: string): Promise<string[][]> {
  const {devDependencies = {}} = await readPackage(own)
  return names.map((name) => [name, devDependencies[name] ?? ''])
}

/** Whether a folder of packages has all of them, each of the same minor version: our pages lean on Starlight's markup. */
async function holds(modules: string, wanted: readonly string[][]): Promise<boolean> {
  const minor = (version = ''): string => version.split('.').slice(0, 2).join('.')
  const found = await Promise.all(
    wanted.map(([name = '', version]) =>
      readPackage(path.join(modules, name)).then(
        (there) => minor(there.version) === minor(version),
        () => false,
      ),
    ),
  )
  return found.every(Boolean)
}

/** Our pages import those packages, so that a copy of them must stand where they are found from. */
async function placedIn(modules: string): Promise<SiteTool> {
  const from = shippedFolder()
  const folder = path.join(modules, '.cache', 'proofmark', `pages-${await digestOf(from)}`)
  const tool = {modules, site: path.join(folder, 'site')}
  if (existsSync(folder)) return tool
  const passing = `${folder}.${process.pid}`
  await mkdir(path.dirname(folder), {recursive: true})
  await cp(from, passing, {recursive: true})
  await rename(passing, folder).catch(async (error: unknown) => {
    // Another process was faster, with the same files.
    await rm(passing, {recursive: true, force: true})
    if (!existsSync(folder)) throw error
  })
  return tool
}

async function digestOf(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const found = await readdir(folder, {recursive: true, withFileTypes: true})
  const files = found.filter((each) => each.isFile()).map(({parentPath, name}) => path.join(parentPath, name))
  for (const file of files.toSorted()) hash.update(`${path.relative(folder, file)}\0`).update(await readFile(file))
  return hash.digest('hex').slice(0, 16)
}
