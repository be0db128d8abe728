import type {Checklist, Problem} from '../model/index.ts'
import {readChecklist} from './checklist.ts'
import {follow} from './links/follow.ts'
import {everyLink} from './links/found.ts'
import {looksLikeLinks} from './links/looks-like-link.ts'
import {unknownWorld} from './links/world.ts'
import {readPage, stem} from './page.ts'
import type {RenderAsk, RenderedPage} from './render/index.ts'
import {sha256, sourceOf} from './source.ts'

export {pipelineDigest} from './digest.ts'
export {type FoundChecklist, type FoundChecklists, findChecklists, isMarkdown} from './find.ts'
export {anchorsOf} from './links/explore.ts'
export {lookalikesIn} from './lookalikes.ts'
export {type Navigation, readNavigation} from './navigation.ts'
export {type ReadDocs, readDocs} from './read.ts'
export {misfits} from './records/fit.ts'
export {type ReadRecords, readRecords} from './records/index.ts'
export {kinds as recordKinds} from './records/kinds.ts'
export type {Draw} from './render/diagrams.ts'
export {fileRoute} from './render/file-route.ts'
export {sightAt, sightOf} from './sight.ts'
export type {Skipped, WalkLimits} from './walk.ts'

/** Reads a checklist from text alone. Without `exists` no link to a file is called dead. */
export function parseChecklist(ask: {file: string; source: string; exists?: (path: string) => boolean}): {
  checklist: Checklist
  problems: Problem[]
} {
  const {page, problems} = readPage(sourceOf(ask.file, ask.source))
  if (page === null) return {checklist: emptyChecklist(ask.file, ask.source), problems}
  const world = unknownWorld(ask.exists)
  const read = readChecklist(page, world)
  const dead = everyLink(page).flatMap((link) => follow(link, page, world).problem ?? [])
  return {checklist: read.checklist, problems: [...problems, ...dead, ...looksLikeLinks(page), ...read.problems]}
}

/** Renders a document as safe HTML; what it takes is loaded when the first page is asked for. */
export async function renderPage(ask: RenderAsk): Promise<RenderedPage> {
  const {render} = await import('./render/index.ts')
  return render(ask)
}

const emptyChecklist = (file: string, source: string): Checklist => ({
  file,
  name: stem(file),
  title: stem(file),
  digest: sha256(source),
  sections: [],
  items: [],
})
