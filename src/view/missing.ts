import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Snapshot} from '../model/index.ts'
import {written} from './html.ts'
import {itemShell} from './item-pages.ts'
import {type Lens, lensOf} from './lens.ts'
import {runShell} from './own-pages.ts'
import {mostRunPages, runsHref} from './past.ts'
import {itemRoute, pageHref} from './places.ts'

/** What had a page, and may have none any more. */
type Gone = 'run' | 'item'

/** What the page for a missing page says. As HTML, all of it is true of every address; a script shows what it is about. */
export interface MissingPage {
  title: string
  /** The titles, of which one is shown. */
  html: string
  body: string
  /** The base of the site, and of what its pages tell. */
  base: string
  kinds: readonly Gone[]
}

const title = 'There is no such page'
const titles = (snapshot: Snapshot): Record<Gone, string> => ({run: runShell.title, item: itemShell(snapshot).title})

/** The page at every address that has none; it depends on docs alone. */
export function missingPage(snapshot: Snapshot): MissingPage {
  const lens = lensOf(snapshot)
  const kinds: readonly Gone[] = lens.isPublic ? ['item'] : ['run', 'item']
  const others = kinds.map((kind) => h(`span.pm-gone.${kind}`, {hidden: true}, titles(snapshot)[kind]))
  return {
    title,
    html: written([h('span.pm-gone.page', title), ...others]),
    body: written([never(lens), ...kinds.map((kind) => (kind === 'run' ? run(lens) : item(lens)))]),
    base: lens.base,
    kinds,
  }
}

const never = ({base}: Lens): Element =>
  h(
    'p.pm-gone.page',
    'It was moved, or never was. Search for it above, or begin at ',
    h('a', {href: base}, 'May it go live?'),
  )

const run = (lens: Lens): Element =>
  h(
    'p.pm-gone.run',
    `The newest ${mostRunPages} runs of each environment have a page. What older ones came to is among `,
    h('a', {href: runsHref(lens)}, 'all runs'),
    '.',
  )

function item(lens: Lens): Element {
  const lists = lens.snapshot.checklists.flatMap(({name, title}) => {
    const href = pageHref(lens, name)
    const [, first] = itemRoute(name, '').split('/')
    return href === null ? [] : [h('li', {dataOf: first}, h('a', {dir: 'auto', href}, title))]
  })
  return h(
    'div.pm-gone.item',
    h('p', 'An item that left its checklist, or has another id now, has no page here. What is in the checklists now:'),
    h('ul', ...lists),
  )
}
