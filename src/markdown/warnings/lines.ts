import type {Nodes} from 'mdast'
import type {Source} from '../source.ts'

/** One line of a node, without the quote marks and indents before it. */
export interface Line {
  text: string
  offset: number
}

/** The lines of a node as they stand in the file. */
export function linesOf(node: Nodes, {text}: Source): Line[] {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  if (start === undefined || end === undefined) return []
  return [...text.slice(start, end).matchAll(/[^\r\n]+/g)].map(({0: line, index}) => {
    const bare = line.replace(/^[ \t>]+/, '')
    return {text: bare, offset: start + index + line.length - bare.length}
  })
}

/** A box, and words after it. */
export const startsWithBox = (line: string): boolean => /^\[(?:[ xX~-]|n\/a)\][ \t]+\S/i.test(line)

/** A bullet or number, a box, and words after it. */
export const looksLikeItem = (line: string): boolean => /^(?:[-+*]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]+\S/.test(line)

/** Whether a node is code because it is indented, and not because of a fence. */
export const isIndentedCode = (node: Nodes, {text}: Source): boolean =>
  node.type === 'code' &&
  !/^[ \t]*(?:`{3}|~{3})/.test(text.slice(node.position?.start.offset, node.position?.end.offset))
