import type {Element} from 'hast'
import {h} from 'hastscript'
import {answerAnchor, blockedBy, gateMarks} from './answers.ts'
import {moment, timeElement} from './dates.ts'
import {type Filter, filters, flagsOf, isNotSo, ownerOf, ownerSlug} from './flags.ts'
import {command, glyph, type Piece, prose} from './html.ts'
import {type EnvironmentLens, type ItemLens, type Lens, resultsOf} from './lens.ts'
import {counted, listed, unstopped} from './words.ts'

/** The bar over a checklist: filters that need no script, a head for each column, and what took many items at once. */
export function bar(lens: Lens, checklist: string): Element[] {
  const items = lens.byChecklist.get(checklist) ?? []
  if (items.length === 0) return []
  const byFilter = filters.map((filter) => ({
    filter,
    found: items.filter((item) => flagsOf(lens, item).includes(filter)),
  }))
  const present = byFilter.filter(({found}) => found.length > 0)
  const owners = ownersOf(lens, items)
  const links = [
    h('a.all', {href: '#_top'}, `all ${items.length}`),
    ...present.map(({filter, found}) =>
      h('a', {id: `show-${filter}`, href: `#show-${filter}`}, `${filter.replace('-', ' ')} ${found.length}`),
    ),
    ...mine(owners),
  ]
  return [
    h(
      'div',
      {className: ['pm-bar', ...(lens.environments.length > 3 ? ['many'] : [])]},
      h('nav.pm-filters', {ariaLabel: 'Show items'}, ...links),
      h('div.pm-heads', ...lens.environments.map((environment) => head(lens, environment))),
    ),
    ...present.map(({filter, found}) => showing(filter, sentences[filter](lens, found), items.length)),
    ...owners.map(({slug, name, count}) =>
      showing(
        `owner-${slug}`,
        `${counted(count, 'item', 'items')} not so, owned by ${name ?? 'nobody'}`,
        items.length,
        `show-owner-${slug}`,
      ),
    ),
    ...lens.environments.flatMap(sharedCauses),
  ]
}

const sentences: Record<Filter, (lens: Lens, found: readonly ItemLens[]) => string> = {
  'to-mend': ({environments}, found) =>
    `the ${counted(found.length, 'item', 'items')} that ${gatesWaiting(environments)}`,
  failing: (lens, found) =>
    counted(found.length, 'failing item', 'failing items') + aside(lens, found, isWaived, 'waived'),
  blocked: (lens, found) =>
    counted(found.length, 'blocked item', 'blocked items') + aside(lens, found, isRecommended, 'only recommended'),
  contradicted: (_, found) => counted(found.length, 'item whose box says otherwise', 'items whose box says otherwise'),
  differs: (_, found) =>
    counted(
      found.length,
      'item that differs between environments or tenants',
      'items that differ between environments or tenants',
    ),
}

function gatesWaiting(environments: readonly EnvironmentLens[]): string {
  const names = environments.filter(({repairs}) => repairs.size > 0).map(({name}) => name)
  return names.length === 1 ? `${names[0]}’s gate waits for` : `the gates of ${listed(names)} wait for`
}

function aside(
  lens: Lens,
  found: readonly ItemLens[],
  is: (lens: Lens, item: ItemLens) => boolean,
  word: string,
): string {
  const count = found.filter((item) => is(lens, item)).length
  return count === 0 ? '' : ` (${count} of them ${word})`
}

const notSoOf = ({environments}: Lens, {key}: ItemLens) =>
  environments
    .flatMap((environment) => resultsOf(environment, key))
    .filter(({own}) => own.status === 'fail' || own.status === 'blocked')
const isWaived = (lens: Lens, item: ItemLens): boolean => notSoOf(lens, item).every(({waiver}) => waiver !== null)
const isRecommended = (lens: Lens, item: ItemLens): boolean =>
  notSoOf(lens, item).every(({level}) => level === 'recommended')

function showing(kind: string, what: string, all: number, id?: string): Element {
  const each = /^(the )?1 /.test(what) ? 'in its place' : 'each in its place'
  const attributes = {className: ['pm-showing', kind], dir: 'auto', ...(id === undefined ? {} : {id})}
  return h('p', attributes, `Showing ${what}, ${each}. `, h('a', {href: '#_top'}, `Show all ${all}`))
}

export interface Owner {
  slug: string
  name: string | null
  count: number
}

/** Who owns what is not so, the most first, nobody last. */
export function ownersOf(lens: Lens, items: Iterable<ItemLens>): Owner[] {
  if (lens.isPublic) return []
  const notSo = [...items].filter((item) => isNotSo(lens, item)).map((item) => ownerOf(lens, item))
  return [...Map.groupBy(notSo, ownerSlug)]
    .map(([slug, names]) => ({slug, name: names[0] ?? null, count: names.length}))
    .toSorted(
      (a, b) => Number(a.name === null) - Number(b.name === null) || b.count - a.count || (a.slug < b.slug ? -1 : 1),
    )
}

const mine = (owners: readonly Owner[]): Element[] =>
  owners.length === 0
    ? []
    : [
        h(
          'details.pm-who',
          h('summary', 'mine'),
          h(
            'div',
            ...owners.map(({slug, name, count}) =>
              h('a', {href: `#show-owner-${slug}`, dir: 'auto'}, `${name ?? 'Nobody'} ${count}`),
            ),
          ),
        ),
      ]

/** The environment's name over its column, and the verdict of its worst gate. */
function head({base}: Lens, environment: EnvironmentLens): Element {
  const gate = environment.gates.toSorted((a, b) => order[a.verdict] - order[b.verdict])[0]
  if (gate === undefined) return h('span', environment.name)
  const mark = gateMarks[gate.verdict]
  const href = `${base}#${encodeURIComponent(answerAnchor(environment, gate))}`
  return h(
    'a',
    {href},
    environment.name,
    h('br'),
    h('span', {className: ['pm-s', mark.glyph]}, glyph(mark.glyph), mark.word),
  )
}

const order = {unmet: 0, unjudged: 1, met: 2}

/** A dead target is one cause, said once over all the items that it took. */
export function sharedCauses(environment: EnvironmentLens): Element[] {
  const {name, snapshot} = environment
  if (snapshot.run === null)
    return [cause(name, ['no run has been made yet. ', by(command(`proofmark run --env ${name}`))])]
  return snapshot.causes
    .filter(({calls}) => calls.length > 1)
    .map(({message, since, calls}) => {
      const count = blockedBy(environment, calls)
      const items = count === 0 ? '' : `; ${counted(count, 'item is blocked', 'items are blocked')} by it`
      return cause(name, [...prose(unstopped(message)), ', since ', timeElement(since, moment(since)), `${items}.`])
    })
}

const cause = (name: string, pieces: readonly Piece[]): Element =>
  h('p', {dir: 'auto', className: ['pm-note', 'blocked', 'shared']}, h('b', name), ': ', ...pieces)

const by = (next: Element): Element => h('span.pm-by', h('span.pm-lab', 'next'), ' ', next)
