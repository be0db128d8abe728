import {cp, rm} from 'node:fs/promises'
import path from 'node:path'
import type {Document, Project, Snapshot} from '../model/index.ts'
import {ownPages} from '../view/index.ts'
import {holdWork} from './alone.ts'
import {type AstroBeside, startAstro} from './beside.ts'
import {drawer} from './diagrams.ts'
import {copyLinkedFiles, copySchemas} from './files.ts'
import {finish} from './finish.ts'
import {pngDrawer} from './png.ts'
import {isWithheld, published} from './public.ts'
import {renderPages} from './render.ts'
import {replaceSite} from './replace.ts'
import {searchIndex} from './search.ts'
import {sidebarOf} from './sidebar.ts'
import {withoutResults, writeSnapshot} from './snapshot.ts'
import {ownTool, prepareWork, type SiteTool} from './tool.ts'

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
  /** Astro, where it was started before the docs were read. */
  astro?: AstroBeside
  onProgress?: (message: string) => void
  /** Called once where another build of the project must end first. */
  onWait?: (message: string) => void
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
  const astro = options.astro ?? (await startAstro(root, tool))
  const {work} = astro
  const next = path.join(work, 'next')
  const held = await holdWork(work, {onWait: options.onWait}).catch((error: unknown) => {
    astro.stop()
    throw error
  })
  try {
    await prepareWork(work, tool.modules)
    onProgress?.(`rendering ${pages.length} pages`)
    const sidebar = sidebarOf(docs, pages, checklists, navigation.entries, ownPages(snapshot))
    const built = astro.build({out: next, site, sidebar})
    // Told below, where it is waited for.
    built.catch(() => undefined)
    const diagrams = drawer(tool)
    const rendered = await renderPages({root, base: site.base, work, pages, checklists, withheld, diagrams})
    await writeSnapshot(path.join(work, 'snapshot.json'), withoutResults(snapshot))
    astro.ready()

    onProgress?.('building the site')
    const [search] = await Promise.all([searchIndex(tool, work, rendered, snapshot), built])
    await cp(search, path.join(next, 'pagefind'), {recursive: true})
    await copyLinkedFiles(root, site.base, rendered, next, withheld)
    await copySchemas(next)
    const count = await finish(next, snapshot, pngDrawer(tool))
    await replaceSite(next, out)
    return {out, pages: count}
  } finally {
    astro.stop()
    await rm(next, {recursive: true, force: true})
    await held.release()
  }
}
