import type {ListItem, Nodes} from 'mdast'
import {htmlWords} from './html-tags.ts'

/** Whitespace runs as one space, none at the ends. */
export const single = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** A text of an author as a message quotes it: short, and without what a terminal would obey. */
export function brief(text: string): string {
  const tame = text.replace(/\p{Cc}/gu, '\uFFFD')
  return tame.length > 120 ? `${tame.slice(0, 119)}…` : tame
}

/** The words of a node as a reader sees them; nested items are left out. */
export const plain = (node: Nodes): string => single(words(node))

/** The words of everything in an item but its nested items. */
export const ownWords = (item: ListItem): string => single(item.children.map(words).join(' '))

function words(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'code':
      return node.value
    case 'html':
      return htmlWords(node.value)
    case 'image':
    case 'imageReference':
      return node.alt ?? ''
    case 'break':
      return ' '
    case 'delete':
      return `~~${node.children.map(words).join('')}~~`
    case 'listItem':
      return node.data?.item ? '' : node.children.map(words).join(' ')
    case 'definition':
    case 'footnoteReference':
    case 'thematicBreak':
    case 'yaml':
      return ''
    case 'paragraph':
    case 'heading':
    case 'emphasis':
    case 'strong':
    case 'link':
    case 'linkReference':
    case 'tableCell':
      return node.children.map(words).join('')
    default:
      return node.children.map(words).join(' ')
  }
}
