import type {Finding, Outcome, Plan, PlannedCall, Run, SharedCause} from '../model/index.ts'

/** A finding, its run, and what took more calls than this one with it. */
export interface Seen {
  finding: Finding
  run: string
  /** The release that its run saw. */
  release: string | null
  shared: SharedCause | null
}

const badness: Readonly<Record<Outcome, number>> = {fail: 3, error: 2, 'not-run': 1, pass: 0}

/** Whether `a` counts before `b`: an answer before a missing vantage, then the newer, then the worse; then whichever, but always the same. */
function precedes(a: Seen, b: Seen): boolean {
  const away = ({finding}: Seen): number => (finding.cause === 'vantage' ? 1 : 0)
  const by =
    away(a) - away(b) ||
    Date.parse(b.finding.at) - Date.parse(a.finding.at) ||
    badness[b.finding.outcome] - badness[a.finding.outcome]
  return by === 0 ? JSON.stringify([a.run, a.finding]) < JSON.stringify([b.run, b.finding]) : by < 0
}

/** A call that only one place can answer takes nothing from another. */
const mayAnswer = (call: PlannedCall, {vantage, cause}: Finding): boolean =>
  call.from === null || call.from === vantage || cause === 'vantage'

/** For each planned call the finding that counts: the newest that is not `not-run: vantage`, if there is any other. */
export function findingsOf(plan: Plan, runs: readonly Run[]): ReadonlyMap<string, Seen> {
  const planned = new Map(plan.calls.map((call) => [call.id, call]))
  const counts = new Map<string, Seen>()
  for (const {id, release, findings, causes} of runs) {
    const taken = new Map<string, SharedCause>(
      causes.flatMap((cause) => cause.calls.map((call) => [`${cause.cause} ${call}`, cause] as const)),
    )
    for (const finding of findings) {
      const call = planned.get(finding.call)
      if (call === undefined || !mayAnswer(call, finding)) continue
      const seen = {finding, run: id, release, shared: taken.get(`${finding.cause} ${finding.call}`) ?? null}
      const before = counts.get(call.id)
      if (before === undefined || precedes(seen, before)) counts.set(call.id, seen)
    }
  }
  return counts
}
