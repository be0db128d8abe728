import type {Html, Root} from 'mdast'

/** What stands open at the end of a text, and how the text after it closes it. */
interface Open {
  /** Matches the text that closes it, to the end of its line. */
  closer: RegExp
}

/**
 * A fence or raw HTML block that swallows the lines after this text, heading or not; null when the text ends closed.
 * Lists, quotes and paragraphs never do: a heading at the margin ends them.
 */
export function openAtEnd(text: string, tree: Root): Open | null {
  const last = tree.children.at(-1)
  const start = last?.position?.start.offset
  const end = last?.position?.end.offset
  if (last === undefined || start === undefined || end === undefined) return null
  if (last.type === 'code') return openFence(text.slice(start, end))
  if (last.type === 'html') return openHtml(last, text.slice(end))
  return null
}

function openFence(code: string): Open | null {
  const [, fence = ''] = /^ {0,3}(`{3,}|~{3,})/.exec(code) ?? []
  if (fence === '') return null
  const closer = new RegExp(`^ {0,3}${fence[0]}{${fence.length},}[ \\t]*$`, 'm')
  const firstLine = /[\r\n]/.exec(code)
  return firstLine !== null && closer.test(code.slice(firstLine.index)) ? null : {closer}
}

/** CommonMark's first five kinds of HTML block, with what ends them; the others end at a blank line. */
const kinds: readonly [RegExp, RegExp][] = [
  [/^<(?:script|pre|style|textarea)(?=[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![A-Za-z]/, />/],
]

function openHtml({value}: Html, rest: string): Open | null {
  const kind = kinds.find(([opening]) => opening.test(value.trimStart()))
  if (kind === undefined) return (rest.match(/\r\n|\n|\r/g) ?? []).length > 1 ? null : {closer: /^[ \t]*$/m}
  return kind[1].test(value) ? null : {closer: kind[1]}
}
