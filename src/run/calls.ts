import {describeExpectation} from '../expr/index.ts'
import type {AnyCheck, Cause, FactReading, Finding, Plan, PlannedCall, SharedCause} from '../model/index.ts'
import {type CallWorld, makeCall, namesOf} from './call.ts'
import {makeCauses} from './causes.ts'
import {findingOf, redactedWords} from './finding.ts'
import {readNeeds, unmet} from './needs.ts'
import {type Wanted, wantedCalls} from './wanted.ts'

interface Calls extends CallWorld {
  plan: Plan
  checks: readonly AnyCheck[]
  facts: readonly FactReading[]
  concurrency: number
  onProgress: (done: number, total: number, message: string) => void
}

/** Makes the calls of a plan that anybody wants, so many at once; a call waits for what it needs. In the order of the plan. */
export async function makeCalls(world: Calls): Promise<{findings: Finding[]; causes: SharedCause[]}> {
  const {plan, facts, vantage, signal, doors, clock} = world
  const checks = new Map(world.checks.map((check) => [check.name, check]))
  const wanted = wantedCalls(plan, facts)
  const needs = readNeeds(plan, facts)
  const order = needs.order.filter(({id}) => wanted.has(id))
  const findings = new Map<string, Finding>()
  const started = new Map<string, Promise<void>>()
  const causes = makeCauses()
  /** By call that was not made: the needed item at the root of it. */
  const roots = new Map<string, string>()

  function notMade(call: PlannedCall, cause: Cause, message: string, next: string | null = null): Finding {
    const expected = describeExpectation(call.expect, namesOf(checks.get(call.check), call))
    const outcome = cause === 'error' ? 'error' : 'not-run'
    return redactedWords(findingOf(call, vantage, {outcome, cause, message, expected, next, at: clock.now()}), doors)
  }

  function missingNeed(call: PlannedCall): Finding | null {
    if (needs.circular.has(call.id)) return notMade(call, 'needs', 'it needs itself, by way of others')
    const need = unmet(needs.of(call.id), findings)
    if (need === null) return null
    // The first cause of a chain is told, not the last link of it.
    const item = roots.get(need.finding?.call ?? '') ?? need.item
    roots.set(call.id, item)
    const finding = notMade(call, 'needs', `it needs ${item}, which does not pass`, `mend ${item} first`)
    causes.note({reason: 'needs', what: item, message: `${item} does not pass, and others need it`}, finding)
    return finding
  }
  async function make(call: PlannedCall): Promise<Finding> {
    const state: Wanted | undefined = wanted.get(call.id)
    if (call.from !== null && call.from !== vantage) {
      const next = `proofmark run --env ${plan.environment.name} --vantage ${call.from}`
      return notMade(call, 'vantage', `only a run from \`${call.from}\` can answer it`, next)
    }
    if (state?.make === false) return notMade(call, 'undetermined', `whether it applies is unknown: ${state.because}`)
    const check = checks.get(call.check)
    if (check === undefined)
      return notMade(call, 'error', `Unexpected check \`${call.check}\`, expected one that exists`)
    const needed = needs.circular.has(call.id) ? [] : needs.of(call.id).flatMap(({calls}) => calls)
    await Promise.all(needed.map((id) => started.get(id)))
    if (signal.aborted) return notMade(call, 'interrupted', 'the run was interrupted before it')
    const missing = missingNeed(call)
    if (missing !== null) return missing
    const {finding, closed} = await makeCall(call, check, world)
    if (closed !== null && closed.reason !== 'interrupted') causes.note(closed, finding)
    return finding
  }

  async function run(call: PlannedCall): Promise<void> {
    const finding = await make(call)
    findings.set(call.id, finding)
    world.onProgress(findings.size, order.length, call.written)
  }

  let next = 0
  async function worker(): Promise<void> {
    for (let call = order[next]; call !== undefined; call = order[next]) {
      next += 1
      const running = run(call)
      started.set(call.id, running)
      await running
    }
  }
  await Promise.all(Array.from({length: Math.min(world.concurrency, order.length)}, worker))
  const inOrder = plan.calls.flatMap(({id}) => findings.get(id) ?? [])
  return {findings: inOrder, causes: causes.list()}
}
