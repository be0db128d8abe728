import type {Document, Link} from '../../model/index.ts'
import {explore} from '../links/explore.ts'
import {everyLink} from '../links/found.ts'
import {resolve} from '../links/resolve.ts'
import {targetOf} from '../links/target.ts'
import type {World} from '../links/world.ts'
import type {Page} from '../page.ts'

type Where = Pick<Link, 'kind' | 'path' | 'anchor' | 'dead'>

/** Follows addresses of a page: as they were followed when the docs were read, or anew where the page has changed since. */
export async function follower(ask: {
  root: string
  base: string
  page: Page
  documents: readonly Document[]
}): Promise<(url: string) => Where> {
  const {root, base, page, documents} = ask
  const {file} = page.source
  const known = new Map(
    documents.find((document) => document.file === file)?.links.map((link) => [asWritten(link.url), link]),
  )
  const stale = everyLink(page).some(({url}) => !known.has(asWritten(url)))
  const routes = new Map(documents.map((document) => [document.file, document.route]))
  const seen = await explore({root, docs: null, pages: stale ? [page] : [], routes})
  // Broken HTML may come to addresses that nobody looked up: only a document is known to be there.
  const world = {...seen, kind: (path: string) => seen.kind(path) ?? (routes.has(path) ? 'file' : null)} satisfies World
  return (url) => {
    const link = known.get(asWritten(url)) ?? resolve(url, file, page.anchors, world)
    const bare = url.startsWith(`${base}/`) && base !== '' ? url.slice(base.length) : null
    return link.dead && bare !== null ? throughBase(bare, link, documents) : link
  }
}

/** An address that already holds the site's base. */
function throughBase(url: string, link: Where, documents: readonly Document[]): Where {
  const {path, anchor} = targetOf(url)
  const page = documents.find(({route}) => route === path.replace(/^\/+|\/+$/g, ''))
  return page === undefined ? link : {kind: 'document', path: page.file, anchor, dead: false}
}

/** HTML writes an address in percent that Markdown holds as written. */
function asWritten(url: string): string {
  const {path, anchor} = targetOf(url)
  return JSON.stringify([path, anchor])
}
