import type {AnyCheck, Drilled, Json, Plan, PlannedCall, Run} from '../model/index.ts'
import {drillCall} from './call.ts'

export {vacuousProblems} from './problems.ts'

/** What is drilled, and how far. */
export interface DrillAsk {
  plan: Plan
  /** Kept runs: what was really seen is falsified too. */
  runs: readonly Run[]
  checks: readonly AnyCheck[]
  /** Keys of the items whose calls are drilled; all of them unless given. */
  items?: readonly string[]
  /** Stop at the first thing that turns a call red, where only those count that nothing does. */
  brief?: boolean
}

/** Shows every call of a plan falsified observations, and says which of them turned it red. Pure. */
export function drill({plan, runs, checks, items: asked = [], brief = false}: DrillAsk): Drilled[] {
  const named = new Map(checks.map((check) => [check.name, check]))
  const keys = itemsByCall(plan)
  return plan.calls.flatMap((call) => {
    const check = named.get(call.check)
    const items = keys.get(call.id) ?? []
    if (check === undefined || (asked.length > 0 && !items.some((key) => asked.includes(key)))) return []
    const kept = keptFor(call, runs)
    return [drillCall({call, check, settings: plan.settings, items, kept, brief})]
  })
}

function itemsByCall({items}: Plan): Map<string, string[]> {
  const found = new Map<string, Set<string>>()
  for (const {key, calls} of items)
    for (const node of Object.values(calls).flat())
      for (const {call} of 'any' in node ? node.any : [node]) found.set(call, (found.get(call) ?? new Set()).add(key))
  return new Map([...found].map(([call, keys]) => [call, [...keys]]))
}

/** What runs saw where this call looks, the newest first. */
function keptFor({id, look}: PlannedCall, runs: readonly Run[]): Json[] {
  const found = runs.flatMap(({findings}) => findings.filter((finding) => finding.call === id || finding.look === look))
  return found
    .filter(({observation}) => observation !== null)
    .toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1))
    .map(({observation}) => observation)
}
