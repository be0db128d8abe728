import type {AnyCheck, Plan, Run, Shard} from '../model/index.ts'
import {noTenant} from '../model/index.ts'
import {type Clock, type DoorsFactory, type OpenDoors, openDoors} from '../providers/index.ts'
import {makeCalls} from './calls.ts'
import {makeDeadlines} from './deadline.ts'
import {readFacts} from './facts.ts'
import {redactedAgain} from './finding.ts'
import {named, type Unnamed} from './named.ts'
import {readRelease} from './release.ts'
import type {Share} from './shard.ts'

export {readFacts} from './facts.ts'
export {type GivenRun, type GivenShard, mergeShards, mustMeet} from './merge.ts'
export type {Share} from './shard.ts'

export interface RunPlan extends Pick<OpenDoors, 'root' | 'env' | 'anchorsOf'> {
  plan: Plan
  checks: readonly AnyCheck[]
  clock: Clock
  /** The place that the run is made from. */
  vantage?: string
  /** Ends the run early: what is finished is kept. */
  signal?: AbortSignal
  onProgress?: (done: number, total: number, message: string) => void
  /** Calls in flight at once. */
  concurrency?: number
  random?: () => number
}

const withoutUser = (url: string): string => url.replace(/\/\/[^/@]*@/, '//')

/** Makes every secret of the configuration known before anything is seen; what cannot be read is told where it is needed. */
async function learn(plan: Plan, doors: DoorsFactory): Promise<void> {
  for (const tenant of [noTenant, ...plan.environment.tenants.map(({id}) => id)]) await doors.readings(tenant)
}

/** Executes a plan: facts first, then every call that anybody wants. Never throws for what a check or the world does. */
export const runPlan = async (asked: RunPlan): Promise<Run> => named((await execute(asked, null)).run)

/** Makes one share of the calls of a plan, and what they need. */
export async function runShard(asked: RunPlan, share: Share): Promise<Shard> {
  const {run, closed} = await execute(asked, share)
  const calls = asked.plan.calls.map(({id}) => id)
  return {version: 1, kind: 'shard', ...share, calls, closed, run: named(run)}
}

async function execute(
  {plan, root, checks, env, clock, anchorsOf, ...options}: RunPlan,
  share: Share | null,
): Promise<{run: Unnamed; closed: Shard['closed']}> {
  const {vantage = 'outside', signal = new AbortController().signal, concurrency = 32} = options
  const {onProgress = () => {}, random = () => 0} = options
  const {environment, settings, service, checklists} = plan
  const startedAt = clock.now().toISOString()
  const doors = openDoors({root, environment, settings, env, clock, anchorsOf})
  const deadlines = makeDeadlines(clock, signal)
  try {
    await learn(plan, doors)
    const known = doors.secrets()
    const facts = await readFacts(plan, doors)
    const shared = {doors, clock, deadlines, vantage, signal, random}
    const [release, {findings, causes, closed}] = await Promise.all([
      readRelease(environment, doors, deadlines),
      makeCalls({...shared, plan, checks, facts, share, concurrency, onProgress}),
    ])
    const redacted = <T extends {what: string; message: string}>(one: T): T => ({
      ...one,
      what: doors.redactText(one.what),
      message: doors.redactText(one.message),
    })
    const run: Unnamed = {
      service,
      environment: environment.name,
      vantage,
      target: environment.target === null ? null : doors.redactText(withoutUser(environment.target)),
      release: release === null ? null : doors.redactText(release),
      startedAt,
      finishedAt: clock.now().toISOString(),
      complete: findings.every(({cause}) => cause !== 'interrupted'),
      checklists: checklists.map(({file, digest}) => ({file, digest})),
      facts,
      // A secret that became known late may stand in an answer that came early.
      findings: doors.secrets() === known ? findings : findings.map((finding) => redactedAgain(finding, doors)),
      causes: causes.map(redacted),
    }
    const told = [...closed].map(([call, {reason, what, message}]) => redacted({call, reason, what, message}))
    return {run, closed: told}
  } finally {
    deadlines.stop()
    await doors.close()
  }
}
