import type {Element} from 'hast'
import {h} from 'hastscript'
import {noTenant, type Past, pastAt, type Status, type StoodCell} from '../model/index.ts'
import {sentenceOf} from './html-pen.ts'
import {type ItemLens, type Lens, worst, worth} from './lens.ts'
import type {RunLens} from './past.ts'
import {itemHref, pageHref, sectionHref} from './places.ts'
import {verdict} from './status.ts'
import {counted, listed, statusWord} from './words.ts'

const mostRows = 100
const mostGroups = 60
const long = 12

interface Place {
  key: string
  item: ItemLens | undefined
  cells: readonly StoodCell[]
  status: Status | null
}

/** Where every item stood by a run, by section: what did not pass in full, the rest in numbers. */
export function stoodThen(lens: Lens, {environment, index}: RunLens): Element[] {
  const past = pastAt(environment.snapshot.trend, index)
  if (past === null) return []
  const budget = {rows: mostRows}
  const sections = sectionsOf(lens, past)
  // Of many sections those are told where something was not so.
  const told =
    sections.length <= mostGroups ? sections : sections.filter(({places}) => places.some(isBad)).slice(0, mostGroups)
  const others = sections.filter((section) => !told.includes(section))
  return [
    h(
      'section.pm-block',
      h('h2#stood', 'Where every item stood'),
      ...told.map(({head, places}) => group(lens, head, places, budget)),
      ...(others.length === 0 ? [] : [rest(others)]),
    ),
  ]
}

const isBad = ({status}: Place): boolean => status === 'fail' || status === 'blocked'

/** `440 more sections: 1000 pass and 12 fail`. */
const rest = (groups: readonly Group[]): Element =>
  h(
    'p.pm-meta',
    `${counted(groups.length, 'more section', 'more sections')}: ${tally(groups.flatMap(({places}) => places))}.`,
  )

interface Group {
  head: Element
  places: readonly Place[]
}

function sectionsOf(lens: Lens, past: Past): Group[] {
  const known = [...lens.items.values()].map((item) => ({key: item.key, item}))
  const others = [...past.keys()].filter((key) => !lens.items.has(key)).toSorted()
  const places = [...known, ...others.map((key) => ({key, item: undefined}))].flatMap((place): Place[] => {
    const cells = past.get(place.key)
    return cells === undefined ? [] : [{...place, cells, status: worst(cells.map(({status}) => status))}]
  })
  const by = Map.groupBy(places, ({item}) => (item === undefined ? '' : placeName(item.checklist, item.item.section)))
  const sections = lens.snapshot.checklists.flatMap(({name, title, sections}) => [
    {name: placeName(name, null), title, href: pageHref(lens, name) ?? lens.base},
    ...sections.map(({anchor, title}) => ({
      name: placeName(name, anchor),
      title,
      href: sectionHref(lens, name, anchor),
    })),
  ])
  const groups = sections.flatMap(({name, title, href}): Group[] => {
    const found = by.get(name)
    return found === undefined ? [] : [{head: h('a', {dir: 'auto', href}, title), places: found}]
  })
  const gone = by.get('')
  return gone === undefined ? groups : [...groups, {head: h('span', 'No longer in a checklist'), places: gone}]
}

const placeName = (checklist: string, section: string | null): string => JSON.stringify([checklist, section])

function group(lens: Lens, head: Element, places: readonly Place[], budget: {rows: number}): Element {
  const bad = places.filter(isBad).toSorted((a, b) => worth(b.status) - worth(a.status))
  const told = bad.slice(0, budget.rows)
  budget.rows -= told.length
  const rows = told.map((place) => row(lens, place))
  const left = bad.length - told.length
  const list = [
    ...(rows.length === 0 ? [] : [h('ul.pm-rows.moves', ...rows)]),
    ...(left === 0 ? [] : [h('p.pm-meta', `${rows.length === 0 ? '' : 'and '}${left} more`)]),
  ]
  return h(
    'div.pm-stood',
    h('h3', head, ' ', h('span.pm-by', tally(places))),
    ...(rows.length > long
      ? [h('details.pm-open', h('summary', `${rows.length} that failed or were blocked`), ...list)]
      : list),
  )
}

/** `1 fail, 3 pass`. */
function tally(places: readonly Place[]): string {
  const order: readonly Status[] = ['fail', 'blocked', 'pass', 'not-applicable']
  return listed(
    order.flatMap((status) => {
      const count = places.filter((place) => place.status === status).length
      return count === 0 ? [] : [`${count} ${statusWord(status)}`]
    }),
  )
}

function row(lens: Lens, {key, item, cells, status}: Place): Element {
  const here = cells.filter((cell) => cell.status === status)
  const who = here.length === cells.length ? [] : here.map(({tenant}) => tenant).filter((tenant) => tenant !== noTenant)
  const waived = here.every((cell) => cell.waived)
  return h(
    'li',
    h('div', ...(status === null ? [] : [verdict(status, waived)]), ...(waived ? [h('span.pm-was', 'waived')] : [])),
    h('p.pm-what', item === undefined ? key : h('a', {href: itemHref(lens, item), dir: 'auto'}, sentenceOf(item))),
    h('div.pm-dim', listed(who)),
  )
}
