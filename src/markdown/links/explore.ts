import {kindOf, readSource} from '../files.ts'
import {type Page, readPage} from '../page.ts'
import {everyLink} from './found.ts'
import {candidates, isDocument, meantBy} from './resolve.ts'
import {targetOf} from './target.ts'
import type {World} from './world.ts'

/** Looks up everything that links of some pages may lead to. */
export async function explore(ask: {
  root: string
  docs: string | null
  pages: readonly Page[]
  /** Addresses of documents, by file. */
  routes: ReadonlyMap<string, string>
}): Promise<World> {
  const {root, docs, pages, routes} = ask
  const kinds = new Map(pages.map((page): [string, Kind] => [page.source.file, 'file']))
  const anchors = new Map(pages.map((page) => [page.source.file, page.anchors]))
  const files = new Map([...routes].map(([file, route]) => [route, file]))
  for (const {path, anchor} of wanted(pages, docs)) {
    const file = await lookUp(root, path, kinds)
    if (anchor && file !== null && isDocument(file) && !anchors.has(file)) {
      anchors.set(file, (await anchorsOf(root, file))?.anchors ?? new Set())
    }
  }
  return {
    docs,
    kind: (path) => kinds.get(path),
    anchors: (path) => anchors.get(path),
    documentAt: (route) => files.get(route) ?? null,
    routeOf: (file) => routes.get(file) ?? null,
  }
}

/** Title and anchors of a document, or null when it cannot be read. */
export async function anchorsOf(root: string, path: string): Promise<{title: string; anchors: Set<string>} | null> {
  const read = await readSource(root, path)
  const page = 'source' in read ? readPage(read.source).page : null
  return page === null ? null : {title: page.title, anchors: new Set(page.anchors)}
}

type Kind = 'file' | 'folder' | null

function wanted(pages: readonly Page[], docs: string | null): {path: string; anchor: boolean}[] {
  const found = new Map<string, {path: string; anchor: boolean}>()
  for (const page of pages) {
    for (const {url} of everyLink(page)) {
      const {kind, path, anchor} = targetOf(url)
      if (kind !== 'local' || path === '') continue
      for (const candidate of candidates(path, page.source.file, {docs})) {
        found.set(candidate, {path: candidate, anchor: anchor !== null || found.get(candidate)?.anchor === true})
      }
    }
  }
  return [...found.values()]
}

/** The file that a path means; what is none by itself may still stand for one. */
async function lookUp(root: string, path: string, kinds: Map<string, Kind>): Promise<string | null> {
  for (const name of [path, ...meantBy(path)]) {
    if (!kinds.has(name)) kinds.set(name, await kindOf(root, name))
    if (kinds.get(name) === 'file') return name
  }
  return null
}
