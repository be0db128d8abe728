import type {Result, Status} from '../model/index.ts'
import {moment} from './dates.ts'
import {plain} from './html.ts'
import type {EnvironmentLens, ItemLens, Lens} from './lens.ts'
import {itemHref, siteUrl} from './places.ts'
import {capital, listed, sentence, slug, statusWord, unstopped} from './words.ts'
import {type Mark, mark, safeFileName, urn, xml} from './xml.ts'

const most = 100

/** An item that came to a status, in one environment, at one moment. */
interface Change {
  item: ItemLens
  environment: EnvironmentLens
  status: Status
  since: string
  results: Result[]
}

/** Where the feed of all changes stands, from the site's root. */
export const feedFile = 'changes.atom'

/** Where the feed of an owner stands. */
export const ownerFeedFile = (owner: string): string => `changes/${safeFileName(owner, slug(owner))}.atom`

/** All owners of items, in order; a public site names nobody. */
export const feedOwners = (lens: Lens): string[] =>
  lens.isPublic
    ? []
    : [
        ...new Set(
          lens.environments.flatMap(({snapshot}) => snapshot.results.results.flatMap(({owner}) => owner ?? [])),
        ),
      ].toSorted()

/** Which feeds there are, for programs: owners have any name, files only safe ones. */
export const feedIndex = (lens: Lens): string =>
  `${JSON.stringify({version: 1, all: feedFile, owners: feedOwners(lens).map((owner) => ({owner, feed: ownerFeedFile(owner)}))}, null, 1)}\n`

/** The newest changes of status as an Atom feed, of all items or of those of one owner; its times come from the data alone. */
export function drawFeed(lens: Lens, owner: string | null): string {
  const {service, site} = lens.snapshot
  const changes = changesOf(lens, owner).slice(0, most)
  const judged = lens.environments.map(({snapshot}) => snapshot.results.judgedAt).toSorted(byTime)
  const title = owner === null ? site.title : `${site.title}, ${owner}`
  return `<?xml version="1.0" encoding="utf-8"?>\n${xml(
    mark(
      'feed',
      {xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'en'},
      mark('id', {}, urn([service, 'feed', owner])),
      mark('title', {}, title),
      mark('updated', {}, changes[0]?.since ?? judged.at(-1) ?? '1970-01-01T00:00:00Z'),
      mark('author', {}, mark('name', {}, service)),
      mark('link', {
        rel: 'self',
        type: 'application/atom+xml',
        href: siteUrl(lens, owner === null ? feedFile : ownerFeedFile(owner)),
      }),
      mark('link', {rel: 'alternate', type: 'text/html', href: siteUrl(lens, '')}),
      ...changes.map((change) => entry(lens, change)),
    ),
  )}`
}

function entry(lens: Lens, change: Change): Mark {
  const {item, environment, status, since} = change
  const href = siteUrl(lens, itemHref(lens, item).slice(lens.base.length))
  return mark(
    'entry',
    {},
    mark('id', {}, urn([lens.snapshot.service, item.key, environment.name, status, since])),
    mark('title', {}, `${unstopped(item.item.text)}, ${environment.name}: ${statusWord(status)}`),
    mark('updated', {}, since),
    mark('link', {rel: 'alternate', type: 'text/html', href}),
    mark('category', {term: status}),
    mark('category', {term: environment.name}),
    mark('content', {type: 'text'}, content(lens, change)),
  )
}

/** When it came to stand so; where names may be said, for whom, why, and who mends it. */
function content(lens: Lens, {item, environment, status, since, results}: Change): string {
  const tenants = results.map(({tenant}) => tenant).filter((tenant) => tenant !== '-')
  const where = `${capital(environment.name)}${tenants.length === 0 ? '' : `, ${listed(tenants)}`}`
  const said = `${where}: ${statusWord(status)} since ${moment(since).replaceAll('\u{a0}', ' ')}.`
  if (lens.isPublic) return said
  const because = [...new Set(results.map(({own}) => own.because).filter((text) => text !== ''))]
  const owner = results.flatMap((result) => result.owner ?? [])[0]
  const next = status === 'pass' ? '' : (environment.repairs.get(item.key)?.next ?? '')
  return [
    said,
    ...because.map((text) => sentence(capital(plain(text)))),
    ...(owner === undefined ? [] : [sentence(`Owner: ${owner}`)]),
    ...(next === '' ? [] : [sentence(`Next: ${plain(next)}`)]),
  ].join(' ')
}

/** What results know of when they came to stand as they do, the newest first. */
function changesOf(lens: Lens, owner: string | null): Change[] {
  const changes = lens.environments.flatMap((environment) =>
    [...environment.results].flatMap(([key, results]) => {
      const item = lens.items.get(key)
      const own = owner === null ? results : results.filter((result) => result.owner === owner)
      return item === undefined ? [] : changesIn(item, environment, own)
    }),
  )
  return changes.toSorted((a, b) => byTime(b.since, a.since))
}

/** Tenants that came to the same at the same moment are one change. */
function changesIn(item: ItemLens, environment: EnvironmentLens, results: readonly Result[]): Change[] {
  const alike = Map.groupBy(results, (result) => `${result.own.status} ${result.since}`)
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    const status = first?.own.status ?? null
    const since = first?.since ?? null
    return status === null || since === null ? [] : [{item, environment, status, since, results: group}]
  })
}

const byTime = (a: string, b: string): number => Date.parse(a) - Date.parse(b)
