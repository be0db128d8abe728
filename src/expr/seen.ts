import type {AnyCheck, Finding, Json, PlannedCall} from '../model/index.ts'
import {judgeExpectation} from './expectation.ts'

/** What a finding says of an observation: whole, neither redacted further nor cut. */
export type JudgedSeen = Pick<Finding, 'outcome' | 'cause' | 'message' | 'saw' | 'source' | 'next' | 'until'> & {
  /** Absent where the expectation could not be read over it. */
  expected?: string
}

/** What the check calls its fields; a check that breaks even here leaves them their own names. */
export function namesOf(check: AnyCheck | undefined, {params}: Pick<PlannedCall, 'params'>): (field: string) => string {
  return (field) => {
    try {
      return check?.nameOf(field, params) ?? field
    } catch {
      return field
    }
  }
}

/** The expectation of a call over what was seen, in the words of the check. Throws where the check cannot tell what it is. */
export function judgeSeen(check: AnyCheck, call: PlannedCall, observation: Json): JudgedSeen {
  const verdict = judgeExpectation(call.expect, observation, check.observation, namesOf(check, call))
  const {saw, source, next, until} = check.tell(observation, call.params)
  const seen = {saw, source: source ?? null, until: until ?? null}
  if (verdict.outcome === 'error')
    return {...seen, outcome: 'error', cause: 'error', message: `${verdict.message}; saw ${saw}`, next: null}
  const {outcome, expected, missing} = verdict
  const without = missing === undefined ? '' : `, without ${missing}`
  const message = `expected ${expected}, saw ${saw}${without}`
  return {...seen, outcome, cause: null, message, expected, next: outcome === 'pass' ? null : (next ?? null)}
}
