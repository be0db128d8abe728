import type {Move} from '../model/moves.ts'
import type {Status} from '../model/status.ts'
import type {StoodCell} from '../model/trend.ts'
import {listed, statusWord} from './words.ts'

// What two runs differ in is drawn here for pages, and in the browser for two runs that a reader picks: no import but of types and words.

/** What draws: for a built page, or in the browser. */
export interface Pen<T> {
  element(name: string, className: string, ...inside: (T | string)[]): T
  link(href: string, text: string): T
  glyph(name: Status): T
}

/** An item of which something became, as a reader knows it. */
export interface MovedItem {
  text: string
  /** null: it is no longer in the checklist. */
  href: string | null
  moves: readonly Move[]
}

export type Change = Move['change']

interface Row {
  item: MovedItem
  move: Move
}

/** Two environments, where the runs are of two. */
export type Names = readonly [from: string, to: string] | null

const titles: Readonly<Record<Change, readonly [one: string, two: string]>> = {
  worse: ['Got worse', 'Worse'],
  better: ['Got better', 'Better'],
  other: ['Changed otherwise', 'Different'],
}
const titleOf = (change: Change, names: Names): string =>
  names === null ? titles[change][0] : `${titles[change][1]} in ${names[1]}`
const changes: readonly Change[] = ['worse', 'better', 'other']

/** What became of an item: the worst that became of any tenant. */
export const changeOf = (moves: readonly Move[]): Change | null =>
  changes.find((change) => moves.some((move) => move.change === change)) ?? null

const verbs: Readonly<Record<Change, readonly [one: string, two: string]>> = {
  worse: ['got worse', 'worse'],
  better: ['got better', 'better'],
  other: ['changed otherwise', 'different'],
}

/** `Of 10 items 1 got worse and 2 got better; 7 stand alike.` */
export function tallyWords(all: readonly {moves: readonly Move[]}[], alike: number, names: Names): string {
  const number = all.length + alike
  const items = `${number} ${number === 1 ? 'item' : 'items'}`
  if (number === 0) return 'Nothing was judged by either.'
  if (all.length === 0) return number === 1 ? 'The one item stands alike.' : `All ${items} stand alike.`
  const parts = changes.flatMap((change) => {
    const count = all.filter(({moves}) => changeOf(moves) === change).length
    const [verb, word] = verbs[change]
    const said = names === null ? verb : `${count === 1 ? 'is' : 'are'} ${word}`
    return count === 0 ? [] : [`${count} ${said}`]
  })
  const where = names === null ? '' : ` in ${names[1]}`
  return `Of ${items} ${listed(parts)}${where}; ${alike === 1 ? '1 stands' : `${alike === 0 ? 'none' : alike} stand`} alike.`
}

/** `fail, waived`. */
export const cellWord = (cell: StoodCell | null): string =>
  cell === null ? 'not judged' : `${statusWord(cell.status)}${cell.waived ? ', waived' : ''}`

/** What got worse first, then better, then otherwise; as many rows as are asked for, and how many are left. */
export function drawMoves<T>(pen: Pen<T>, items: readonly MovedItem[], most: number, names: Names): T[] {
  const rows = items.flatMap((item): Row[] => item.moves.map((move) => ({item, move})))
  let left = most
  return changes.flatMap((change) => {
    const mine = rows.filter(({move}) => move.change === change)
    const told = mine.slice(0, left)
    left -= told.length
    if (mine.length === 0) return []
    const more = mine.length - told.length
    return [
      pen.element('h3', '', titleOf(change, names)),
      ...(told.length === 0
        ? []
        : [pen.element('ul', 'pm-rows moves', ...told.map((row) => drawRow(pen, row, names)))]),
      ...(more === 0 ? [] : [pen.element('p', 'pm-meta', `${told.length === 0 ? '' : 'and '}${more} more`)]),
    ]
  })
}

function drawRow<T>(pen: Pen<T>, {item: {href, text}, move: {from, to, tenants}}: Row, names: Names): T {
  const who = tenants.filter((tenant) => tenant !== '-')
  return pen.element(
    'li',
    '',
    pen.element('div', '', drawCell(pen, to), pen.element('span', 'pm-was', before(from, names))),
    pen.element(
      'p',
      'pm-what',
      ...(href === null
        ? [text, pen.element('span', 'pm-ctx', ', no longer in the checklist')]
        : [pen.link(href, text)]),
    ),
    pen.element('div', 'pm-dim', listed(who)),
  )
}

const before = (from: StoodCell | null, names: Names): string => {
  if (names !== null) return `${cellWord(from)} in ${names[0]}`
  return from === null ? 'new' : `was ${cellWord(from)}`
}

/** Where an item stands, as glyph and word. */
export function drawCell<T>(pen: Pen<T>, cell: StoodCell | null): T {
  if (cell === null) return pen.element('span', 'pm-dim', 'not judged')
  const kind = `pm-s ${cell.status}${cell.waived ? ' accepted' : ''}`
  return pen.element('span', kind, pen.glyph(cell.status), cellWord(cell))
}
