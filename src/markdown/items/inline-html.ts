import type {Nodes, Paragraph} from 'mdast'
import {htmlWords} from '../html-tags.ts'

/**
 * The sentence of an item as inline HTML, safe because it can hold nothing but what stands here. Links give their words
 * only: the sentence is shown on other pages and inside links, and `Item.links` has the addresses.
 */
export const inlineHtml = (sentence: Paragraph): string => inside(sentence).replace(/\s+/g, ' ').trim()

const elements: Partial<Record<Nodes['type'], string>> = {emphasis: 'em', strong: 'strong', delete: 'del'}

/** Marks of MkDocs are emphasis of another name. */
const markOf = (node: Nodes): string | undefined =>
  node.type === 'emphasis' ? ['mark', 'ins', 'kbd'].find((name) => name === node.data?.hName) : undefined

function html(node: Nodes): string {
  const element = markOf(node) ?? elements[node.type]
  if (element !== undefined) return `<${element}>${inside(node)}</${element}>`
  switch (node.type) {
    case 'text':
      return escaped(node.value)
    case 'inlineCode':
      return `<code>${escaped(node.value)}</code>`
    case 'html':
      return escaped(htmlWords(node.value))
    case 'image':
    case 'imageReference':
      return escaped(node.alt ?? '')
    case 'break':
      return '<br>'
    default:
      return inside(node)
  }
}

const inside = (node: Nodes): string => ('children' in node ? node.children.map(html).join('') : '')

const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;'}

const escaped = (text: string): string => text.replace(/[&<>]/g, (character) => entities[character] ?? '')
