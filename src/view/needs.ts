import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Link} from '../model/index.ts'
import type {Piece} from './html.ts'
import {type ItemLens, type Lens, needsOf, resultsOf, shown, worst} from './lens.ts'
import {itemHref, pageHref, sourceHref} from './places.ts'
import {verdict} from './status.ts'
import {unstopped} from './words.ts'

/** What an item needs, what needs it, what it is part of, and the pages that it leans on. */
export function needs(lens: Lens, item: ItemLens): Element[] {
  const rows = [
    ...needsOf(lens.items, lens.snapshot, item).map((other) => row(lens, 'needs', other)),
    ...item.neededBy.map((other) => row(lens, 'needed by', other)),
    ...(item.parent === null ? [] : [row(lens, 'part of', item.parent)]),
    ...item.children.map((other) => row(lens, 'holds', other)),
    ...item.item.links.filter(({kind}) => kind === 'document' || kind === 'file').map((link) => leaning(lens, link)),
  ]
  const body =
    rows.length === 0 ? h('p.pm-meta', 'It needs no other item, and none needs it.') : h('ul.pm-rows.thin', ...rows)
  return [h('section.pm-block', h('h2#needs', 'What it needs, what needs it'), body)]
}

function row(lens: Lens, how: string, other: ItemLens): Element {
  const status = worst(lens.main === undefined ? [] : resultsOf(lens.main, other.key).map(shown))
  const stands: Piece = status === null ? h('span.pm-dim', 'none') : verdict(status)
  return h(
    'li',
    h('div', how),
    h('div', {dir: 'auto'}, h('a', {href: itemHref(lens, other)}, unstopped(other.item.text))),
    h('div', stands),
  )
}

function leaning(lens: Lens, {text, path, anchor, dead, at}: Link): Element {
  const page = path === null ? null : pageHref(lens, path)
  const href =
    page !== null
      ? `${page}${anchor ? `#${encodeURIComponent(anchor)}` : ''}`
      : path === null || dead
        ? null
        : sourceHref(lens, {...at, file: path, line: 1})
  const name = text || path || ''
  return h(
    'li',
    h('div', 'leans on'),
    h('div', {dir: 'auto'}, href === null ? name : h('a', {href}, name)),
    h('div', h('span.pm-dim', dead ? 'dead link' : 'link resolves')),
  )
}
