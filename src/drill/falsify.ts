import type {Demand, Single} from '../expr/index.ts'
import type {Json} from '../model/index.ts'
import {pathsIn} from './place.ts'
import type {Shown, Stand} from './stand.ts'

/** Fields of an observation that are falsified one by one. */
const mostFields = 60

const asShown = (observation: Json): Shown => ({observation, changes: []})

/** Each field falsified by itself, those first that the expectation speaks of. */
export function* oneByOne(stand: Stand, base: Json): Generator<Shown> {
  const from = asShown(base)
  for (const path of stand.mentioned)
    for (const to of stand.others(base, path)) yield* only(stand.changed(from, path, to))
  for (const path of pathsIn(base, mostFields))
    for (const to of [undefined, ...stand.strange(base, path)]) yield* only(stand.changed(from, path, to))
}

/** Every field that the expectation speaks of falsified together, in several ways. */
export function* atOnce(stand: Stand, base: Json): Generator<Shown> {
  for (let way = 0; way < 12; way += 1) {
    let shown = asShown(base)
    for (const path of stand.mentioned) {
      const others = stand.others(shown.observation, path)
      shown = stand.changed(shown, path, others[way % Math.max(others.length, 1)]) ?? shown
    }
    if (shown.changes.length > 1) yield shown
  }
}

/** How many ways of turning one part are tried before the next part: few at first, since most ways differ in nothing that matters. */
const widths = [1, 3, 10, 1_000]

/** Looks for observations over which an expectation is, or is not, so: part by part, as its `&&`, `||` and `!` join them. */
export class Search {
  #left = 0
  #width = 1
  readonly #stand: Stand
  readonly #patience: number
  constructor(stand: Stand, patience: number) {
    this.#stand = stand
    this.#patience = patience
  }

  /** From an observation by ever more changes; `patience` bounds the judgements that each width may cost. */
  *from(base: Json, isMet: boolean): Generator<Shown> {
    for (const width of widths) {
      this.#left = this.#patience
      this.#width = width
      yield* this.#turn(this.#stand.demand, isMet, asShown(base))
    }
  }

  /** Why nothing that is shown can say whether a demand could fail; null where it is known that it could, or could not. */
  unclear(base: Json, demand: Demand = this.#stand.demand): string | null {
    return this.#couldFail(demand, asShown(base)).unclear
  }

  #couldFail(demand: Demand, from: Shown): {never: boolean; unclear: string | null} {
    if ('single' in demand) {
      const unclear = this.#stand.unclear(demand.single)
      this.#left = this.#patience
      this.#width = 1
      return {never: unclear === null && this.#turnSingle(demand.single, false, from).next().done === true, unclear}
    }
    const parts = ('all' in demand ? demand.all : demand.any).map((part) => this.#couldFail(part, from))
    const unclear = parts.find((part) => part.unclear !== null)?.unclear ?? null
    // One part that never fails decides an `||`, whatever the others are.
    if ('any' in demand) return parts.some(({never}) => never) ? {never: true, unclear: null} : {never: false, unclear}
    return {never: parts.every(({never}) => never), unclear}
  }

  *#turn(demand: Demand, isMet: boolean, from: Shown): Generator<Shown> {
    if (this.#left <= 0) return
    if ('single' in demand) yield* this.#turnSingle(demand.single, isMet, from)
    else {
      const parts = 'all' in demand ? demand.all : demand.any
      if (this.#holds(demand, from) === isMet) yield from
      if ('all' in demand === isMet) yield* this.#turnAll(parts, isMet, from)
      else for (const part of parts) yield* this.#turn(part, isMet, from)
    }
  }

  *#turnAll([part, ...rest]: readonly Demand[], isMet: boolean, from: Shown): Generator<Shown> {
    if (part === undefined) yield from
    else for (const next of this.#turn(part, isMet, from)) yield* this.#turnAll(rest, isMet, next)
  }

  *#turnSingle(single: Single, isMet: boolean, from: Shown): Generator<Shown> {
    if (this.#is(single, isMet, from)) yield from
    let found = 0
    for (const next of this.#ways(single, from)) {
      if (this.#left <= 0 || found >= this.#width) return
      if (!this.#is(single, isMet, next)) continue
      found += 1
      yield next
    }
  }

  /** One field changed, then two of them, as a sum or a comparison of fields may need. */
  *#ways(single: Single, from: Shown): Generator<Shown> {
    const {paths} = single
    const others = (shown: Shown, path: string[]) => this.#stand.others(shown.observation, path, single)
    for (const path of paths) for (const to of others(from, path)) yield* only(this.#stand.changed(from, path, to))
    for (const [index, first] of paths.entries())
      for (const to of others(from, first))
        for (const half of only(this.#stand.changed(from, first, to)))
          for (const second of paths.slice(index + 1))
            for (const other of others(half, second)) yield* only(this.#stand.changed(half, second, other))
  }

  #holds(demand: Demand, shown: Shown): boolean {
    if ('single' in demand) return this.#is(demand.single, true, shown)
    if ('all' in demand) return demand.all.every((part) => this.#holds(part, shown))
    return demand.any.some((part) => this.#holds(part, shown))
  }

  #is(single: Single, isMet: boolean, {observation}: Shown): boolean {
    this.#left -= 1
    return this.#stand.judge(observation, single.expectation).outcome === (isMet ? 'pass' : 'fail')
  }
}

function* only(shown: Shown | null): Generator<Shown> {
  if (shown !== null) yield shown
}
