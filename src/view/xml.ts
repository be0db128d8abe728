import {createHash} from 'node:crypto'

/** An element of a picture or a feed; a child is an element or a text. */
export interface Mark {
  name: string
  attributes: Readonly<Record<string, string | number | undefined>>
  children: readonly (Mark | string)[]
}

/** Makes an element; an attribute that is undefined is left out. */
export const mark = (name: string, attributes: Mark['attributes'], ...children: (Mark | string)[]): Mark => ({
  name,
  attributes,
  children,
})

// What XML 1.0 has no way to write, not even escaped.
const unwritable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu
const signs: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}

const escaped = (text: string): string =>
  text.replaceAll(unwritable, '\u{fffd}').replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign)

/** Writes an element as XML; HTML is written otherwise, and its writer allows what no reader of feeds takes. */
export function xml({name, attributes, children}: Mark): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  )
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : xml(child))).join('')
  return `<${name}${written.join('')}${inside === '' ? '/>' : `>${inside}</${name}>`}`
}

/** A name for ever, of what it is a name of: a hash in the form of a UUID of version 8. */
export function urn(of: readonly (string | null)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(of)).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return `urn:uuid:${parts.join('-')}`
}

/** What anybody wrote as a file name: its words, and a hash so that no two are alike. */
export function safeFileName(name: string, words: string): string {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8)
  const ascii = (words.match(/[a-z0-9]+/g) ?? []).join('-').slice(0, 40)
  return ascii === '' ? hash : `${ascii}-${hash}`
}
