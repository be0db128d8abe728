import {parseChecklist} from '../../markdown/index.ts'
import type {Checklist, Item} from '../../model/index.ts'

/** A checklist as text, and read. */
interface Page {
  file: string
  text: string
  checklist: Checklist
}

/** An id to be pinned to an item, which is the `index`-th of its checklist. */
interface Want {
  index: number
  id: string
}

/** A checklist with ids pinned, and the items that no comment could be written into. */
export interface Pinned {
  text: string
  left: Item[]
}

const read = (file: string, text: string): Page => ({
  file,
  text,
  checklist: parseChecklist({file, source: text}).checklist,
})

/**
 * Writes ids as comments into the sentences of items, each at the end of the first line that takes it. `ids` are by the
 * id of today. Whatever is written is read again, and must change nothing but the ids asked for: a comment that would
 * end up in code, in a link or behind a hard break moves on to the next place.
 */
export function pinIds(file: string, source: string, ids: ReadonlyMap<string, string>): Pinned {
  const page = read(file, source)
  const wants = page.checklist.items.flatMap((item, index) => {
    const id = ids.get(item.id)
    return id === undefined ? [] : [{index, id}]
  })
  const left: Item[] = []
  const {text} = pinAll(page, wants, left)
  return {text, left}
}

/** All at once where that works; then without those that it does not work for; else by halves. */
function pinAll(page: Page, wants: readonly Want[], left: Item[]): Page {
  const [only, ...more] = wants
  if (only === undefined) return page
  if (more.length === 0) return pinOne(page, only, left)
  const tried = attempt(page, wants, 0)
  if (tried.wrong.length === 0) return tried.page
  const right = wants.filter((want) => !tried.wrong.includes(want))
  const middle = right.length === 0 ? Math.ceil(wants.length / 2) : right.length
  const parted = right.length === 0 ? wants : [...right, ...tried.wrong]
  return pinAll(pinAll(page, parted.slice(0, middle), left), parted.slice(middle), left)
}

function pinOne(page: Page, want: Want, left: Item[]): Page {
  const item = page.checklist.items[want.index]
  if (item === undefined) return page
  for (let turn = 0; turn < placesIn(page, want.index).length; turn += 1) {
    const tried = attempt(page, [want], turn)
    if (tried.wrong.length === 0) return tried.page
  }
  left.push(item)
  return page
}

/** The page with a comment at the `turn`-th place of each of these items, and those that this does wrong by. */
function attempt(page: Page, wants: readonly Want[], turn: number): {page: Page; wrong: readonly Want[]} {
  const parts: string[] = []
  let from = 0
  for (const {index, id} of wants) {
    const place = placesIn(page, index)[turn]
    if (place === undefined || place.at < from) return {page, wrong: wants}
    parts.push(page.text.slice(from, place.at), `${place.gap}<!-- proofmark: ${id} -->`)
    from = place.at
  }
  const after = read(page.file, [...parts, page.text.slice(from)].join(''))
  const changed = changedItems(page.checklist, after.checklist, new Map(wants.map(({index, id}) => [index, id])))
  if (changed.length === 0) return {page: after, wrong: []}
  const wrong = wants.filter(({index}) => changed.includes(index))
  return {page, wrong: wrong.length === 0 ? wants : wrong}
}

/** Places that are tried for an item: no sentence has more lines. */
const mostPlaces = 80

interface Place {
  at: number
  /** What parts the comment from the word before it. */
  gap: '' | ' '
}

/**
 * Ends of the lines of an item from its box on, before what makes a hard break. A formatter that wraps lines may put a
 * comment behind a space at the start of one, where it leaves the sentence, unless the line is indented as below a box
 * of GFM: elsewhere the comment sticks to the word before it.
 */
function placesIn({text, checklist}: Page, index: number): Place[] {
  const start = checklist.items[index]?.box ?? 0
  const gaps = /^\[[ \txX]\]/.test(text.slice(start - 1, start + 2)) ? ([' '] as const) : (['', ' '] as const)
  const places: Place[] = []
  for (const {0: line, index: from} of text.slice(start).matchAll(/[^\r\n]+/g)) {
    if (places.length >= mostPlaces) break
    const words = line.trimEnd()
    const isBare = from === 0 && /^(?:[ xX~-]|n\/a)?\]$|^(?:[-+*]|\d+[.)])$/i.test(words.trim())
    if (words.trim() === '' || isBare) continue
    const slashes = /\\*$/.exec(words)?.[0].length ?? 0
    // Behind a backslash a comment would be text, or a wrapped line a hard break.
    const isSlashed = slashes % 2 === 1
    const {length} = isSlashed ? words.slice(0, -1).trimEnd() : words
    const some = isSlashed ? new Set([...gaps, '' as const]) : gaps
    places.push(...[...some].map((gap) => ({at: start + from + length, gap})))
  }
  return places
}

/** The items by which two readings differ in more than the ids asked for; all of them where their number differs. */
function changedItems(before: Checklist, after: Checklist, wanted: ReadonlyMap<number, string>): number[] {
  const every = before.items.map((_, index) => index)
  if (before.items.length !== after.items.length) return every
  const indexOf = ({items}: Checklist): Map<string, number> => new Map(items.map(({id}, index) => [id, index]))
  const [old, now] = [indexOf(before), indexOf(after)]
  const isSame = (item: Item, other: Item | undefined, index: number): boolean => {
    if (other === undefined || meaning(item, old) !== meaning(other, now)) return false
    const id = wanted.get(index)
    return id === undefined
      ? other.id === item.id && other.idFrom === item.idFrom
      : other.id === id && other.idFrom === 'pinned'
  }
  return before.items.flatMap((item, index) => (isSame(item, after.items[index], index) ? [] : [index]))
}

/** All that an item is but its id and its place; white space in HTML means nothing, and a break is an element. */
function meaning(item: Item, indexes: ReadonlyMap<string, number>): string {
  const {text, own, html, claim, parent, section, path, codes, links, fingerprint} = item
  return JSON.stringify({
    text,
    own,
    html: html.replaceAll(/\s+/g, ''),
    claim,
    parent: parent === null ? null : indexes.get(parent),
    section,
    path,
    codes,
    links: links.map(({url}) => url),
    fingerprint,
  })
}
