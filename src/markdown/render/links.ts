import type {Element, Root} from 'hast'
import {h} from 'hastscript'
import {anchorId} from '../../model/anchors.ts'
import type {Document, Link} from '../../model/index.ts'
import {targetOf} from '../links/target.ts'
import {eachElement} from './each-element.ts'
import {fileRoute} from './file-route.ts'
import {textOf} from './text-of.ts'
import {foreignPrefix} from './to-hast.ts'

/** Where links of a page lead on the site. */
export interface Routes {
  documents: readonly Document[]
  /** Folder of the site on its host: empty, or with a slash before and none after. */
  base: string
  /** Slugs of the page's own headings. */
  slugs: ReadonlySet<string>
  /** Follows an address of the page. */
  follow: (url: string) => Pick<Link, 'kind' | 'path' | 'anchor' | 'dead'>
  outside?: Outside | undefined
}

/** Where a link leads to a file of the project that is no page of the site; null where nobody can open it. */
export type Outside = (path: string, anchor: string | null) => string | null

/** What is not there: in full, and in the words that stand beside it. */
interface Missing {
  title: string
  words: string
}

/** Where an element leads on the site. */
interface Destination {
  href: string | null
  missing: Missing | null
}

/** Turns every address of a page into one of the site, and marks what leads nowhere. */
export function rewriteLinks(root: Root, routes: Routes): void {
  const foreign = foreignNames(root)
  eachElement(root, (node) => {
    const {href, src} = node.properties
    if (node.tagName === 'a' && typeof href === 'string') rewriteAnchor(node, href, routes, foreign)
    if (node.tagName === 'img' && typeof src === 'string') rewriteImage(node, src, routes)
  })
}

function rewriteAnchor(node: Element, url: string, routes: Routes, foreign: ReadonlySet<string>): void {
  const {kind} = targetOf(url)
  if (kind === 'external') node.properties.rel = ['noopener']
  const {href, missing} = url.startsWith('#') ? onPage(url, routes, foreign) : elsewhere(url, routes, routes.outside)
  if (kind === 'local' || missing !== null) node.properties = {...node.properties, href}
  if (missing !== null) mark(node, missing)
}

function rewriteImage(node: Element, url: string, routes: Routes): void {
  if (targetOf(url).kind !== 'local') {
    node.properties.src = inFull(url)
    return
  }
  const {href, missing} = elsewhere(url, routes)
  if (href !== null) node.properties.src = href
  if (href !== null || missing === null) return
  // The words that stood for the picture stay on the page.
  node.children = [{type: 'text', value: String(node.properties.alt ?? '') || url}]
  node.tagName = 'span'
  node.properties = {}
  mark(node, {...missing, words: 'no such picture'})
}

/** The address of another host as a browser reads it: `https:/host` and `///host` name one too. */
const inFull = (url: string): string | null => URL.parse(url, 'https://host.invalid')?.href ?? null

function mark(node: Element, {title, words}: Missing): void {
  node.properties = {...node.properties, className: ['pm-missing'], title}
  if (textOf(node).trim() === '' && node.children.length === 0) node.children = [{type: 'text', value: title}]
  node.children.push(h('small', {dataPagefindIgnore: ''}, ` (${words})`))
}

function onPage(url: string, {slugs}: Routes, foreign: ReadonlySet<string>): Destination {
  const anchor = targetOf(url).anchor ?? ''
  if (anchor === '' || /^_?top$/i.test(anchor)) return {href: '#_top', missing: null}
  if (slugs.has(anchor)) return {href: fragment(anchorId(anchor)), missing: null}
  if (foreign.has(anchor)) return {href: fragment(foreignPrefix + anchor), missing: null}
  return {href: fragment(anchor), missing: noHeading(anchor, 'this')}
}

function elsewhere(url: string, routes: Routes, outside?: Outside): Destination {
  const {kind, path, anchor, dead} = routes.follow(url)
  if (kind === 'external' || kind === 'other')
    return {href: null, missing: dead ? {title: 'A link without an address', words: 'no address'} : null}
  const page = routes.documents.find(({file}) => file === path)
  if (page !== undefined) {
    const missing = dead ? noHeading(anchor ?? '', 'that') : null
    return {href: address(routes.base, page.route === '' ? '' : `${page.route}/`) + landing(anchor, page), missing}
  }
  if (path === null || dead || isPrivate(path))
    return {
      href: null,
      missing: {
        title: `No page or file ${path ?? url}`,
        words: `no such ${kind === 'file' && path !== null && /\.\w+$/.test(path) ? 'file' : 'page'}`,
      },
    }
  if (outside !== undefined) return {href: outside(path, anchor), missing: null}
  return {
    href: address(routes.base, fileRoute(path)) + (kind === 'file' && anchor ? fragment(anchor) : ''),
    missing: null,
  }
}

const noHeading = (anchor: string, page: 'this' | 'that'): Missing => ({
  title: `No heading #${anchor} on ${page} page`,
  words: 'no such heading',
})

/** Ids of raw HTML are served under a prefix. */
function landing(anchor: string | null, {headings}: Document): string {
  if (anchor === null) return ''
  if (/^_?top$/i.test(anchor)) return '#_top'
  return fragment(headings.some(({slug}) => slug === anchor) ? anchorId(anchor) : foreignPrefix + anchor)
}

const address = (base: string, path: string): string => `${base}/${path.split('/').map(encodeURIComponent).join('/')}`

const fragment = (anchor: string): string => `#${encodeURI(anchor).replaceAll('#', '%23')}`

/** Files and folders that begin with a dot are not served. */
const isPrivate = (path: string): boolean => /(?:^|\/)\./.test(path)

function foreignNames(root: Root): Set<string> {
  const names = new Set<string>()
  eachElement(root, ({properties}) => {
    for (const name of [properties.id, properties.name]) {
      if (typeof name === 'string' && name.startsWith(foreignPrefix)) names.add(name.slice(foreignPrefix.length))
    }
  })
  return names
}
