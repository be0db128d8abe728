import type {Element} from 'hast'
import {h} from 'hastscript'
import {noTenant, type Repair, type Result} from '../model/index.ts'
import {type Piece, prose} from './html.ts'
import {type EnvironmentLens, type ItemLens, type Lens, resultsOf, worst} from './lens.ts'
import {does, what} from './notes.ts'
import {itemHref, sentenceHref, shortPlace} from './places.ts'
import {remark, verdict} from './status.ts'
import {capital, listed, numberWord, reasonWord, sentence, slug, unstopped} from './words.ts'

const mostRows = 40
const mostItems = 6

/** Who mends what before an environment goes live. */
export function repairs(lens: Lens): Element[] {
  return lens.environments.flatMap((environment) => {
    const all = environment.gates.filter(({verdict}) => verdict !== 'met').flatMap((gate) => gate.repairs)
    return all.length === 0 ? [] : [repairsOf(lens, environment, all)]
  })
}

function repairsOf(lens: Lens, environment: EnvironmentLens, all: readonly Repair[]): Element {
  const id = `repair-${slug(environment.name)}`
  const ticked = all.filter(({items}) => items.some(({contradicted}) => contradicted))
  const rest = all.filter((repair) => !ticked.includes(repair))
  const title = `${capital(numberWord(all.length))} ${all.length === 1 ? 'repair' : 'repairs'} before ${environment.name} goes live`
  return h(
    'section.pm-block',
    {ariaLabelledBy: id},
    h('h2', {id}, title),
    ...(ticked.length === 0 ? [] : [h('h3', 'Ticked, and not so'), rows(lens, environment, ticked)]),
    ...(rest.length === 0
      ? []
      : [...(ticked.length === 0 ? [] : [h('h3', 'The rest')]), rows(lens, environment, rest)]),
    ...more(lens, all.length - Math.min(ticked.length, mostRows) - Math.min(rest.length, mostRows)),
  )
}

const rows = (lens: Lens, environment: EnvironmentLens, repairs: readonly Repair[]): Element =>
  h('ol.pm-rows', ...repairs.slice(0, mostRows).map((repair) => row(lens, environment, repair)))

function more(lens: Lens, count: number): Element[] {
  const [first] = lens.items.values()
  if (count <= 0 || first === undefined) return []
  const href = `${sentenceHref(lens, first).split('#')[0]}#show-to-mend`
  return [h('p.pm-meta', `And ${count} more: `, h('a', {href}, 'each in its place'), '.')]
}

function row(lens: Lens, environment: EnvironmentLens, repair: Repair): Element {
  const items = [...new Set(repair.items.flatMap(({key}) => lens.items.get(key) ?? []))]
  return h(
    'li',
    h('div', ...state(repair)),
    h(
      'div',
      h('p.pm-what', {dir: 'auto'}, ...names(lens, items)),
      h('p', {dir: 'auto'}, ...cause(lens, environment, repair, items)),
      ...(repair.next === '' ? [] : [h('p', {dir: 'auto'}, h('span.pm-lab', 'next'), ' ', ...prose(repair.next))]),
    ),
    h('div', ...owners(lens, repair), h('span.pm-where', ...places(lens, items))),
  )
}

function state({items}: Repair): Piece[] {
  const status = worst(items.map(({status}) => status)) ?? 'blocked'
  const reasons = status === 'blocked' ? [...new Set(items.flatMap(({reason}) => reason ?? []))] : []
  const contradicted = items.some(({contradicted}) => contradicted)
  return [
    verdict(status),
    ...(contradicted ? [h('br'), remark('contradicted')] : []),
    ...reasons.flatMap((reason) => [h('br'), h('span.pm-dim', reasonWord(reason))]),
  ]
}

/** The items by their sentences, a nested one after its parent's words. */
function names(lens: Lens, items: readonly ItemLens[]): Piece[] {
  const named = items
    .slice(0, mostItems)
    .flatMap((item, index): Piece[] => [...(index === 0 ? [] : [h('br')]), ...name(lens, item)])
  return items.length <= mostItems
    ? named
    : [...named, h('br'), h('span.pm-ctx', `and ${items.length - mostItems} more`)]
}

export const name = (lens: Lens, item: ItemLens): Piece[] => [
  ...(item.parent === null ? [] : [h('span.pm-ctx', `${unstopped(item.parent.item.text)}: `)]),
  h('a', {href: itemHref(lens, item)}, unstopped(item.item.text)),
]

function cause(lens: Lens, environment: EnvironmentLens, repair: Repair, items: readonly ItemLens[]): Piece[] {
  const {length} = items
  if (repair.cause !== null)
    return prose(
      length > 1
        ? sentence(`One cause, ${numberWord(length)} items: ${repair.cause}`)
        : sentence(capital(repair.cause)),
    )
  const [item] = items
  if (item === undefined) return prose(sentence(capital(repair.because)))
  const open = resultsOf(environment, item.key).filter(({own}) => own.status === 'fail' || own.status === 'blocked')
  const here = open.filter(({own}) => own.status === worst(open.map((result) => result.own.status)))
  const who = here.length === resultsOf(environment, item.key).length ? '' : namesOnly(here)
  const said = here.length === 0 ? prose(repair.because) : what(lens, here)
  const told = who === '' ? begun(said) : [`${who}: `, ...said]
  return [...told, ended(said), ...passingElsewhere(lens, environment, item)]
}

const namesOnly = (results: readonly Result[]): string =>
  listed(results.map(({tenant}) => tenant).filter((tenant) => tenant !== noTenant))
const begun = ([first, ...rest]: readonly Piece[]): Piece[] =>
  typeof first === 'string' ? [capital(first), ...rest] : first === undefined ? [] : [first, ...rest]
const ended = (pieces: readonly Piece[]): string => {
  const last = pieces.at(-1)
  return typeof last === 'string' && /[.!?…]$/.test(last) ? '' : '.'
}

/** `Staging passes.` where another environment shows that it can be so. */
function passingElsewhere({environments}: Lens, here: EnvironmentLens, {key}: ItemLens): Piece[] {
  const passing = environments.filter((environment) => {
    const results = resultsOf(environment, key)
    return environment !== here && results.length > 0 && results.every(({own}) => own.status === 'pass')
  })
  return passing.map(({name}) => ` ${capital(name)} ${does('pass')}.`)
}

function owners({isPublic}: Lens, {items}: Repair): Piece[] {
  if (isPublic) return []
  const found = [...new Set(items.flatMap(({owner}) => owner ?? []))]
  return [h('span.pm-lab', 'owner'), ` ${found.length === 0 ? 'nobody yet' : listed(found)}`]
}

const places = (lens: Lens, items: readonly ItemLens[]): Piece[] =>
  items
    .slice(0, mostItems)
    .flatMap(({item}, index): Piece[] => [...(index === 0 ? [] : [h('br')]), shortPlace(lens, item.at)])
