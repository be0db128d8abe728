import type {Nodes} from 'mdast'

/** CommonMark's first five kinds of HTML block, with what ends them; the others end at a blank line. */
const kinds: readonly [RegExp, RegExp][] = [
  [/^<(?:script|pre|style|textarea)(?=[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![A-Za-z]/, />/],
]

/** A line end is one, though it may take two characters. */
const blankLine = /(?<=^|\n|\r(?!\n))[ \t]*(?=[\r\n]|$)/

/** What closes a block that swallows headings: a fence or raw HTML. `written` is the block as it stands in the file. */
export function closerOf(node: Nodes, written: string): RegExp {
  const [, fence] = /^(`{3,}|~{3,})/.exec(written) ?? []
  if (node.type === 'code' && fence !== undefined) {
    return new RegExp(`^ {0,3}${fence[0]}{${fence.length},}[ \\t]*$`, 'm')
  }
  return kinds.find(([opening]) => opening.test(written))?.[1] ?? blankLine
}
