import type {Element, ElementContent, Root} from 'hast'
import {h} from 'hastscript'
import {eachElement} from './each-element.ts'

/** Starlight's four boxes, and the names by which GitHub, MkDocs and Obsidian call what goes into each. */
const names = {
  note: 'note info important abstract summary todo question example quote',
  tip: 'tip hint success',
  caution: 'warning attention',
  danger: 'caution danger error failure bug',
}

const variants = new Map(
  Object.entries(names).flatMap(([variant, called]) =>
    called.split(' ').map((name): [string, string] => [name, variant]),
  ),
)

/** Whether a call-out may be called so. */
export const isCallOut = (name: string): boolean => variants.has(name.toLowerCase())

/** The box that a name of a call-out asks for; a name that nobody knows is a note. */
export const variantOf = (name: string): string => variants.get(name.toLowerCase()) ?? 'note'

/** Draws quotes that start with `[!NOTE]` and its like as Starlight draws its asides. */
export function drawAlerts(root: Root): void {
  const named = new Map<string, number>()
  eachElement(root, (quote) => {
    const alert = quote.tagName === 'blockquote' ? alertOf(quote) : null
    if (alert === null) return
    const name = String(alert.properties.ariaLabel)
    const count = (named.get(name) ?? 0) + 1
    named.set(name, count)
    // Who goes from one to the next by their names must tell them apart.
    if (count > 1) alert.properties.ariaLabel = `${name} (${count})`
    // The quote itself becomes the box, so that those inside are found.
    Object.assign(quote, alert)
  })
}

function alertOf(quote: Element): Element | null {
  const first = quote.children.find((child) => child.type === 'element')
  const lead = first?.tagName === 'p' ? first.children[0] : undefined
  if (first === undefined || lead?.type !== 'text') return null
  const [whole = '', name = '', words = ''] = /^\s*\[!(\w+)\][ \t]*([^\r\n]*)(?:\r\n|\n|\r)?/.exec(lead.value) ?? []
  const variant = variants.get(name.toLowerCase())
  if (variant === undefined) return null
  lead.value = lead.value.slice(whole.length)
  const empty = first.children.every((child) => child.type === 'text' && child.value.trim() === '')
  const content = quote.children.filter((child) => !(empty && child === first))
  return aside(variant, words.trim() || capital(name), content)
}

/** A box beside the text, in the markup that Starlight styles. */
export const aside = (variant: string, title: string, content: readonly ElementContent[]): Element =>
  h('aside', {class: `starlight-aside starlight-aside--${variant}`, ariaLabel: title}, [
    h('p', {class: 'starlight-aside__title', ariaHidden: 'true'}, title),
    h('div', {class: 'starlight-aside__content'}, ...content),
  ])

/** A name with a capital. */
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
