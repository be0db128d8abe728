import {h} from 'hastscript'
import type {Snapshot} from '../model/index.ts'
import {diffFile} from './diff.ts'
import {type DiffData, diffData} from './diff-data.ts'
import {historyJson} from './history.ts'
import {written} from './html.ts'
import {lensOf} from './lens.ts'
import {ownPages} from './own-pages.ts'
import {itemRoute, sentenceHref} from './places.ts'

/** The way back to the answers, for a site whose sidebar is not ours. */
export const toAnswers = (snapshot: Snapshot): string =>
  written([
    h(
      'p.pm-crumb.pm-on-screen',
      {dir: 'auto'},
      h('a', {href: lensOf(snapshot).base}, `May ${snapshot.service} go live?`),
    ),
  ])

/** The way from one page to our own ones, for a site whose sidebar is not ours. */
export function toOwnPages(snapshot: Snapshot, from: string): string {
  const {base} = lensOf(snapshot)
  const links = ownPages(snapshot).flatMap(({route, label}) =>
    label === null ? [] : h('a', {href: `${base}${route}/`, ariaCurrent: route === from ? 'page' : null}, label),
  )
  return links.length === 0
    ? ''
    : written([h('nav.pm-rest.pm-on-screen.not-content', {ariaLabel: 'More on readiness'}, ...links)])
}

/** The address of each item's sentence, by the route of the item's page. */
export function sentences(snapshot: Snapshot): [string, string][] {
  const lens = lensOf(snapshot)
  return [...lens.items.values()].map((item) => [itemRoute(item.checklist, item.item.id), sentenceHref(lens, item)])
}

/** Gives the address by which a page that we know by another is found; null where there is none. */
type Moved = (href: string) => string | null

/** What our pages fetch or lead to beside pages, from the root of ours; a public site has none. */
export const dataFiles = (snapshot: Snapshot): [string, (moved: Moved) => string][] =>
  snapshot.site.audience === 'public'
    ? []
    : [
        ['history.json', () => historyJson(snapshot)],
        [diffFile, (moved) => JSON.stringify(withLinks(diffData(lensOf(snapshot)), moved))],
      ]

const withLinks = (data: DiffData, moved: Moved): DiffData => ({
  ...data,
  items: data.items.map(({text, href}) => ({text, href: href === null ? null : moved(href)})),
})
