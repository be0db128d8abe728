import type {History, Plan, PlannedCall, Records, Run} from '../model/index.ts'
import {type Place, placesOf} from './cells.ts'
import {type Facts, factsOf} from './facts.ts'
import {findingsOf, type Seen} from './findings.ts'
import {type Stated, statedOf} from './records.ts'

/** All that a cell is judged on, indexed once. */
export interface Basis {
  plan: Plan
  /** Runs of this environment, the newest first. */
  runs: readonly Run[]
  /** The moment that people's words, and the ends of what was seen, are held against. */
  now: Date
  /** The moment that ages are held against: now, also while a later moment is looked at, since runs are taken to go on. */
  agesAt: Date
  history: History | null
  places: ReadonlyMap<string, Place>
  facts: Facts
  findings: ReadonlyMap<string, Seen>
  calls: ReadonlyMap<string, PlannedCall>
  stated: Stated
  release: string | null
}

/** A run of another environment proves nothing here, so it is not even read. */
export function basisOf({
  plan,
  runs,
  records,
  now,
  history = null,
}: {
  plan: Plan
  runs: readonly Run[]
  records: readonly Records[]
  now: Date
  history?: History | null
}): Basis {
  const here = runs
    .filter(({environment}) => environment === plan.environment.name)
    .toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt) || (a.id > b.id ? -1 : 1))
  const places = placesOf(plan)
  return {
    plan,
    runs: here,
    now,
    agesAt: now,
    history,
    places,
    facts: factsOf(plan, here, now),
    findings: findingsOf(plan, here),
    calls: new Map(plan.calls.map((call) => [call.id, call])),
    stated: statedOf(plan, places, records),
    release: here[0]?.release ?? null,
  }
}
