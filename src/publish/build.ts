import {cp, mkdir, rename, rm} from 'node:fs/promises'
import path from 'node:path'
import type {Document, Project, Snapshot} from '../model/index.ts'
import {ownPages} from '../view/index.ts'
import {siteConfig} from './astro.ts'
import {drawer} from './diagrams.ts'
import {copyLinkedFiles, copySchemas} from './files.ts'
import {finish} from './finish.ts'
import {pngDrawer} from './png.ts'
import {isWithheld, published} from './public.ts'
import {renderPages} from './render.ts'
import {searchIndex} from './search.ts'
import {sidebarOf} from './sidebar.ts'
import {withoutResults, writeSnapshot} from './snapshot.ts'
import {ownTool, packagesOf, prepareWork, type SiteTool, workFolder} from './tool.ts'

export interface BuildOptions {
  /** Absolute. */
  root: string
  project: Project
  snapshot: Snapshot
  /** Folder of the built site; it is replaced as a whole. */
  out: string
  /** As the Markdown stage read them; they are read again where they are not given. */
  documents?: readonly Document[]
  /** The one beside this package unless given. */
  tool?: SiteTool
  onProgress?: (message: string) => void
}

/** Builds the site: a function of the docs and the snapshot. */
export async function buildSite(options: BuildOptions): Promise<{out: string; pages: number}> {
  const {root, project, snapshot, out, onProgress, tool = ownTool()} = options
  const {checklists, site} = snapshot
  const {readDocs, readNavigation} = await import('../markdown/index.ts')
  const {docs} = project
  const documents =
    options.documents ?? (await readDocs({root: project.root, docs, checklists: project.checklists})).documents
  const pages = published(documents, project)
  const withheld = (file: string): boolean => isWithheld(file, project)
  const navigation = await readNavigation(root, docs)
  const work = workFolder(root, tool.modules)
  await prepareWork(work, tool.modules)

  onProgress?.(`rendering ${pages.length} pages`)
  const rendered = await renderPages({root, base: site.base, work, pages, checklists, withheld, diagrams: drawer(tool)})
  await writeSnapshot(path.join(work, 'snapshot.json'), withoutResults(snapshot))

  onProgress?.('building the site')
  const next = await freshFolder(work)
  try {
    const sidebar = sidebarOf(docs, pages, checklists, navigation.entries, ownPages(snapshot))
    const [search] = await Promise.all([
      searchIndex(tool, work, rendered, snapshot),
      runAstro(tool, work, await siteConfig({root: work, work, out: next, site, sidebar, tool})),
    ])
    await cp(search, path.join(next, 'pagefind'), {recursive: true})
    await copyLinkedFiles(root, site.base, rendered, next, withheld)
    await copySchemas(next)
    const count = await finish(next, snapshot, pngDrawer(tool))
    await replace(next, out)
    return {out, pages: count}
  } finally {
    await rm(next, {recursive: true, force: true})
  }
}

const made = new Map<string, number>()

/** A folder that no build of this process wrote to, since Node keeps what it once loaded from an address; and the first of each process the same, since Astro draws every page anew where the name is another. */
async function freshFolder(work: string): Promise<string> {
  const count = made.get(work) ?? 0
  made.set(work, count + 1)
  const folder = path.join(work, `next-${count}`)
  await rm(folder, {recursive: true, force: true})
  await mkdir(folder)
  return folder
}

/** Runs Astro's build. It keeps what it makes on the way below the current folder, so that is the work folder for as long. */
async function runAstro(tool: SiteTool, work: string, config: Awaited<ReturnType<typeof siteConfig>>): Promise<void> {
  const {NODE_ENV, DEV} = process.env
  Object.assign(process.env, {ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production'})
  // Both words of a shell would give a site as it is under development, without its search.
  delete process.env.DEV
  const {build} = await (await packagesOf(tool)).astro()
  const before = process.cwd()
  process.chdir(work)
  try {
    await build(config)
  } finally {
    process.chdir(before)
    restore('NODE_ENV', NODE_ENV)
    restore('DEV', DEV)
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

/** Puts a finished folder in the place of another; nobody finds it half there. */
async function replace(next: string, out: string): Promise<void> {
  const beside = `${out}.next`
  const before = `${out}.before`
  await rm(beside, {recursive: true, force: true})
  await rm(before, {recursive: true, force: true})
  await rename(next, beside).catch((error: unknown) => copyAcross(error, next, beside))
  await rename(out, before).catch(ignoreMissing)
  await rename(beside, out)
  await rm(before, {recursive: true, force: true})
}

/** Another disk cannot take a folder as it is. */
async function copyAcross(error: unknown, next: string, beside: string): Promise<void> {
  if (codeOf(error) !== 'EXDEV') throw error
  await cp(next, beside, {recursive: true})
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null)
