import {onlyGroups, type Proof, type Results} from '../model/index.ts'
import type {Basis} from './basis.ts'
import {type Cells, worst} from './roll-up.ts'

/** The worst of every item over its tenants. */
export const itemsOf = (results: Results['results']): Results['items'] => {
  const byKey = Map.groupBy(results, ({key}) => key)
  return Object.fromEntries(
    [...byKey].map(([key, cells]) => [
      key,
      {status: worst(cells.map(({own}) => own.status)), rollUp: worst(cells.map(({rollUp}) => rollUp.status))},
    ]),
  )
}

/** Items by the worst own status over their tenants. */
export function countsOf(items: Results['items']): Results['counts'] {
  const counts = {pass: 0, fail: 0, blocked: 0, 'not-applicable': 0, none: 0}
  for (const {status} of Object.values(items)) counts[status ?? 'none'] += 1
  return counts
}

/** Items that have a status, by how they are proven; one that only groups is none of them, also where it does not apply. */
export function coverageOf(cells: Cells, items: Results['items']): Results['coverage'] {
  const coverage: Record<Proof, number> = {automatic: 0, 'semi-automatic': 0, manual: 0, unbound: 0}
  for (const [key, byTenant] of cells) {
    const [cell] = byTenant.values()
    if (cell === undefined || items[key]?.status === null) continue
    const {planned, result} = cell
    if (!onlyGroups(planned, result.proof !== 'unbound')) coverage[result.proof] += 1
  }
  return coverage
}

/** When the oldest thing seen stops counting, facts included. */
export function freshUntil({plan, facts}: Basis, results: Results['results']): string | null {
  const seen = results
    .flatMap(({findings}) => findings)
    .filter(({outcome}) => outcome !== 'not-run')
    .map(({at}) => Date.parse(at))
  const all = facts.at === null ? seen : [...seen, facts.at]
  return all.length === 0
    ? null
    : new Date(all.reduce((a, b) => Math.min(a, b)) + plan.environment.freshFor).toISOString()
}
