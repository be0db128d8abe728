import {describeExpectation, TooLong, withinTime} from '../expr/index.ts'
import type {AnyCheck, Drilled, Json, PlannedCall, Setting} from '../model/index.ts'
import {atOnce, oneByOne, Search} from './falsify.ts'
import {type Shown, Stand} from './stand.ts'
import {Tally} from './tally.ts'

/** What one call is drilled with. */
export interface CallAsk {
  call: PlannedCall
  check: AnyCheck
  settings: Readonly<Record<string, Setting>>
  items: readonly string[]
  /** What runs saw where it looks. */
  kept: readonly Json[]
  brief: boolean
}

const mostKept = 3
/** What an expectation that loops, or matches patterns, may take in all, in milliseconds. */
const allowance = 5_000
/** Judgements that one round of looking for an observation that passes, or fails, may cost. */
const patience = 1_500

/** Observations that pass, to falsify: what was seen, else one made up; where nothing passes, what there is. */
function basesOf(stand: Stand, kept: readonly Json[], nothing: Json): Json[] {
  const passes = (observation: Json): boolean => stand.judge(observation).outcome === 'pass'
  const whole = kept.filter((each) => stand.isWhole(each)).slice(0, mostKept)
  const passing = whole.filter(passes)
  if (passing.length > 0 || nothing === null) return passing
  for (const {observation} of new Search(stand, patience).from(nothing, true))
    if (passes(observation)) return [observation]
  return [...whole, nothing]
}

function* sources(stand: Stand, [best = null, ...others]: readonly Json[], nothing: Json): Generator<Shown> {
  if (best !== null) yield* oneByOne(stand, best)
  if (nothing !== null) yield {observation: nothing, changes: []}
  if (best !== null) yield* atOnce(stand, best)
  for (const base of others) yield* oneByOne(stand, base)
}

function* fromNothing(stand: Stand, nothing: Json): Generator<Shown> {
  if (nothing === null) return
  yield {observation: nothing, changes: []}
  yield* oneByOne(stand, nothing)
}

function showAll(stand: Stand, {kept, brief}: CallAsk, tally: Tally): void {
  const nothing = stand.nothing()
  for (const shown of brief ? fromNothing(stand, nothing) : []) {
    tally.show(shown)
    if (tally.red > 0) return
  }
  const bases = basesOf(stand, kept, nothing)
  for (const base of bases) if (base !== nothing) tally.know(base)
  for (const shown of sources(stand, bases, nothing)) {
    tally.show(shown)
    if (tally.isFull || (brief && tally.red > 0)) break
  }
  for (const base of bases)
    for (const shown of tally.red > 0 ? [] : new Search(stand, patience).from(base, false)) {
      tally.show(shown)
      if (tally.red > 0) break
    }
}

/** Shows a call falsified observations until it is known whether it can go red. */
export function drillCall(ask: CallAsk): Drilled {
  const {call, check, settings, items} = ask
  const stand = new Stand(call, check, settings)
  const tally = new Tally(stand)
  try {
    if (stand.slow) withinTime(() => showAll(stand, ask, tally), allowance)
    else showAll(stand, ask, tally)
  } catch (error) {
    if (!(error instanceof TooLong)) throw error
    tally.isSlow = true
  }
  const {shown, red, errors, turns, passed} = tally
  const doubt = red > 0 ? null : doubtOf(stand, tally)
  return {
    ...{call: call.id, check: call.check, written: call.written, tenant: call.tenant, at: call.at},
    ...{expected: describeExpectation(call.expect, stand.nameOf), items: [...items]},
    ...{shown, red, errors, first: turns[0] ?? null, turns, passed},
    ...{vacuous: red === 0 && doubt === null, doubt},
  }
}

/** Why nothing turned a call red, where that proves nothing. */
function doubtOf(stand: Stand, {shown, errors, error, isSlow}: Tally): string | null {
  const nothing = stand.nothing()
  if (isSlow) return 'it takes too long to judge what is not so'
  if (errors > 0) return `it errs instead of failing: ${error}`
  if (shown === 0 || nothing === null) return `nothing could be shown to it that \`${stand.check}\` could see`
  return new Search(stand, patience).unclear(nothing)
}
