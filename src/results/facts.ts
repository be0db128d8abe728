import type {Fact, FactReading, Plan, Run} from '../model/index.ts'
import {noTenant} from '../model/index.ts'
import {inWords} from './dates.ts'

/** What is known of the declared facts now. */
export interface Facts {
  /** Why nothing is known at all, as a clause; null when a fresh run read them. */
  unread: string | null
  /** When they were read; null when they never were. */
  at: number | null
  /** One reading for each value of each fact, as one tenant sees it. */
  of(tenant: string): readonly FactReading[]
}

/** A fact without values is one boolean, whose reading has this value name. */
const itself = '-'
const valuesOf = ({values}: Fact): string[] => (values === undefined ? [itself] : Object.keys(values))

/** The facts of the first run that read them; the newest comes first. A value that no fresh run read is unknown. */
export function factsOf(plan: Plan, runs: readonly Run[], now: Date): Facts {
  const newest = runs.find(({facts}) => facts.length > 0)
  const at = newest === undefined ? null : Date.parse(newest.startedAt)
  const unread =
    at === null
      ? 'no run has read the facts'
      : now.getTime() - at > plan.environment.freshFor
        ? `the facts were last read on ${inWords(at)}, which is too old`
        : null
  const readings = unread === null ? (newest?.facts ?? []) : []
  const byTenant = new Map<string, readonly FactReading[]>()
  return {
    unread,
    at,
    of(tenant) {
      const known = byTenant.get(tenant) ?? complete(plan, readings, tenant, unread)
      byTenant.set(tenant, known)
      return known
    },
  }
}

const complete = (
  plan: Plan,
  readings: readonly FactReading[],
  tenant: string,
  unread: string | null,
): readonly FactReading[] =>
  Object.entries(plan.facts).flatMap(([name, fact]) =>
    valuesOf(fact).map((value): FactReading => {
      const found = readings.filter((reading) => reading.fact === name && reading.value === value)
      const own =
        found.find((reading) => reading.tenant === tenant) ?? found.find((reading) => reading.tenant === noTenant)
      const because = unread ?? 'the run did not read it'
      if (own === undefined)
        return {fact: name, value, tenant, truth: 'unknown', source: 'undeclared', contradicted: false, because}
      return {...own, tenant, truth: own.contradicted ? 'unknown' : own.truth}
    }),
  )
