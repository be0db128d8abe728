import type {Root} from 'mdast'
import {each} from '../each.ts'
import {closerOf} from './open-end.ts'

/** A piece of a document that parses alone as it does in its place. */
export interface Part {
  text: string
  /** Offset and line (from 0) of its start. */
  offset: number
  line: number
  tree: Root
  last: boolean
}

type Parse = (text: string) => Root

/** A part has at least this many characters: each call of the parser has a price too. */
export const leastPart = 8192

/**
 * Cuts a document at headings at the margin and parses each part: some versions of the tokenizer take a time that grows
 * with the square of the document. A heading inside a fence or raw HTML is no place to cut, and the parser itself says so.
 */
export function parseParts(text: string, parse: Parse, least: number): Part[] {
  const parts: Part[] = []
  let [start, closed, line] = [0, 0, 0]
  for (const cut of headings(text)) {
    if (cut < closed || cut - start < least) continue
    const piece = parseBefore(text.slice(closed, cut), parse)
    if ('closer' in piece) {
      closed = closes(text, cut, piece.closer)
      continue
    }
    const part = {text: text.slice(start, cut), offset: start, line, tree: piece.tree, last: false}
    if (closed !== start) parseAgain(part, parse)
    parts.push(part)
    line += (part.text.match(/\r\n|\n|\r/g) ?? []).length
    start = cut
    closed = cut
  }
  const rest = text.slice(start)
  return [...parts, {text: rest, offset: start, line, tree: parse(rest), last: true}]
}

/** Parses a part anew, as with a parser that knows more. */
export function parseAgain(part: Part, parse: Parse): void {
  const again = part.last ? {tree: parse(part.text)} : parseBefore(part.text, parse)
  if ('tree' in again) part.tree = again.tree
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

/** Parses text with a heading put below it, and takes that off again; or tells what would let a heading stand there. */
function parseBefore(text: string, parse: Parse): {tree: Root} | {closer: RegExp} {
  const tree = parse(`${text}#`)
  const last = tree.children.at(-1)
  const start = last?.position?.start.offset ?? 0
  if (last !== undefined && start < text.length) return {closer: closerOf(last, text.slice(start).trimStart())}
  tree.children.pop()
  return {tree}
}

/** Offset of the first line after the one that closes it. */
function closes(text: string, from: number, closer: RegExp): number {
  const rest = text.slice(from)
  const match = closer.exec(rest)
  if (match === null) return text.length
  const after = from + match.index + match[0].length
  const end = /\r\n|\n|\r/.exec(text.slice(after))
  return end === null ? text.length : after + end.index + end[0].length
}

function shift(tree: Root, offset: number, line: number): void {
  const move = (point: {line: number; column: number; offset?: number | undefined}) => ({
    line: point.line + line,
    column: point.column,
    offset: (point.offset ?? 0) + offset,
  })
  each(tree, (node) => {
    if (node.position) node.position = {start: move(node.position.start), end: move(node.position.end)}
  })
}
