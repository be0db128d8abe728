import {begins, type Plan, type Records, type Results} from '../model/index.ts'

/** The newest decision on this environment, of those already taken; it changes no status and no gate. */
export function decisionOf(plan: Plan, records: readonly Records[], now: Date): Results['decision'] {
  const taken = records.flatMap((record) => {
    if (record.kind !== 'decision' || record.environment !== plan.environment.name) return []
    const at = begins(record.on)
    return at === null || at > now.getTime() ? [] : [{record, at}]
  })
  const [newest] = taken.toSorted((a, b) => b.at - a.at || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (newest === undefined) return null
  const {decision, by, on, conditions, at} = newest.record
  return {decision, by, on, conditions, at}
}
