import {h} from 'hastscript'
import type {Heading, Snapshot} from '../model/index.ts'
import {written} from './html.ts'
import {lensOf} from './lens.ts'
import {pageHref, sectionHref} from './places.ts'
import {unstopped} from './words.ts'

/** What stands over an item's page whatever its results are. */
export interface ItemTitle {
  /** The sentence, for the tab and for search. */
  text: string
  /** Safe HTML of the sentence; it holds no links. */
  html: string
  /** The way to it: checklist and section. */
  above: string
  headings: Heading[]
}

/** The title of an item's page. */
export function itemTitle(snapshot: Snapshot, key: string): ItemTitle {
  const lens = lensOf(snapshot)
  const found = lens.items.get(key)
  if (found === undefined) throw new Error(`Unexpected item \`${key}\`, expected one of the snapshot`)
  const {item, checklist} = found
  const {title = '', sections = []} = snapshot.checklists.find(({name}) => name === checklist) ?? {}
  const section = sections.find(({anchor}) => anchor === item.section)
  const crumb = [
    h('a', {href: pageHref(lens, checklist) ?? lens.base}, title),
    ...(section === undefined
      ? []
      : [' › ', h('a', {href: sectionHref(lens, checklist, section.anchor)}, section.title)]),
  ]
  return {
    text: unstopped(item.text),
    html: item.html,
    above: written([h('p.pm-crumb', {dir: 'auto'}, ...crumb)]),
    headings: headings(snapshot.site.audience === 'internal'),
  }
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
