import {checks} from '../../src/checks/index.ts'
import type {Finding, Plan, Run} from '../../src/model/index.ts'
import {type RunPlan, runPlan} from '../../src/run/index.ts'

/** Real time, as the command line has it. */
export const realClock = {
  now: () => new Date(),
  sleep: (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const timer = setTimeout(resolve, ms)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        reject(signal.reason)
      })
    }),
}

/** Time that stands still, and goes on only where somebody waits. */
export function stillClock(start = '2026-11-24T14:00:00.000Z') {
  let now = Date.parse(start)
  const waits: number[] = []
  return {
    waits,
    now: () => new Date(now),
    sleep: async (ms: number, signal: AbortSignal) => {
      signal.throwIfAborted()
      waits.push(ms)
      now += ms
    },
  }
}

const headings = async () => ({title: 'Page', anchors: ['top']})

/** Runs a plan in a folder, with real time unless a test says otherwise. */
export const run = (plan: Plan, root: string, more: Partial<RunPlan> = {}): Promise<Run> =>
  runPlan({plan, root, checks, env: {}, clock: realClock, anchorsOf: headings, ...more})

/** The finding of one call; a call without one is an error of the test. */
export function findingOf(run: Run, call: string): Finding {
  const finding = run.findings.find((one) => one.call === call)
  if (finding === undefined) throw new Error(`Unexpected run without a finding of ${call}`)
  return finding
}
