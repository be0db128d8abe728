import {conditionHolds} from '../expr/index.ts'
import type {CallNode, Finding, Plan, PlannedCall, Reason, Truth} from '../model/index.ts'
import {inWords, lengthInWords} from './dates.ts'
import type {Facts} from './facts.ts'
import type {Seen} from './findings.ts'
import {blocked, fail, foremost, type Part, pass} from './part.ts'
import {clause} from './words.ts'

/** What every call is judged on. */
export interface CallBasis {
  plan: Plan
  facts: Facts
  findings: ReadonlyMap<string, Seen>
  calls: ReadonlyMap<string, PlannedCall>
  now: Date
}

type ConditionalCall = Extract<CallNode, {call: string}>

const members = (node: CallNode): ConditionalCall[] => ('any' in node ? node.any : [node])

const holds = ({plan, facts}: CallBasis, {when}: ConditionalCall, tenant: string): Truth =>
  conditionHolds(when, plan, tenant, facts.of(tenant))

/** Where a node stands: null when its own condition leaves all of it out. */
export function nodePart(basis: CallBasis, node: CallNode, tenant: string): Part | null {
  if (members(node).length === 0) return blocked('not-run', 'the plan has no call for it')
  const parts = members(node).flatMap((call) => callPart(basis, call, tenant) ?? [])
  return 'any' in node ? anyPart(parts) : (parts[0] ?? null)
}

/** Any of several: pass if one passes, fail if all fail, else blocked. */
function anyPart(parts: readonly Part[]): Part | null {
  const [first] = parts
  if (first === undefined) return null
  const passing = parts.find(({status}) => status === 'pass')
  if (passing !== undefined) return passing
  if (parts.every(({status}) => status === 'fail'))
    return parts.length === 1
      ? first
      : {...first, because: `none holds: ${parts.map(({because}) => because).join('; ')}`}
  return foremost(parts.filter(({status}) => status === 'blocked')) ?? null
}

/** Where one call stands: the first row that fits, null when its own condition leaves it out. */
function callPart(basis: CallBasis, call: ConditionalCall, tenant: string): Part | null {
  const truth = holds(basis, call, tenant)
  if (truth === 'false') return null
  if (truth === 'unknown') return blocked('undetermined', unknownCondition(basis, call), {call: call.call})

  const finding = basis.findings.get(call.call)?.finding
  const seen = {call: call.call, finding: finding ?? null}
  const from = basis.calls.get(call.call)?.from ?? null
  if (finding === undefined) {
    return from === null
      ? blocked('not-run', 'no run has made the call', seen)
      : blocked('vantage', `no run from \`${from}\` has made the call`, seen)
  }
  if (finding.outcome === 'fail') return fail('expectation', clause(finding.message), seen)
  if (finding.outcome !== 'pass') return blocked(reasonOf(finding), clause(finding.message), seen)
  if (isStale(basis, finding)) return blocked('stale', staleBecause(basis, finding), seen)
  return pass(seen)
}

/** A call that was left out by facts that have changed since was simply not made. */
function reasonOf({outcome, cause}: Finding): Reason {
  if (cause === null || cause === 'left-out') return outcome === 'error' ? 'error' : 'not-run'
  return cause
}

const isStale = ({plan, now}: CallBasis, {at}: Finding): boolean =>
  now.getTime() - Date.parse(at) > plan.environment.freshFor

const staleBecause = ({plan}: CallBasis, {at, vantage}: Finding): string =>
  `the last result from \`${vantage}\` is of ${inWords(Date.parse(at))}, and results count for ${lengthInWords(plan.environment.freshFor)}`

const unknownCondition = ({facts}: CallBasis, {when}: ConditionalCall): string =>
  `whether the check applies is unknown: ${facts.unread ?? `\`${when?.text ?? ''}\` cannot be decided`}`

/** The findings that an item shows, in the order of its binding. */
export const shownFindings = (basis: CallBasis, nodes: readonly CallNode[], tenant: string): Finding[] =>
  nodes
    .flatMap(members)
    .filter((call) => holds(basis, call, tenant) !== 'false')
    .flatMap(({call}) => basis.findings.get(call)?.finding ?? [])
