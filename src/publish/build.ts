import {cpSync} from 'node:fs'
import path from 'node:path'
import type {Document, Project, Snapshot} from '../model/index.ts'
import {ownPages} from '../view/index.ts'
import {type AstroBeside, startAstro} from './beside.ts'
import {drawer} from './diagrams.ts'
import {copyFiles, copySchemas, filesLinkedIn} from './files.ts'
import {finish} from './finish.ts'
import {madeBy} from './made-by.ts'
import {pngDrawer} from './png.ts'
import {isWithheld, published} from './public.ts'
import {planPages, renderPages} from './render.ts'
import {replaceSite} from './replace.ts'
import {searchIndex} from './search.ts'
import {sidebarOf, writeSidebar} from './sidebar.ts'
import {withoutResults, writeSnapshot} from './snapshot.ts'
import {ownTool, type SiteTool} from './tool.ts'

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
  try {
    const next = await astro.begin(site, options.onWait)
    onProgress?.(`rendering ${pages.length} pages`)
    await writeSidebar(work, sidebarOf(docs, pages, checklists, navigation.entries, ownPages(snapshot)))
    const asked = {root, base: site.base, work, pages, checklists, withheld, diagrams: drawer(tool)}
    const planned = await planPages(asked)
    await writeSnapshot(path.join(work, 'snapshot.json'), withoutResults(snapshot))
    astro.ready()
    await renderPages(asked, planned, astro.rendered)

    onProgress?.('building the site')
    const search = searchIndex(tool, work, planned, snapshot, astro.built)
    // Told below, where it is waited for.
    search.catch(() => undefined)
    const linked = filesLinkedIn(work, site.base, planned)
    // While nothing else is to be done: it is known from then on.
    await madeBy()
    await astro.built
    await copyFiles(root, linked, next, withheld)
    await copySchemas(next)
    const count = await finish(next, snapshot, pngDrawer(tool))
    cpSync(await search, path.join(next, 'pagefind'), {recursive: true})
    await replaceSite(next, out)
    return {out, pages: count}
  } finally {
    await astro.stop()
  }
}
