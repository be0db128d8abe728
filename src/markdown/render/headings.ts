import type {Element} from 'hast'
import {h, s} from 'hastscript'
import {anchorId} from '../../model/anchors.ts'
import type {PageHeading} from '../page.ts'
import {unstamped} from './stamp.ts'

/** A number sign, 24 × 24. */
const sign = 'M4 9h16M4 15h16M10 3 8 21M16 3l-2 18'

/** A heading with its slug and a link to itself, in the markup that Starlight styles. */
export function headingBlock(element: Element, {slug, text}: PageHeading): Element {
  element.properties = {...unstamped(element.properties), id: anchorId(slug)}
  const drawing = {width: 16, height: 16, viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 2}
  const icon = s('svg', drawing, s('path', {d: sign}))
  return h('div', {class: `sl-heading-wrapper level-${element.tagName}`}, element, [
    h('a', {class: 'sl-anchor-link', href: `#${anchorId(slug)}`}, [
      h('span', {ariaHidden: 'true', class: 'sl-anchor-icon'}, icon),
      h('span', {class: 'sr-only', dataPagefindIgnore: ''}, `Section titled “${text}”`),
    ]),
  ])
}
