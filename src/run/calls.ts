import {describeExpectation, namesOf} from '../expr/index.ts'
import type {AnyCheck, Cause, FactReading, Finding, Plan, PlannedCall, SharedCause} from '../model/index.ts'
import {type CallWorld, makeCall} from './call.ts'
import {type Closed, sharedCauses} from './causes.ts'
import {findingOf} from './finding.ts'
import {readNeeds, unmet} from './needs.ts'
import {inPool} from './pool.ts'
import {callsOf, type Share} from './shard.ts'
import {wantedCalls} from './wanted.ts'

interface Calls extends CallWorld {
  plan: Plan
  checks: readonly AnyCheck[]
  facts: readonly FactReading[]
  /** The share of the calls to make; null for all of them. */
  share: Share | null
  concurrency: number
  onProgress: (done: number, total: number, message: string) => void
}

/** Makes the calls of a plan that anybody wants, so many at once; a call waits for what it needs. In the order of the plan. */
export async function makeCalls(
  world: Calls,
): Promise<{findings: Finding[]; causes: SharedCause[]; closed: ReadonlyMap<string, Closed>}> {
  const {plan, facts, vantage, signal, doors, clock} = world
  const checks = new Map(world.checks.map((check) => [check.name, check]))
  const wanted = wantedCalls(plan, facts)
  const needs = readNeeds(plan, facts)
  const neededBy = (id: string) => needs.of(id).flatMap(({calls}) => calls)
  const ids = plan.calls.map(({id}) => id)
  const own = world.share === null ? new Set(ids) : callsOf(ids, world.share, neededBy)
  const order = needs.order.filter(({id}) => wanted.has(id) && own.has(id))
  const findings = new Map<string, Finding>()
  const closed = new Map<string, Closed>()
  const begun = new Map<string, Promise<void>>()

  function notMade(call: PlannedCall, cause: Cause, message: string, next: string | null = null): Finding {
    const expected = describeExpectation(call.expect, namesOf(checks.get(call.check), call))
    const outcome = cause === 'error' ? 'error' : 'not-run'
    return findingOf(call, vantage, doors, {outcome, cause, message, expected, next, at: clock.now()})
  }

  function notMadeForNeeds(call: PlannedCall): Finding | null {
    if (needs.circular.has(call.id)) return notMade(call, 'needs', 'it needs itself, by way of others')
    const need = unmet(needs.of(call.id), findings)
    if (need === null) return null
    // The first cause of a chain is told, not the last link of it; a target that does not answer, or is not given, is one however it is met.
    const before = closed.get(need.finding?.call ?? '')
    const item = before?.reason === 'needs' ? before.what : need.item
    const own: Closed = {reason: 'needs', what: item, message: `${item} does not pass, and others need it`}
    closed.set(call.id, before?.reason === 'unreachable' || before?.reason === 'no-target' ? before : own)
    return notMade(call, 'needs', `it needs ${item}, which does not pass`, `mend ${item} first`)
  }

  async function make(call: PlannedCall): Promise<Finding> {
    if (call.from !== null && call.from !== vantage) {
      const next = `proofmark run --env ${plan.environment.name} --vantage ${call.from}`
      return notMade(call, 'vantage', `only a run from \`${call.from}\` can answer it`, next)
    }
    const state = wanted.get(call.id)
    if (state?.make === false) return notMade(call, 'undetermined', `whether it applies is unknown: ${state.because}`)
    const check = checks.get(call.check)
    if (check === undefined)
      return notMade(call, 'error', `Unexpected check \`${call.check}\`, expected one that exists`)
    const needed = needs.circular.has(call.id) ? [] : neededBy(call.id)
    await Promise.all(needed.map((id) => begun.get(id)))
    if (signal.aborted) return notMade(call, 'interrupted', 'the run was interrupted before it')
    const missing = notMadeForNeeds(call)
    if (missing !== null) return missing
    const made = await makeCall(call, check, world)
    if (made.closed !== null) closed.set(call.id, made.closed)
    return made.finding
  }

  async function keep(call: PlannedCall): Promise<void> {
    findings.set(call.id, await make(call))
    world.onProgress(findings.size, order.length, call.written)
  }

  await inPool(order, world.concurrency, (call) => {
    const work = keep(call)
    begun.set(call.id, work)
    return work
  })
  const inOrder = plan.calls.flatMap(({id}) => findings.get(id) ?? [])
  return {findings: inOrder, causes: sharedCauses(inOrder, closed), closed}
}
