import type {Gate, GateSpec} from '../model/index.ts'
import type {Cell} from './cell.ts'
import {iso} from './dates.ts'
import {heldNow} from './later.ts'
import {type Stance, stanceOf, weightiest} from './stance.ts'

/** An item that a gate reads, with those of its cells that it reads. */
export interface ReadCells {
  key: string
  cells: readonly Cell[]
}

type Forecast = Pick<Gate, 'until' | 'lapsesFirst'>

/** What a gate makes of an item at a moment, once all that it asks to mend now is mended. */
function stanceAt(spec: GateSpec, {cells}: ReadCells, at: number): Stance | null {
  const taken = cells.map((cell) => {
    const now = stanceOf(spec, heldNow(cell.result))
    const then = cell.later.findLast(({from}) => from <= at)
    if (then === undefined) return now === 'to-mend' ? 'passing' : now
    // What a mended cell leans on beside what was mended ends as it would have.
    return now === 'to-mend' ? (then.whole ? 'passing' : 'to-mend') : stanceOf(spec, then)
  })
  return weightiest(taken)
}

/** Until when a gate stays met, or would once mended, and what ends it; of several in one moment the first in document order. */
export function forecastOf(spec: GateSpec, items: readonly ReadCells[]): Forecast {
  const mended = items.filter((item) => stanceAt(spec, item, Number.NEGATIVE_INFINITY) === 'passing')
  const passing = new Set(mended.map(({key}) => key))
  // Where nothing passes even then, no moment ends anything.
  if (passing.size === 0) return never
  for (const [at, turning] of turnsOf(items)) {
    const ending = turning.find(({key}) => passing.has(key))
    for (const item of turning) {
      const stance = stanceAt(spec, item, at)
      if (stance === 'to-mend') return {until: iso(at - 1), lapsesFirst: item.key}
      if (stance === 'passing') passing.add(item.key)
      else passing.delete(item.key)
    }
    if (passing.size === 0) return {until: iso(at - 1), lapsesFirst: ending?.key ?? null}
  }
  return never
}

const never: Forecast = {until: null, lapsesFirst: null}

/** The moments at which items turn, in the order of time, with those that do. */
function turnsOf(items: readonly ReadCells[]): [at: number, turning: ReadCells[]][] {
  const turns = items.flatMap((item) => {
    const moments = new Set(item.cells.flatMap(({later}) => later.map(({from}) => from)))
    return [...moments].map((at) => ({at, item}))
  })
  const byMoment = Map.groupBy(
    turns.toSorted((a, b) => a.at - b.at),
    ({at}) => at,
  )
  return [...byMoment].map(([at, group]) => [at, group.map(({item}) => item)])
}
