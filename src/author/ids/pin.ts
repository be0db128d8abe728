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

/** All at once where that works; else by halves, until the items are alone that need another place. */
function pinAll(page: Page, wants: readonly Want[], left: Item[]): Page {
  const [only, ...more] = wants
  if (only === undefined) return page
  if (more.length === 0) return pinOne(page, only, left)
  const tried = attempt(page, wants, 0)
  if (tried !== null) return tried
  const middle = Math.ceil(wants.length / 2)
  return pinAll(pinAll(page, wants.slice(0, middle), left), wants.slice(middle), left)
}

function pinOne(page: Page, want: Want, left: Item[]): Page {
  const item = page.checklist.items[want.index]
  if (item === undefined) return page
  for (let turn = 0; turn < placesIn(page, want.index).length; turn += 1) {
    const tried = attempt(page, [want], turn)
    if (tried !== null) return tried
  }
  left.push(item)
  return page
}

/** The page with a comment at the `turn`-th place of each of these items; null when that changes what any item says. */
function attempt(page: Page, wants: readonly Want[], turn: number): Page | null {
  const parts: string[] = []
  let from = 0
  for (const {index, id} of wants) {
    const place = placesIn(page, index)[turn]
    if (place === undefined || place < from) return null
    parts.push(page.text.slice(from, place), ` <!-- proofmark: ${id} -->`)
    from = place
  }
  const after = read(page.file, [...parts, page.text.slice(from)].join(''))
  const wanted = new Map(wants.map(({index, id}) => [index, id]))
  return onlyPinned(page.checklist, after.checklist, wanted) ? after : null
}

/** Lines that are looked at for a place: no sentence is longer. */
const mostLines = 40

/** Ends of the lines of an item from its box on, before what makes a hard break. */
function placesIn({text, checklist}: Page, index: number): number[] {
  const start = checklist.items[index]?.box ?? 0
  const places: number[] = []
  for (const {0: line, index: from} of text.slice(start).matchAll(/[^\r\n]+/g)) {
    if (places.length >= mostLines) break
    const words = line.trimEnd()
    const isBare = from === 0 && /^(?:[ xX~-]|n\/a)?\]$|^(?:[-+*]|\d+[.)])$/i.test(words.trim())
    if (words.trim() === '' || isBare) continue
    const end = start + from + words.length
    const slashes = /\\*$/.exec(words)?.[0].length ?? 0
    places.push(...(slashes % 2 === 1 ? [end - 1, end] : [end]))
  }
  return places
}

/** Whether two readings differ in nothing but the ids asked for. */
function onlyPinned(before: Checklist, after: Checklist, wanted: ReadonlyMap<number, string>): boolean {
  if (before.items.length !== after.items.length) return false
  const indexOf = ({items}: Checklist): Map<string, number> => new Map(items.map(({id}, index) => [id, index]))
  const [old, now] = [indexOf(before), indexOf(after)]
  const isSame = (item: Item, other: Item | undefined, index: number): boolean => {
    if (other === undefined || meaning(item, old) !== meaning(other, now)) return false
    const id = wanted.get(index)
    return id === undefined
      ? other.id === item.id && other.idFrom === item.idFrom
      : other.id === id && other.idFrom === 'pinned'
  }
  return before.items.every((item, index) => isSame(item, after.items[index], index))
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
