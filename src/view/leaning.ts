import type {Element} from 'hast'
import {h} from 'hastscript'
import {type CallOrAny, type CheckCall, type Json, type Link, pagesToSee} from '../model/index.ts'
import {type EnvironmentLens, type ItemLens, type Lens, resultsOf, shown, worst} from './lens.ts'
import {itemHref, pageHref} from './places.ts'
import {shorter} from './shorter.ts'
import {verdict} from './status.ts'
import {capital, counted, listed, unstopped} from './words.ts'

/** An item that leans on a document, and by what. */
interface Leaning {
  item: ItemLens
  by: Set<string>
}

/** Under a document: the items that lean on it, with where they stand; nothing where none does. */
export function leaning(lens: Lens, file: string): Element[] {
  const found = [...(leaningIn(lens).get(file)?.values() ?? [])]
  if (found.length === 0) return []
  const lists = Map.groupBy(found, ({item}) => item.checklist)
  return [
    h(
      'section.pm-block.pm-leaning',
      {ariaLabelledBy: 'pm-leaning'},
      h('h2#pm-leaning', 'What leans on this page'),
      ...[...lists].flatMap(([name, items]) => [lead(lens, name, items.length), ...rows(lens, items)]),
    ),
  ]
}

function lead(lens: Lens, name: string, count: number): Element {
  const title = lens.snapshot.checklists.find((one) => one.name === name)?.title ?? name
  const href = pageHref(lens, name)
  const list = href === null ? title : h('a', {href}, title)
  return h(
    'p.pm-meta',
    {dir: 'auto'},
    counted(count, 'item of ', 'items of '),
    list,
    count === 1 ? ' leans' : ' lean',
    ' on it.',
  )
}

const rows = (lens: Lens, found: readonly Leaning[]): Element[] =>
  shorter(found, (some) => h('ul.pm-rows', ...some.map((one) => row(lens, one))))

function row(lens: Lens, {item, by}: Leaning): Element {
  return h(
    'li',
    h(
      'div',
      h('p', {dir: 'auto'}, h('a', {href: itemHref(lens, item)}, unstopped(item.item.text))),
      h('p.pm-by', capital(listed([...by]))),
    ),
    h('dl.pm-stands', ...lens.environments.map((environment) => standing(environment, item))),
  )
}

function standing(environment: EnvironmentLens, {key}: ItemLens): Element {
  const status = worst(resultsOf(environment, key).map(shown))
  return h('div', h('dt', environment.name), h('dd', status === null ? 'none' : verdict(status)))
}

const known = new WeakMap<Lens, Map<string, Map<string, Leaning>>>()

/** By document and item's key, in document order of the items. */
function leaningIn(lens: Lens): Map<string, Map<string, Leaning>> {
  const kept = known.get(lens)
  if (kept !== undefined) return kept
  const found = new Map<string, Map<string, Leaning>>()
  const put = (file: string, item: ItemLens, by: string): void => {
    const items = found.get(file) ?? new Map<string, Leaning>()
    const one = items.get(item.key) ?? {item, by: new Set<string>()}
    one.by.add(by)
    items.set(item.key, one)
    found.set(file, items)
  }
  const stated = recordsOf(lens)
  for (const item of lens.items.values()) {
    const binding = lens.snapshot.bindings[item.key] ?? null
    for (const file of filesOf(item.item.links)) put(file, item, 'linked from its sentence')
    for (const file of (binding?.checks ?? []).flatMap((call) => readBy(lens, item, call)))
      put(file, item, 'looked at by a check')
    if (binding?.attest != null)
      for (const file of pagesToSee(item.item, binding)) put(file, item, 'to be seen by who attests it')
    for (const {file, by} of stated.get(item.key) ?? []) put(file, item, by)
  }
  known.set(lens, found)
  return found
}

const filesOf = (links: readonly Link[]): string[] =>
  links.flatMap(({kind, path}) => ((kind === 'document' || kind === 'file') && path !== null ? [path] : []))

/** The files of the project that a call looks at, as far as its parameters say. */
function readBy(lens: Lens, item: ItemLens, call: CallOrAny): string[] {
  return ('any' in call ? call.any : [call]).flatMap(({check, params}: CheckCall) => {
    if (check === 'file') return textOf(params.path)
    if (check !== 'link') return []
    const section = lens.snapshot.checklists
      .find(({name}) => name === item.checklist)
      ?.sections.find(({anchor}) => anchor === item.item.section)
    const [to = ''] = textOf(params.to)
    if (to === 'item') return filesOf(item.item.links)
    return to === 'section' ? filesOf(section?.links ?? []) : [to.replace(/#.*$/, '')]
  })
}

const textOf = (value: Json | undefined): string[] => (typeof value === 'string' ? [value] : [])

/** Of each item: the records that speak of it, and the pages that were seen for them. */
function recordsOf({snapshot}: Lens): Map<string, {file: string; by: string}[]> {
  const found = new Map<string, {file: string; by: string}[]>()
  for (const {record, sees, stands} of snapshot.records) {
    const said = record.kind === 'waiver' ? 'waived here' : 'attested here'
    const pages = [{file: record.at.file, by: said}, ...sees.map((file) => ({file, by: 'seen for an attestation'}))]
    for (const key of new Set(stands.flatMap(({keys}) => keys))) found.set(key, [...(found.get(key) ?? []), ...pages])
  }
  return found
}
