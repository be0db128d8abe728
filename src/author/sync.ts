import {parseChecklist} from '../markdown/index.ts'
import type {Checklist, Claim, Item, Results} from '../model/index.ts'
import {linesOf} from './diff.ts'
import {Standings} from './sync-standings.ts'

/** A checklist, the very text that it was read from, and where its items stand in the environment that boxes speak of. */
export interface Syncing {
  checklist: Checklist
  source: string
  results: Results
  /** No fresh run has read the facts: only a run can say then what applies. */
  factsUnread?: boolean
}

/** A box that is rewritten, or that was left as it is. */
export interface Box {
  id: string
  /** Line of the box, counted from 1. */
  line: number
  because: string
}

/** What became of the boxes of a checklist. */
export interface Synced {
  text: string
  /** In document order. */
  changes: (Box & {from: Claim; to: Claim})[]
  /** Ticked boxes that nothing proves now, and that stay since only a run can say. */
  left: Box[]
}

/** What a box should say; `because` is null where there is nothing to tell. */
interface Wanted {
  claim: Claim
  because: string | null
}

/**
 * Makes the boxes say what is proven: one character a box, and nothing else.
 * A box is ticked where the roll-up over all tenants is `pass`, and unticked where it is `fail`, or `blocked` by what no run mends.
 * None stays ticked over an applicable open child. Boxes of what does not apply, or has no status, are nobody's to touch.
 */
export function syncBoxes({checklist, source, results, factsUnread = false}: Syncing): Synced {
  const standings = new Standings(checklist, results, factsUnread)
  const wanted = new Map<string, Wanted>()
  // Children stand behind their parents, and a parent's box depends on theirs.
  for (const item of checklist.items.toReversed())
    wanted.set(item.id, hasBox(source, item) ? wantedOf(item, standings, wanted) : stays(item))
  const boxes = checklist.items.map((item) => ({item, ...(wanted.get(item.id) ?? stays(item))}))
  const changed = boxes.filter(({item, claim}) => claim !== item.claim)
  const text = rewritten(source, changed)
  mustRead(checklist.file, text, boxes)
  const lineOf = lineFinder(source)
  const told = ({item: {id, box}, because}: (typeof boxes)[number]): Box => ({
    id,
    line: lineOf(box),
    because: because ?? '',
  })
  return {
    text,
    changes: changed.map((box) => ({...told(box), from: box.item.claim, to: box.claim})),
    left: boxes.filter(({item, claim, because}) => isLeft(item, claim) && because !== null).map(told),
  }
}

const isLeft = ({claim: before}: Item, claim: Claim): boolean => before === 'ticked' && claim === 'ticked'

const stays = ({claim}: Item): Wanted => ({claim, because: null})

/** Plain bullets that count as items have no box, and one that holds a line break is not one character. */
const hasBox = (source: string, {box}: Item): boolean => /^\[[ \txX]\]$/.test(source.slice(box - 1, box + 2))

function wantedOf(item: Item, standings: Standings, wanted: ReadonlyMap<string, Wanted>): Wanted {
  const status = standings.statusOf(item)
  if (item.claim === 'not-applicable' || status === null || status === 'not-applicable') return stays(item)
  const notSo = standings.whyNotSo(item)
  if (notSo !== null && !notSo.runMends) return {claim: 'not-ticked', because: notSo.because}
  const open = standings.childrenOf(item).filter((child) => wanted.get(child.id)?.claim === 'not-ticked')
  const [first] = open.filter((child) => standings.applies(child))
  if (first !== undefined) return {claim: 'not-ticked', because: `\`${first.id}\` below it is not ticked`}
  if (status === 'pass')
    return item.claim === 'ticked' ? stays(item) : {claim: 'ticked', because: standings.whyProven(item)}
  return item.claim === 'ticked' ? {claim: 'ticked', because: notSo?.because ?? null} : stays(item)
}

function rewritten(source: string, changed: readonly {item: Item; claim: Claim}[]): string {
  const parts: string[] = []
  let from = 0
  for (const {item, claim} of changed.toSorted((a, b) => a.item.box - b.item.box)) {
    parts.push(source.slice(from, item.box), claim === 'ticked' ? 'x' : ' ')
    from = item.box + 1
  }
  return [...parts, source.slice(from)].join('')
}

/** What is written into a file of a person is read once more first. */
function mustRead(file: string, source: string, boxes: readonly {item: Item; claim: Claim}[]): void {
  const {items} = parseChecklist({file, source}).checklist
  const asMeant = boxes.every(({item, claim}, index) => items[index]?.id === item.id && items[index].claim === claim)
  if (!asMeant || items.length !== boxes.length)
    throw new Error(`Unexpected boxes in \`${file}\` after they were rewritten, expected what was meant`)
}

/** Gives the line of an offset. */
function lineFinder(source: string): (offset: number) => number {
  let start = 0
  const starts = linesOf(source).map((line) => {
    start += line.length
    return start - line.length
  })
  return (offset) => {
    let [line, above] = [0, starts.length]
    while (above - line > 1) {
      const middle = (line + above) >> 1
      if ((starts[middle] ?? 0) <= offset) line = middle
      else above = middle
    }
    return line + 1
  }
}
