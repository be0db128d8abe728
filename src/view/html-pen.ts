import type {Element} from 'hast'
import {h} from 'hastscript'
import {glyph} from './html.ts'
import type {ItemLens, Lens} from './lens.ts'
import type {MovedItem, Pen} from './moves.ts'
import type {Moved} from './past.ts'
import {itemHref} from './places.ts'
import {unstopped} from './words.ts'

/** Draws for a built page. */
export const htmlPen: Pen<Element> = {
  element: (name, className, ...inside) =>
    h(name, className === '' ? {} : {className: className.split(' ')}, ...inside),
  link: (href, text) => h('a', {href, dir: 'auto'}, text),
  glyph,
}

/** An item's sentence in one line: that of what it stands under goes before it. */
export const sentenceOf = ({parent, item}: ItemLens): string =>
  `${parent === null ? '' : `${unstopped(parent.item.text)}: `}${unstopped(item.text)}`

/** An item of which something became, as a reader knows it. */
export function movedItem(lens: Lens, {key, moves}: Moved): MovedItem {
  const item = lens.items.get(key)
  return item === undefined
    ? {text: key, href: null, moves}
    : {text: sentenceOf(item), href: itemHref(lens, item), moves}
}
