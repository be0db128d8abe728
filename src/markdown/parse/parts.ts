import type {Root} from 'mdast'
import {visit} from 'unist-util-visit'
import {openAtEnd} from './open-end.ts'

/** A piece of a document that parses alone as it does in its place. */
export interface Part {
  text: string
  /** Offset and line (from 0) of its start. */
  offset: number
  line: number
  tree: Root
}

/** A part has at least this many characters: each call of the parser has a price too. */
export const leastPart = 8192

/**
 * Cuts a document at headings at the margin and parses each part: some versions of the tokenizer take a time that grows
 * with the square of the document. A heading inside a fence or raw HTML is no place to cut, and the parser itself says so.
 */
export function parseParts(text: string, parse: (text: string) => Root, least: number): Part[] {
  const parts: Part[] = []
  let start = 0
  let closed = 0
  let line = 0
  const add = (end: number, tree: Root): void => {
    const part = {text: text.slice(start, end), offset: start, line, tree}
    parts.push(part)
    line += (part.text.match(/\r\n|\n|\r/g) ?? []).length
    start = end
    closed = end
  }
  for (const cut of headings(text)) {
    if (cut < closed || cut - start < least) continue
    const piece = parse(text.slice(closed, cut))
    const open = openAtEnd(text.slice(closed, cut), piece)
    if (open === null) add(cut, closed === start ? piece : parse(text.slice(start, cut)))
    else closed = closes(text, cut, open.closer)
  }
  add(text.length, parse(text.slice(start)))
  return parts
}

/** The tree of the whole document, positions counted in it. */
export function joinParts(parts: readonly Part[]): Root {
  const children = parts.flatMap(({tree}) => tree.children)
  for (const {tree, offset, line} of parts) {
    if (offset > 0) shift(tree, offset, line)
  }
  const start = parts[0]?.tree.position?.start
  const end = parts.at(-1)?.tree.position?.end
  return start && end ? {type: 'root', children, position: {start, end}} : {type: 'root', children}
}

function* headings(text: string): Generator<number> {
  for (const {index} of text.matchAll(/^#{1,6}(?=[ \t\r\n]|$)/gm)) yield index
}

/** Offset of the first line after the one that closes it. */
function closes(text: string, from: number, closer: RegExp): number {
  const rest = text.slice(from)
  const match = closer.exec(rest)
  if (match === null) return text.length
  const end = /\r\n|\n|\r/.exec(rest.slice(match.index + match[0].length))
  return end === null ? text.length : from + match.index + match[0].length + end.index + end[0].length
}

function shift(tree: Root, offset: number, line: number): void {
  const move = (point: {line: number; column: number; offset?: number | undefined}) => ({
    line: point.line + line,
    column: point.column,
    offset: (point.offset ?? 0) + offset,
  })
  visit(tree, (node) => {
    if (node.position) node.position = {start: move(node.position.start), end: move(node.position.end)}
  })
}
