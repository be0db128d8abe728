import type {History, Plan, Records, Results, Run} from '../model/index.ts'
import {basisOf} from './basis.ts'
import {type Cell, judgeCell} from './cell.ts'
import {tenantsOf} from './cells.ts'
import {claimsOf} from './claims.ts'
import {countsOf, coverageOf, freshUntil, itemsOf} from './counts.ts'
import {decisionOf} from './decision.ts'
import {judgeGate} from './gates.ts'
import {rollUp} from './roll-up.ts'

export {claimProblems} from './claims.ts'
export {compareResults, gateWorse, gotWorse} from './compare.ts'
export {withElsewhere} from './elsewhere.ts'
export {factsOf} from './facts.ts'
export {sinceFirstSeen} from './held.ts'
export {recordStandings} from './record-standings.ts'
export {type Replaying, replay} from './replay.ts'
export {countDifferences, differences, type JudgedThen, linesOf, whatStood} from './stood.ts'

/** What is judged: a plan, the runs of it, what people stated, the moment, and what earlier runs say where they were asked. */
export interface Judging {
  plan: Plan
  runs: readonly Run[]
  records: readonly Records[]
  now: Date
  history?: History
}

/** Everything that the runs, the records and now come to. Pure: the same input gives the same results. */
export function judge(judging: Judging): Results {
  const basis = basisOf(judging)
  const {plan, now} = basis
  const cells = new Map(
    plan.items.map((item) => [
      item.key,
      new Map(tenantsOf(plan, item).map((tenant): [string, Cell] => [tenant, judgeCell(basis, item, tenant)])),
    ]),
  )
  const results = plan.items.flatMap((item) =>
    [...(cells.get(item.key)?.values() ?? [])].map(({result}) => ({
      ...result,
      rollUp: rollUp(basis, cells, item, result.tenant),
    })),
  )
  const items = itemsOf(results)
  return {
    environment: plan.environment.name,
    judgedAt: now.toISOString(),
    freshUntil: freshUntil(basis, results),
    results,
    claims: claimsOf(plan, items),
    items,
    counts: countsOf(items),
    coverage: coverageOf(cells, items),
    gates: plan.gates.map((gate) => judgeGate(basis, cells, gate)),
    decision: decisionOf(plan, judging.records, now),
  }
}
