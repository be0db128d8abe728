import type {Item, Link} from '../model/index.ts'
import type {Rule} from './entry.ts'

const words = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/** A heading without its ordinal. */
const unnumbered = (title: string): string => title.replace(/^\d+(\.\d+)*[.):]?\s+/, '')

const startsWith = (all: readonly string[], first: readonly string[]): boolean =>
  first.length > 0 && first.every((word, index) => all[index] === word)

/** Whether the words of a heading, its ordinal left out or not, begin with these. */
export const beginsWith = (title: string, first: string): boolean =>
  startsWith(words(title), words(first)) || startsWith(words(unnumbered(title)), words(first))

const holds = (all: readonly string[], run: readonly string[]): boolean =>
  run.length > 0 && all.some((_word, index) => startsWith(all.slice(index), run))

/** The name in a code span: what stands before `=`. */
const nameIn = (code: string): string => code.split('=', 1)[0]?.trim() ?? ''

/** A link by its address, its path, or the end of its path, with or without the heading. */
function leadsTo({url, path, anchor}: Link, wanted: string): boolean {
  if (url === wanted) return true
  if (path === null) return false
  return [path, `${path}#${anchor ?? ''}`].some((full) => full === wanted || full.endsWith(`/${wanted}`))
}

/** Whether a rule fits an item: all that it names must be there. */
export function fits({picks: {section, code, link, text}}: Rule, item: Item): boolean {
  if (section !== undefined && !item.path.some((title) => beginsWith(title, section))) return false
  if (code !== undefined && !item.codes.some((span) => nameIn(span) === code || span === code)) return false
  if (link !== undefined && !item.links.some((each) => leadsTo(each, link))) return false
  return text === undefined || holds(words(item.text), words(text))
}
