import {conditionHolds} from '../expr/index.ts'
import type {CallNode, Finding, Reason, Result, Truth} from '../model/index.ts'
import type {Basis} from './basis.ts'
import {inWords, iso, lengthInWords} from './dates.ts'
import {blocked, fail, foremost, type Part, pass} from './part.ts'
import {earliest, latest} from './since.ts'
import {clause} from './words.ts'

type ConditionalCall = Extract<CallNode, {call: string}>

const members = (node: CallNode): ConditionalCall[] => ('any' in node ? node.any : [node])

const holds = ({plan, facts}: Basis, {when}: ConditionalCall, tenant: string): Truth =>
  conditionHolds(when, plan, tenant, facts.of(tenant))

/** Where a node stands: null when its own condition leaves all of it out. */
export function nodePart(basis: Basis, node: CallNode, tenant: string): Part | null {
  if (members(node).length === 0) return blocked('not-run', 'the plan has no call for it')
  const parts = members(node).flatMap((call) => callPart(basis, call, tenant) ?? [])
  return 'any' in node ? anyPart(parts) : (parts[0] ?? null)
}

/** Any of several: pass if one passes, fail if all fail, else blocked. */
function anyPart(parts: readonly Part[]): Part | null {
  const [first, ...more] = parts
  if (first === undefined) return null
  const passing = parts.filter(({status}) => status === 'pass')
  const [one] = passing
  if (one !== undefined) return {...one, since: earliest(passing)}
  if (parts.every(({status}) => status === 'fail'))
    return more.length === 0
      ? first
      : {...first, because: `none holds: ${parts.map(({because}) => because).join('; ')}`, since: latest(parts)}
  return foremost(parts.filter(({status}) => status === 'blocked')) ?? null
}

/** Where one call stands: the first row that fits, null when its own condition leaves it out. */
function callPart(basis: Basis, call: ConditionalCall, tenant: string): Part | null {
  const truth = holds(basis, call, tenant)
  if (truth === 'false') return null
  if (truth === 'unknown') return blocked('undetermined', unknownCondition(basis, call), {call: call.call})

  const finding = basis.findings.get(call.call)?.finding
  if (finding === undefined) return unmade(basis, call)
  const seen = {call: call.call, finding, since: sinceOf(basis, finding)}
  if (isOfOtherCode(basis, finding))
    return blocked('stale', `the check \`${finding.check}\` has changed since the last result`, {
      call: call.call,
      finding,
    })
  if (finding.outcome === 'fail') return fail('expectation', clause(finding.message), seen)
  if (finding.outcome !== 'pass') return blocked(reasonOf(finding), clause(finding.message), seen)

  const elsewhere = ofOtherRelease(basis, call)
  if (elsewhere !== null) return blocked('stale', elsewhere, seen)
  const fresh = Date.parse(finding.at) + basis.plan.environment.freshFor
  if (basis.agesAt.getTime() > fresh)
    return blocked('stale', staleBecause(basis, finding), {...seen, since: iso(fresh)})
  const end = endOf(finding)
  if (end !== null && basis.now.getTime() > end)
    return blocked('stale', `what was seen ended on ${inWords(end)}`, {...seen, since: iso(end)})
  return pass(seen)
}

/** What a vantage saw of one release says nothing of another; null where it is the same, or nobody saw which one runs. */
function ofOtherRelease({findings, release: now}: Basis, {call}: ConditionalCall): string | null {
  const seen = findings.get(call)
  if (seen === undefined || seen.release === null || now === null || seen.release === now) return null
  return `the last result from \`${seen.finding.vantage}\` is of release \`${seen.release}\`, and \`${now}\` runs now`
}

function unmade({calls}: Basis, {call}: ConditionalCall): Part {
  const from = calls.get(call)?.from ?? null
  return from === null
    ? blocked('not-run', 'no run has made the call', {call})
    : blocked('vantage', `no run from \`${from}\` has made the call`, {call})
}

/** What a check of the project's own said counts as long as its file is the same. */
const isOfOtherCode = ({calls}: Basis, {call, code, outcome}: Finding): boolean =>
  (outcome === 'pass' || outcome === 'fail') && code !== calls.get(call)?.code

/** A call that was left out by facts that have changed since was simply not made. */
function reasonOf({outcome, cause}: Finding): Reason {
  if (cause === null || cause === 'left-out') return outcome === 'error' ? 'error' : 'not-run'
  return cause
}

const endOf = ({until}: Finding): number | null => (until === null ? null : Date.parse(until))

/** Since when the kept runs say of a call what the finding that counts says. */
function sinceOf({history}: Basis, {call, outcome, cause}: Finding): string | null {
  const known = history?.[call]
  return known !== undefined && known.outcome === outcome && known.cause === cause ? known.since : null
}

const staleBecause = ({plan}: Basis, {at, vantage}: Finding): string =>
  `the last result from \`${vantage}\` is of ${inWords(Date.parse(at))}, and results count for ${lengthInWords(plan.environment.freshFor)}`

const unknownCondition = ({facts}: Basis, {when}: ConditionalCall): string =>
  `whether the check applies is unknown: ${facts.unread ?? `\`${when?.text ?? ''}\` cannot be decided`}`

/** The calls of a binding, in its order, but for those that their own condition leaves out. */
const countedCalls = (basis: Basis, nodes: readonly CallNode[], tenant: string): string[] =>
  nodes
    .flatMap(members)
    .filter((call) => holds(basis, call, tenant) !== 'false')
    .map(({call}) => call)

/** The findings that an item shows. */
export const shownFindings = (basis: Basis, nodes: readonly CallNode[], tenant: string): Finding[] =>
  countedCalls(basis, nodes, tenant).flatMap((call) => basis.findings.get(call)?.finding ?? [])

/** When each call was last seen to fail, by the kept runs and by the finding that counts; nothing where no run was asked. */
export function lastRed(basis: Basis, nodes: readonly CallNode[], tenant: string): Result['seenRed'] {
  const {history, findings} = basis
  if (history === null) return []
  return countedCalls(basis, nodes, tenant).map((call) => {
    const finding = findings.get(call)?.finding
    const known = history[call]?.lastFailed ?? null
    const now = finding?.outcome === 'fail' ? finding.at : null
    return {call, at: known === null || (now !== null && Date.parse(now) > Date.parse(known)) ? now : known}
  })
}

/** The moments at which something that counts as seen ends by itself. */
export const endsOfFindings = (basis: Basis, nodes: readonly CallNode[], tenant: string): number[] =>
  shownFindings(basis, nodes, tenant).flatMap((finding) => endOf(finding) ?? [])
