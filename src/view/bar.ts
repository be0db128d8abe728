import type {Element} from 'hast'
import {h} from 'hastscript'
import {answerAnchor, blockedBy, gateMarks} from './answers.ts'
import {moment, timeElement} from './dates.ts'
import {type Filter, filters, flagsOf, isNotSo, ownerOf, ownerSlug, statuses} from './flags.ts'
import {command, glyph, type Piece, prose} from './html.ts'
import {type EnvironmentLens, type ItemLens, type Lens, resultsOf} from './lens.ts'
import {counted, listed, unstopped} from './words.ts'

/** The bar over a checklist or one folio of it, `name#3`: filters that need no script, a head for each column, and what took many items at once. */
export function bar(lens: Lens, of: string): Element[] {
  const {items, pages} = shownIn(lens, of)
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
      ...(pages === null
        ? [h('div.pm-heads', ...lens.environments.map((environment) => head(lens, environment)))]
        : []),
    ),
    ...present.map(({filter, found}) => showing(lens, filter, sentences[filter](lens, found), found, items, pages)),
    ...owners.map(({slug, name}) => {
      const kind = `owner-${slug}`
      const found = items.filter((item) => flagsOf(lens, item).includes(kind))
      return showing(lens, kind, `not so, owned by ${name ?? 'nobody'}`, found, items, pages)
    }),
    h('p.pm-showing.now', {dir: 'auto'}),
    ...lens.environments.flatMap(sharedCauses),
  ]
}

/** The items under a bar; with the pages that they stand on where the bar is over a list of those. */
function shownIn({byChecklist, folioOf}: Lens, of: string): {items: readonly ItemLens[]; pages: Pages | null} {
  // A file may be called as a folio is.
  const [, name = of, number = '0'] = (byChecklist.has(of) ? null : /^(.*)#(\d+)$/s.exec(of)) ?? []
  const all = byChecklist.get(name) ?? []
  if (number !== '0') return {items: all.filter(({key}) => folioOf.get(key) === Number(number)), pages: null}
  return {items: all, pages: all.some(({key}) => folioOf.has(key)) ? folioOf : null}
}

type Pages = Lens['folioOf']

/** What stands where a filter does. */
const sentences: Record<Filter, (lens: Lens, found: readonly ItemLens[]) => string> = {
  'to-mend': ({environments}) => `what ${gatesWaiting(environments)}`,
  failing: (lens, found) => `failing${aside(lens, found, isWaived, 'waived')}`,
  blocked: (lens, found) => `blocked${aside(lens, found, isRecommended, 'only recommended')}`,
  contradicted: () => 'where the box says otherwise',
  differs: () => 'not the same in all environments or for all tenants',
  waived: () => 'waived',
  lapsing: () => 'what lapses within 90 days',
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

/** `14 of 59 shown: failing. Not shown: 16 blocked. Show all 59`. */
function showing(
  lens: Lens,
  kind: string,
  what: string,
  found: readonly ItemLens[],
  items: readonly ItemLens[],
  pages: Pages | null,
): Element {
  const all = h('a', {href: '#_top'}, pages === null ? `Show all ${items.length}` : 'Show all pages')
  const id = kind.startsWith('owner-') ? {id: `show-${kind}`} : {}
  const shown =
    pages === null
      ? `${found.length} of ${items.length} shown: ${what}. ${hidden(lens, found, items)} `
      : `${found.length} of ${items.length} items: ${what}. They stand on ${countPages(pages, found)} of ${countPages(pages, items)} pages. `
  return h('p', {className: ['pm-showing', kind], dir: 'auto', ...id}, shown, all)
}

const countPages = (pages: Pages, items: readonly ItemLens[]): number =>
  new Set(items.map(({key}) => pages.get(key))).size

/** What a filter leaves out, and somebody must not overlook. */
function hidden(lens: Lens, found: readonly ItemLens[], items: readonly ItemLens[]): string {
  const others = items.filter((item) => !found.includes(item)).map((item) => statuses(lens, item))
  const failing = others.filter((each) => each.has('fail')).length
  const blocked = others.filter((each) => each.has('blocked') && !each.has('fail')).length
  const left = [failing === 0 ? '' : `${failing} failing`, blocked === 0 ? '' : `${blocked} blocked`].filter(Boolean)
  return left.length === 0 ? 'Nothing else fails or is blocked.' : `Not shown: ${listed(left)}.`
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

const by = (next: Element): Element => h('span.pm-by', h('span', 'next'), ' ', next)
