import type {Element} from 'hast'
import {h} from 'hastscript'
import {anchorId} from '../model/anchors.ts'
import {folioRoute, type Position} from '../model/index.ts'
import {addressOf, itemAddress, itemRoute} from '../model/item-address.ts'
import type {Piece} from './html.ts'
import type {ItemLens, Lens} from './lens.ts'

export {itemRoute}

/** The address of an item's page on the site. */
export const itemHref = ({base}: Pick<Lens, 'base'>, {checklist, item}: Pick<ItemLens, 'checklist' | 'item'>): string =>
  itemAddress(base, checklist, item.id)

/** The id that an item has on its checklist's page. */
export const itemAnchor = (id: string): string => anchorId(id.replaceAll('/', '--'))

/** The address of a page: a checklist by its name, any document by its file; null when the site does not have it. */
export function pageHref({base, snapshot}: Lens, name: string): string | null {
  const route = Object.hasOwn(snapshot.routes, name) ? snapshot.routes[name] : undefined
  return route === undefined ? null : `${base}${route === '' ? '' : `${addressOf(route)}/`}`
}

/** The address of a folio of a long checklist; of the checklist's own page for 0. */
export function folioHref({base, snapshot}: Lens, checklist: string, number: number): string {
  const route = snapshot.routes[checklist] ?? ''
  const to = number === 0 ? route : folioRoute(route, number)
  return to === '' ? base : `${base}${addressOf(to)}/`
}

/** The address of an item's sentence in its checklist. */
export const sentenceHref = (lens: Lens, {key, checklist, item}: ItemLens): string =>
  `${folioHref(lens, checklist, lens.folioOf.get(key) ?? 0)}#${encodeURIComponent(itemAnchor(item.id))}`

/** The address of a section in its checklist. */
export function sectionHref(lens: Lens, checklist: string, anchor: string): string {
  const [first] = lens.bySection.get(`${checklist}#${anchor}`) ?? []
  const folio = first === undefined ? 0 : (lens.folioOf.get(first.key) ?? 0)
  return `${folioHref(lens, checklist, folio)}#${encodeURIComponent(anchorId(anchor))}`
}

/** Where a source is browsed, when the project says where. */
export function sourceHref({snapshot: {source}}: Lens, {file, line}: Position): string | null {
  if (source === null) return null
  const path = file.split('/').map(encodeURIComponent).join('/')
  const href = source.replaceAll('{file}', path).replaceAll('{line}', String(line))
  return /^https?:\/\//i.test(href) ? href : null
}

/** `deploy/prod.env:12`, a link where sources can be browsed. */
export function sourcePlace(lens: Lens, at: Position): Element {
  const label = `${at.file}:${at.line}`
  const href = sourceHref(lens, at)
  return href === null ? h('span', {dir: 'ltr'}, label) : h('a', {dir: 'ltr', href}, label)
}

/** `readiness-checklist.md:32`, able to break after a hyphen. */
export function shortPlace(lens: Lens, at: Position): Element {
  const name = `${at.file.split('/').at(-1)}:${at.line}`
  const pieces = name.split(/(?<=-)/).flatMap((part, index): Piece[] => (index === 0 ? [part] : [h('wbr'), part]))
  const href = sourceHref(lens, at)
  return href === null ? h('span', {dir: 'ltr'}, ...pieces) : h('a', {dir: 'ltr', href}, ...pieces)
}

/** The address of a file of the site: in full where the site knows its own, else from the host's root. */
export function siteUrl({base, snapshot: {site}}: Pick<Lens, 'base' | 'snapshot'>, file: string): string {
  return site.url === null ? `${base}${file}` : new URL(`${base}${file}`, site.url).href
}
