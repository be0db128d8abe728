import type {Html, Paragraph} from 'mdast'
import {each} from '../each.ts'

/** The id in a comment of ours, as written; null for any other text. */
export function commentId(html: string): string | null {
  const [, id] = /^<!--\s*proofmark\b\s*:?([\s\S]*?)-->\s*$/.exec(html.trim()) ?? []
  return id === undefined ? null : id.trim()
}

/** UTF-16 code units of an id and the marks around it. */
const longest = 130

/** Whether an author may write this as an id. */
export const isId = (text: string): boolean => /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._~/-]{0,119}$/u.test(text)

/** Comments of ours in a sentence, in order. */
export function pins(paragraph: Paragraph): Html[] {
  const found: Html[] = []
  each(paragraph, (node) => {
    if (node.type === 'html' && commentId(node.value) !== null) found.push(node)
  })
  return found
}

/** The pinned id of a sentence; `{#id}` at its end is taken off it. */
export function takePin(paragraph: Paragraph): string | null {
  const braces = takeBraces(paragraph)
  const id = pins(paragraph).map(({value}) => commentId(value) ?? '')[0]
  return id !== undefined && isId(id) ? id : braces
}

function takeBraces(paragraph: Paragraph): string | null {
  const last = paragraph.children.findLast((child) => child.type !== 'html' || commentId(child.value) === null)
  if (last?.type !== 'text') return null
  const text = last.value.trimEnd()
  const [whole = '', id = ''] = /\{#([^\s{}]+)\}$/.exec(text.slice(-longest)) ?? []
  if (!isId(id)) return null
  last.value = text.slice(0, text.length - whole.length).trimEnd()
  return id
}
