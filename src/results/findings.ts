import type {Finding, Outcome, Plan, PlannedCall, Run} from '../model/index.ts'

/** A finding and the run that it stands in. */
export interface Seen {
  finding: Finding
  run: Run
}

const badness: Readonly<Record<Outcome, number>> = {fail: 3, error: 2, 'not-run': 1, pass: 0}

/** Whether `a` counts before `b`: an answer before a missing vantage, then the newer, then the worse. */
function precedes(a: Seen, b: Seen): boolean {
  const away = ({finding}: Seen): number => (finding.cause === 'vantage' ? 1 : 0)
  const by =
    away(a) - away(b) ||
    Date.parse(b.finding.at) - Date.parse(a.finding.at) ||
    badness[b.finding.outcome] - badness[a.finding.outcome]
  return by === 0 ? a.run.id < b.run.id : by < 0
}

/** A call that only one place can answer takes nothing from another. */
const mayAnswer = (call: PlannedCall, {vantage, cause}: Finding): boolean =>
  call.from === null || call.from === vantage || cause === 'vantage'

/** For each planned call the finding that counts: the newest that is not `not-run: vantage`, if there is any other. */
export function findingsOf(plan: Plan, runs: readonly Run[]): ReadonlyMap<string, Seen> {
  const planned = new Map(plan.calls.map((call) => [call.id, call]))
  const counts = new Map<string, Seen>()
  for (const run of runs) {
    for (const finding of run.findings) {
      const call = planned.get(finding.call)
      if (call === undefined || !mayAnswer(call, finding)) continue
      const before = counts.get(call.id)
      if (before === undefined || precedes({finding, run}, before)) counts.set(call.id, {finding, run})
    }
  }
  return counts
}
