import {describeExpectation, judgeSeen, namesOf} from '../expr/index.ts'
import type {AnyCheck, Finding, Json, Plan, PlannedCall, Run} from '../model/index.ts'
import {capText, cutMark, longestText} from '../model/index.ts'

/** What is judged again: a run that was made, by the plan of today. */
export interface Replaying {
  plan: Plan
  run: Run
  checks: readonly AnyCheck[]
}

/**
 * A run as the plan of today judges it: a call that it made keeps its finding, and one that it did not make, while another looked at the
 * same thing, is judged over what that one saw. Pure; nothing is looked at again, and nothing passes that was not seen.
 */
export function replay({plan, run, checks}: Replaying): Run {
  const named = new Map(checks.map((check) => [check.name, check]))
  const made = new Map(run.findings.map((finding) => [finding.call, finding]))
  const looks = byLook(run.findings)
  const today = plan.calls.flatMap((call): {was: string; finding: Finding}[] => {
    const own = made.get(call.id)
    if (own !== undefined) return [{was: own.call, finding: own}]
    const seen = looks.get(call.look)
    return seen === undefined ? [] : [{was: seen.call, finding: judgedAgain(call, seen, named.get(call.check))}]
  })
  const calls = Map.groupBy(today, ({was}) => was)
  const causes = run.causes.map((cause) => ({
    ...cause,
    calls: cause.calls.flatMap((call) => calls.get(call)?.map(({finding}) => finding.call) ?? [call]),
  }))
  return {...run, findings: today.map(({finding}) => finding), causes}
}

/** Of those that looked at the same thing, one that saw it, then the newest. */
function byLook(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  const seen = ({observation}: Finding): number => (observation === null ? 1 : 0)
  const best = findings
    .filter(({look}) => look !== '')
    .toSorted((a, b) => seen(b) - seen(a) || Date.parse(a.at) - Date.parse(b.at) || (a.call > b.call ? -1 : 1))
  return new Map(best.map((finding) => [finding.look, finding]))
}

function judgedAgain(call: PlannedCall, seen: Finding, check: AnyCheck | undefined): Finding {
  const {id, look, tenant} = call
  const expected = capText(describeExpectation(call.expect, namesOf(check, call)), longestText.expected)
  const written = capText(call.written, longestText.written)
  const finding = {...seen, call: id, check: call.check, look, tenant, written, expected}
  if (seen.observation === null) return finding
  const failed = (message: string): Finding => ({
    ...finding,
    ...{outcome: 'error', cause: 'error', saw: null, source: null, next: null, until: null},
    message: capText(message, longestText.message),
  })
  if (check === undefined) return failed(`Unexpected check \`${call.check}\`, expected one that exists`)
  const lacks = lackOf(seen.observation)
  if (lacks !== null) return {...failed(`${lacks}, so only a new run can judge it anew`), ...notMade}
  try {
    const judged = judgeSeen(check, call, seen.observation)
    const {message, saw, next} = judged
    return {
      ...finding,
      ...judged,
      expected: capText(judged.expected ?? expected, longestText.expected),
      message: capText(message, longestText.message),
      saw: saw === null ? null : capText(saw, longestText.saw),
      next: next === null ? null : capText(next, longestText.next),
    }
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1)
    return failed(`what the run saw does not fit the check \`${call.check}\`: ${why}`)
  }
}

const notMade = {outcome: 'not-run', cause: null, ms: 0, attempts: 0} as const

/** What an observation lacks of what was seen, as a clause; null when it is whole. */
function lackOf(observation: Json): string | null {
  if (holds(observation, (text) => text.includes('[secret]'))) return 'a secret was taken out of what the run saw'
  const isCut = JSON.stringify(observation) === '{"cut":true}' || holds(observation, (text) => text.endsWith(cutMark))
  return isCut ? 'what the run saw was too large to be kept whole' : null
}

/** Whether a text in it, or the name of a field, is such a one. */
function holds(value: Json, is: (text: string) => boolean): boolean {
  if (typeof value === 'string') return is(value)
  if (value === null || typeof value !== 'object') return false
  if (Array.isArray(value)) return value.some((item) => holds(item, is))
  return Object.entries(value).some(([key, item]) => is(key) || holds(item, is))
}
