import type {Element, ElementContent, Root} from 'hast'
import {h} from 'hastscript'
import {visit} from 'unist-util-visit'

const variants: Readonly<Record<string, 'note' | 'tip' | 'caution' | 'danger'>> = {
  note: 'note',
  tip: 'tip',
  important: 'note',
  warning: 'caution',
  caution: 'danger',
}

/** Draws quotes that start with `[!NOTE]` and its like as Starlight draws its asides. */
export function drawAlerts(root: Root): void {
  visit(root, {tagName: 'blockquote'}, (quote, index, parent) => {
    const alert = alertOf(quote)
    if (alert !== null && parent !== undefined && index !== undefined) parent.children[index] = alert
  })
}

function alertOf(quote: Element): Element | null {
  const first = quote.children.find((child) => child.type === 'element')
  const lead = first?.tagName === 'p' ? first.children[0] : undefined
  if (first === undefined || lead?.type !== 'text') return null
  const [whole = '', name = '', words = ''] = /^\s*\[!(\w+)\][ \t]*([^\r\n]*)(?:\r\n|\n|\r)?/.exec(lead.value) ?? []
  const variant = variants[name.toLowerCase()]
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

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
