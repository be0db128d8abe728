import type {Cause, Finding, Json, Outcome, PlannedCall, Position} from '../model/index.ts'
import {capText, longestText} from '../model/index.ts'
import type {DoorsFactory} from '../providers/index.ts'
import {capObservation} from './cap.ts'

/** What differs between one finding and another of the same call. */
export interface Found {
  outcome: Outcome
  cause?: Cause | null
  message: string
  expected: string
  saw?: string | null
  source?: Position | null
  next?: string | null
  until?: string | null
  /** Redacted already, since it was judged. */
  observation?: Json
  at: Date
  ms?: number
  attempts?: number
}

type Redact = Pick<DoorsFactory, 'redact' | 'redactText'>

/** Redacted before it is cut: half a secret would not be known as one. */
const said = ({redactText}: Redact, text: string, length: number): string => capText(redactText(text), length)
const saidOrNull = (redact: Redact, text: string | null | undefined, length: number): string | null =>
  text == null ? null : said(redact, text, length)

/** A finding of a call, redacted and capped. */
export function findingOf(call: PlannedCall, vantage: string, redact: Redact, found: Found): Finding {
  const {id, look, check, code, written, tenant} = call
  const {outcome, cause = null, source = null, observation = null, until = null, at, ms = 0, attempts = 0} = found
  return {
    ...{call: id, check, ...(code === undefined ? {} : {code})},
    ...{written: said(redact, written, longestText.written), tenant, vantage, outcome, cause},
    message: said(redact, found.message, longestText.message),
    expected: said(redact, found.expected, longestText.expected),
    saw: saidOrNull(redact, found.saw, longestText.saw),
    source,
    next: saidOrNull(redact, found.next, longestText.next),
    observation: capObservation(observation),
    at: at.toISOString(),
    ms,
    attempts,
    look,
    until,
  }
}

/** The same for a finding that was made before a further secret became known. */
export const redactedAgain = (finding: Finding, redact: Redact): Finding => ({
  ...finding,
  written: redact.redactText(finding.written),
  message: redact.redactText(finding.message),
  expected: redact.redactText(finding.expected),
  saw: saidOrNull(redact, finding.saw, Number.POSITIVE_INFINITY),
  next: saidOrNull(redact, finding.next, Number.POSITIVE_INFINITY),
  observation: redact.redact(finding.observation),
})
