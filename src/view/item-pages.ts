import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Heading, Snapshot} from '../model/index.ts'
import {type ItemLens, type Lens, lensOf} from './lens.ts'
import type {OwnPage, SiteOf} from './own-pages.ts'
import {itemRoute, pageHref, sectionHref} from './places.ts'
import {unstopped} from './words.ts'

/** Markers of an item's page: the way to it, what is said under its title, and its body. */
export const itemParts = ['crumb', 'said', 'item'] as const

/** The page that each item's is made from. */
export const itemShell = ({site}: SiteOf): OwnPage => ({
  route: 'readiness/item',
  title: 'This item is in no checklist now',
  description: 'Whether the item is so, in which environment, and what proves it.',
  label: null,
  parts: [...itemParts],
  headings: headings(site.audience === 'internal'),
})

/** A page for each item of the checklists. */
export function itemPages(snapshot: Snapshot): OwnPage[] {
  const shell = itemShell(snapshot)
  return [...lensOf(snapshot).items.values()].map(({key, checklist, item}) => ({
    ...shell,
    route: itemRoute(checklist, item.id),
    title: unstopped(item.text),
    html: item.html,
    parts: itemParts.map((part) => `${part}:${key}`),
  }))
}

/** The way to an item: its checklist and its section. */
export function crumb(lens: Lens, {checklist, item}: ItemLens): Element[] {
  const {title = '', sections = []} = lens.snapshot.checklists.find(({name}) => name === checklist) ?? {}
  const section = sections.find(({anchor}) => anchor === item.section)
  const way = [
    h('a', {href: pageHref(lens, checklist) ?? lens.base}, title),
    ...(section === undefined
      ? []
      : [' › ', h('a', {href: sectionHref(lens, checklist, section.anchor)}, section.title)]),
  ]
  return [h('p.pm-crumb', {dir: 'auto'}, ...way)]
}

/** The same on every item's page, so that no result changes a page's table of contents. */
const headings = (internal: boolean): Heading[] =>
  [
    ['status', 'Status'],
    ['why', 'Why'],
    ...(internal
      ? [
          ['history', 'History'],
          ['binding', 'Binding as written'],
        ]
      : []),
    ['needs', 'What it needs, what needs it'],
  ].map(([slug = '', text = '']) => ({depth: 2, slug, text}))
