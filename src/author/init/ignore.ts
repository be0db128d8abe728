import {linesOf} from '../diff.ts'

/** What Proofmark writes that can be made anew: what runs saw, and the built site. */
const made = ['.proofmark/', '_site/']

const bare = (line: string): string => line.trim().replace(/^\/|\/$/g, '')

/** `.gitignore` with the lines that it lacks at its end; what stands there stays, to the byte. */
export function ignoring(before: string | null): string {
  const text = before ?? ''
  const known = new Set(linesOf(text).map(bare))
  const missing = made.filter((line) => !known.has(bare(line)))
  if (missing.length === 0) return text
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const gap = text === '' || /[\r\n]$/.test(text) ? '' : end
  return `${text}${gap}${missing.map((line) => `${line}${end}`).join('')}`
}
