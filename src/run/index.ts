import {createHash} from 'node:crypto'
import type {AnyCheck, Plan, Run} from '../model/index.ts'
import {noTenant} from '../model/index.ts'
import {type Clock, type DoorsFactory, type OpenDoors, openDoors} from '../providers/index.ts'
import {makeCalls} from './calls.ts'
import {makeDeadlines} from './deadline.ts'
import {readFacts} from './facts.ts'
import {redactedAgain} from './finding.ts'
import {readRelease} from './release.ts'

export {readFacts} from './facts.ts'

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

/** `2026-11-24T14-02-11Z-9f31c2`: when it started, and a hash of all that it holds. */
function idOf(run: Omit<Run, 'id' | 'version'>): string {
  const time = run.startedAt.replace(/\.\d+Z$/, 'Z').replaceAll(':', '-')
  return `${time}-${createHash('sha256').update(JSON.stringify(run)).digest('hex').slice(0, 6)}`
}

/** Makes every secret of the configuration known before anything is seen; what cannot be read is told where it is needed. */
async function learn(plan: Plan, doors: DoorsFactory): Promise<void> {
  for (const tenant of [noTenant, ...plan.environment.tenants.map(({id}) => id)]) await doors.readings(tenant)
}

/** Executes a plan: facts first, then every call that anybody wants. Never throws for what a check or the world does. */
export async function runPlan({plan, root, checks, env, clock, anchorsOf, ...options}: RunPlan): Promise<Run> {
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
    const [release, {findings, causes}] = await Promise.all([
      readRelease(environment, doors, deadlines),
      makeCalls({...shared, plan, checks, facts, concurrency, onProgress}),
    ])
    const run: Omit<Run, 'id' | 'version'> = {
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
      causes: causes.map((cause) => ({
        ...cause,
        what: doors.redactText(cause.what),
        message: doors.redactText(cause.message),
      })),
    }
    return {version: 1, id: idOf(run), ...run}
  } finally {
    deadlines.stop()
    await doors.close()
  }
}
