import type {Element} from 'hast'
import {h} from 'hastscript'
import {anchorId} from '../model/anchors.ts'
import {type Folio, foliosOf, type Snapshot} from '../model/index.ts'
import {addressOf} from '../model/item-address.ts'
import {auditHref} from './audit-page.ts'
import {flagsOf} from './flags.ts'
import {type Piece, written} from './html.ts'
import {type EnvironmentLens, type ItemLens, type Lens, lensOf} from './lens.ts'
import {folioHref} from './places.ts'
import {byStatus, isAccepted, tally} from './standing.ts'
import {verdict} from './status.ts'

/** The pages of a long checklist: what stands on each, and how that stands in each environment. */
export function folios(lens: Lens, checklist: string): Element[] {
  const rows = foliosIn(lens, checklist)
  const table = h(
    'table.pm-matrix.pm-folios',
    h(
      'thead',
      h('tr', h('th', {scope: 'col'}, 'page'), ...lens.environments.map(({name}) => h('th', {scope: 'col'}, name))),
    ),
    h('tbody', ...rows.map((folio) => row(lens, checklist, folio))),
  )
  // The fragment of an item that stood here once follows it (site/scripts/checklist.ts).
  const dataItems = `${lens.base}items/${addressOf(checklist)}/`
  return [h('div.pm-scroll', {dataItems, tabIndex: 0, role: 'region', ariaLabel: 'Table of pages'}, table)]
}

/** The pages of a long checklist with all evidence; each prints by itself. */
export const auditFolios = (lens: Lens, checklist: string): Element[] => [
  h(
    'ol.pm-folios',
    ...foliosIn(lens, checklist).map(({number, title}) =>
      h('li', h('a', {href: auditHref(lens, checklist, number), dir: 'auto'}, named(number, title))),
    ),
  ),
]

/** Which page of how many this is, under its title; the way to the others. */
export function folioPlace(snapshot: Snapshot, checklist: string, number: number): string {
  const lens = lensOf(snapshot)
  const all = foliosIn(lens, checklist)
  const here = all.find((folio) => folio.number === number)
  if (here === undefined) return ''
  return written([
    h(
      'p.pm-sub',
      {dir: 'auto'},
      `Page ${number} of ${all.length}`,
      ...(here.title === '' ? [] : [`: ${here.title}`]),
      '.',
    ),
    ...ways(all, number, 'Pages of this checklist', (to) => folioHref(lens, checklist, to)),
  ])
}

/** The same at the foot of a page, where a reader is done with it, and on a page of all evidence. */
export const folioWays = (
  snapshot: Snapshot,
  checklist: string,
  number: number,
  {isAudit = false, label = 'Pages of this checklist, again'} = {},
): string => {
  const lens = lensOf(snapshot)
  const href = isAudit ? auditHref : folioHref
  return written(ways(foliosIn(lens, checklist), number, label, (to) => href(lens, checklist, to)))
}

function ways(all: readonly Folio[], number: number, ariaLabel: string, hrefOf: (number: number) => string): Element[] {
  const way = (to: number, rel: string, words: string): Piece[] =>
    all.some((folio) => folio.number === to) ? [h('a', {href: hrefOf(to), rel}, words)] : []
  return [
    h(
      'nav.pm-ways.pm-on-screen',
      {ariaLabel},
      ...way(number - 1, 'prev', `‹ page ${number - 1}`),
      h('a', {href: hrefOf(0)}, 'all pages'),
      ...way(number + 1, 'next', `page ${number + 1} ›`),
    ),
  ]
}

const named = (number: number, title: string): string => (title === '' ? `Page ${number}` : title)

const foliosIn = ({snapshot}: Lens, name: string): Folio[] =>
  snapshot.checklists.filter((checklist) => checklist.name === name).flatMap(foliosOf)

function row(lens: Lens, checklist: string, {number, title, items: ids, sections}: Folio): Element {
  const items = ids.flatMap((id) => lens.items.get(`${checklist}:${id}`) ?? [])
  const flags = [...new Set(items.flatMap((item) => flagsOf(lens, item)))].toSorted()
  const link = h('a', {href: folioHref(lens, checklist, number), dir: 'auto'}, named(number, title))
  return h(
    'tr',
    h(
      'th',
      {scope: 'row', ...(flags.length === 0 ? {} : {dataF: flags.join(' ')})},
      ...sections.map(({anchor}) => h('span', {id: anchorId(anchor)})),
      link,
    ),
    ...lens.environments.map((environment) => h('td', ...cell(environment, items))),
  )
}

/** The worst of the page for any tenant, and how many of its items are to mend. */
function cell(environment: EnvironmentLens, items: readonly ItemLens[]): Piece[] {
  const [worst] = byStatus(environment, items)
  if (worst === undefined || worst.status === null) return [h('span.pm-dim', 'none')]
  const said = tally(environment, items, worst)
  return [verdict(worst.status, isAccepted(worst)), ...(said === null ? [] : [' ', h('small', said)])]
}
