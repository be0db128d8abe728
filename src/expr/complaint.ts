import type {ProblemSlug} from '../model/index.ts'

/** What is wrong with an expression; `offset` counts in its own text. */
export interface Complaint {
  slug: ProblemSlug
  message: string
  offset: number | null
}

/** The line at fault with a caret below it. */
function caret(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  const line = text.slice(start, end === -1 ? text.length : end).trimEnd()
  const from = Math.max(0, offset - start - 60)
  return `  ${line.slice(from, from + 120).replaceAll('\t', ' ')}\n  ${' '.repeat(offset - start - from)}^`
}

/** Makes a complaint; with an offset its message ends in the line and a caret. */
export function complaint(slug: ProblemSlug, message: string, text: string, offset: number | null = null): Complaint {
  return {slug, message: offset === null ? message : `${message}\n${caret(text, offset)}`, offset}
}
