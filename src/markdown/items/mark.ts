import type {ListItem, Paragraph, Root} from 'mdast'
import type {Claim} from '../../model/index.ts'
import {each} from '../each.ts'
import {takePin} from './pin.ts'

/** What makes a list item one of ours. */
export interface ItemMark {
  claim: Claim
  /** Offset of the mark between the brackets; of the bullet, where plain bullets are items. */
  box: number
  /** The id that its author pinned to it. */
  pinned: string | null
}

declare module 'mdast' {
  interface ListItemData {
    item?: ItemMark
  }
}

/** Marks list items as items: GFM's boxes, those that say "not applicable", and plain bullets where they are asked for. */
export function markItems(tree: Root, text: string, bullets: boolean): void {
  each(tree, (node) => {
    if (node.type !== 'listItem') return
    const paragraph = sentenceOf(node)
    const mark = paragraph && markOf(node, paragraph, text, bullets)
    if (mark) node.data = {...node.data, item: {...mark, pinned: takePin(paragraph)}}
  })
}

/** The paragraph that holds an item's sentence: boxes stand in the first one. */
export const sentenceOf = (node: ListItem): Paragraph | null =>
  node.children.find((child) => child.type === 'paragraph') ?? null

/** What stands between brackets at the start of a bullet that is no item, when it is short enough to be meant as a mark. */
export function oddMark(node: ListItem, text: string): string | null {
  const [first] = node.children
  const start = first?.type === 'paragraph' ? first.position?.start.offset : undefined
  if (start === undefined || node.data?.item || !isText(first)) return null
  const [, mark] = /^\[([^[\]\r\n]{0,8})\](?=\s|$)/.exec(text.slice(start, start + 12)) ?? []
  return mark === undefined || [...mark].length > 4 || /^[\d.]+$/.test(mark) ? null : mark
}

type Mark = Pick<ItemMark, 'claim' | 'box'>

function markOf(node: ListItem, paragraph: Paragraph, text: string, bullets: boolean): Mark | null {
  const start = paragraph.position?.start.offset ?? 0
  if (node.checked === true) return {claim: 'ticked', box: boxBefore(text, start)}
  if (node.checked === false) return {claim: 'not-ticked', box: boxBefore(text, start)}
  if (node.children[0] !== paragraph) return null
  if (takeNotApplicable(paragraph)) return {claim: 'not-applicable', box: start + 1}
  if (!bullets || oddMark(node, text) !== null) return null
  return {claim: 'not-ticked', box: node.position?.start.offset ?? start}
}

/** A paragraph starts behind its box and what is blank, or at it where no plain text follows (`[x] **bold**`). */
function boxBefore(text: string, start: number): number {
  let end = start
  while (/[ \t\r\n]/.test(text.charAt(end - 1))) end -= 1
  return /^\[[\sxX]\]$/.test(text.slice(Math.max(0, end - 3), end)) ? end - 2 : start + 1
}

/** Takes `[-]`, `[~]` or `[n/a]` off a sentence, as remark does with the marks that it knows. */
function takeNotApplicable(paragraph: Paragraph): boolean {
  const [first, ...others] = paragraph.children
  if (first?.type !== 'text') return false
  const mark = /^\[(?:-|~|n\/a)\]\s+/i.exec(first.value)
  if (mark === null || (first.value.length === mark[0].length && others.length === 0)) return false
  first.value = first.value.slice(mark[0].length)
  if (first.position) first.position.start = moved(first.position.start, mark[0].length)
  if (first.value === '') paragraph.children = others
  return true
}

const moved = (point: {line: number; column: number; offset?: number | undefined}, by: number) => ({
  line: point.line,
  column: point.column + by,
  offset: (point.offset ?? 0) + by,
})

const isText = (node: ListItem['children'][number] | undefined): boolean =>
  node?.type === 'paragraph' && node.children[0]?.type === 'text'
