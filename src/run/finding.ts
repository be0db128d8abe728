import type {Cause, Finding, Json, Outcome, PlannedCall, Position} from '../model/index.ts'
import type {DoorsFactory} from '../providers/index.ts'
import {capObservation, capText} from './cap.ts'

/** What differs between one finding and another of the same call. */
export interface Found {
  outcome: Outcome
  cause?: Cause
  message: string
  expected: string
  saw?: string
  source?: Position | null
  next?: string | null
  observation?: Json
  at: Date
  ms?: number
  attempts?: number
}

/** A finding of a call: capped, and not yet redacted. */
export function findingOf({id, check, written, tenant}: PlannedCall, vantage: string, found: Found): Finding {
  const {outcome, cause = null, source = null, next = null, observation = null, at, ms = 0, attempts = 0} = found
  return {
    ...{call: id, check, written, tenant, vantage, outcome, cause},
    message: capText(found.message, 2_000),
    expected: capText(found.expected, 1_000),
    saw: found.saw === undefined ? null : capText(found.saw, 1_000),
    source,
    next: next === null ? null : capText(next, 500),
    observation: capObservation(observation),
    at: at.toISOString(),
    ms,
    attempts,
  }
}

/** The sentences of a finding without any secret known by now; its observation was redacted before it was judged. */
export function redactedWords(finding: Finding, {redactText, secrets}: DoorsFactory): Finding {
  if (secrets() === 0) return finding
  const orNull = (text: string | null): string | null => (text === null ? null : redactText(text))
  return {
    ...finding,
    written: redactText(finding.written),
    message: redactText(finding.message),
    expected: redactText(finding.expected),
    saw: orNull(finding.saw),
    next: orNull(finding.next),
  }
}

/** The same for a finding that was made before a further secret became known. */
export const redactedAgain = (finding: Finding, doors: DoorsFactory): Finding => ({
  ...redactedWords(finding, doors),
  observation: doors.redact(finding.observation),
})
