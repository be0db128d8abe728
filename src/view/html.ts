import type {Element, ElementContent} from 'hast'
import {toHtml} from 'hast-util-to-html'
import {h, s} from 'hastscript'

/** A piece of a page: an element or a text, which is escaped when it is written. */
export type Piece = ElementContent | string

export type GlyphName =
  | 'pass'
  | 'fail'
  | 'blocked'
  | 'not-applicable'
  | 'contradicted'
  | 'unclaimed'
  | 'waived'
  | 'flaky'
  | 'stale'
  | 'attested'
  | 'box'
  | 'box-x'
  | 'box-dash'

/** A glyph from the page's sprite; the word beside it carries the meaning. */
export const glyph = (name: GlyphName): Element => s('svg', {ariaHidden: 'true'}, s('use', {href: `#pm-${name}`}))

/** A box, which has no word beside it but a name of its own. */
export const named = (name: GlyphName, ariaLabel: string): Element =>
  s('svg.pm-box', {role: 'img', ariaLabel}, s('use', {href: `#pm-${name}`}))

/** Writes pieces as HTML; the same pieces give the same bytes, and none of them ends the marker around it. */
export const written = (pieces: readonly Piece[]): string =>
  toHtml(
    {type: 'root', children: h('div', ...pieces).children},
    {closeEmptyElements: true, tightSelfClosing: true},
  ).replaceAll('</pm-verdict', '&lt;/pm-verdict')

/** Code that an author or a machine wrote: it keeps its direction. */
export const code = (text: string): Element => h('code', {dir: 'ltr'}, text)

/** A command that breaks between words, and ids in it after a slash. */
export function command(text: string): Element {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const pieces = words.flatMap((word, index): Piece[] => (index === 0 ? unbroken(word) : [' ', ...unbroken(word)]))
  return h('code', {dir: 'ltr'}, ...pieces)
}

const unbroken = (word: string): Piece[] =>
  (word.match(/[^/]+\/?|\//g) ?? []).flatMap((part, index) => (index === 0 ? [whole(part)] : [h('wbr'), whole(part)]))

/** Letters and digits hold together by themselves; a browser may break at any other sign. */
const whole = (part: string): Piece => (/^[\w.]+\/?$/.test(part) ? part : h('span', part))

/** A sentence of ours: what stands between backticks is code, and a command of ours breaks well. */
export function prose(text: string): Piece[] {
  if (text.startsWith('proofmark ') && !text.includes('`')) return [command(text)]
  return text
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 0 ? part : part.startsWith('proofmark ') ? command(part) : code(part)))
    .filter((part) => part !== '')
}

/** A sentence without its marks, for places that hold text alone. */
export const plain = (text: string): string => text.replaceAll('`', '')

/** Puts a piece between all others. */
export const joined = (groups: readonly (readonly Piece[])[], between: string): Piece[] =>
  groups.flatMap((group, index) => (index === 0 ? [...group] : [between, ...group]))
