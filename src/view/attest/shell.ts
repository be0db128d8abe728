import type {Element} from 'hast'
import {h} from 'hastscript'
import {type Piece, prose, written} from '../html.ts'
import {attestStyle} from './style.ts'

/** What is around a form: the site that it belongs to, and the item that it is about. */
export interface AttestShell {
  site: {title: string; base: string}
  /** Addresses of the site's own style sheets. */
  styles: readonly string[]
  item: {
    /** Its sentence. */
    text: string
    /** `docs/launch.md:14` */
    place: string
    /** Address of its page. */
    href: string
  }
  /** Address of the form. */
  address: string
}

/** A page of a server's own, without a script: the look is the site's. `mark` stands before its title in the tab. */
export function page({site, styles, item}: AttestShell, title: string, body: readonly Element[], mark = ''): string {
  const head = written([
    h('title', `${mark}${title} | ${site.title}`),
    ...styles.map((href) => h('link', {rel: 'stylesheet', href})),
  ])
  const main = written([
    h('header.pm-form-head', h('a', {href: site.base}, site.title)),
    h(
      'main',
      h('p.pm-crumb', h('a', {href: item.href}, 'Back to the item')),
      h('h1', {id: '_top'}, title),
      h('blockquote.pm-form-item', {dir: 'auto'}, item.text),
      h('p.pm-meta', h('span', {dir: 'ltr'}, item.place)),
      ...body,
    ),
  ])
  const meta =
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
  return `<!DOCTYPE html><html lang="en"><head>${meta}${head}<style>${attestStyle}</style></head><body>${main}</body></html>\n`
}

/** What a form carries unseen. */
export const hiddenFields = (fields: Readonly<Record<string, string | readonly string[]>>): Element[] =>
  Object.entries(fields).flatMap(([name, values]) =>
    [values].flat().map((value) => h('input', {type: 'hidden', name, value})),
  )

/** Something that a person must read before going on. */
export const notice = (text: string | null): Element[] =>
  text === null ? [] : [h('div.pm-form-notice', {role: 'alert', tabIndex: -1, autoFocus: true}, ...paragraphs(text))]

/** Sentences of ours, each line a paragraph. */
export const paragraphs = (text: string): Element[] =>
  text.split('\n').map((line) => h('p', {dir: 'auto'}, ...prose(line)))

/** A piece in a paragraph of its own. */
export const paragraph = (...pieces: readonly Piece[]): Element => h('p', {dir: 'auto'}, ...pieces)
