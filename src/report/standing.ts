import {
  type Checklist,
  type ClaimResult,
  type Item,
  noTenant,
  type Plan,
  type Repair,
  type Result,
  type Results,
  type Run,
  type Status,
} from '../model/index.ts'
import {boxes, tenantsBefore} from './words.ts'

/** What the gutter says of one item: its worst status over the tenants, a waived one told apart. */
export type Verdict = 'fail' | 'blocked' | 'waived' | 'pass' | 'not-applicable' | 'none'
// One that groups for a tenant is no idle one, though it does not apply to another.
const worstFirst: readonly Verdict[] = ['fail', 'blocked', 'waived', 'pass', 'none', 'not-applicable']

/** One item with all that the report says of it. */
export interface Standing {
  item: Item
  key: string
  parent: Standing | null
  children: Standing[]
  depth: number
  cells: Result[]
  verdict: Verdict
  claim: ClaimResult | null
  repair: {repair: Repair; owner: string | null} | null
}

/** What the report reads: the results of one environment by item, and what took several calls down at once. */
export interface View {
  plan: Plan
  results: Results
  others: readonly Results[]
  standings: ReadonlyMap<string, Standing>
  /** Ids of the calls that a shared cause took: the cause is told once, above. */
  taken: ReadonlySet<string>
}

export const verdictOf = ({own, waiver}: Result): Verdict => {
  const {status} = own
  if (status === null) return 'none'
  return waiver !== null && (status === 'fail' || status === 'blocked') ? 'waived' : status
}

export const notSo = (verdict: Verdict): boolean => verdict === 'fail' || verdict === 'blocked'

export const worst = (verdicts: readonly Verdict[]): Verdict =>
  worstFirst.find((verdict) => verdicts.includes(verdict)) ?? 'none'

/** How many of some items have each verdict. */
export function tally(standings: Iterable<Standing>): Record<Verdict, number> {
  const counts = {fail: 0, blocked: 0, waived: 0, pass: 0, 'not-applicable': 0, none: 0}
  for (const {verdict} of standings) counts[verdict] += 1
  return counts
}

export const keyOf = (checklist: Checklist, item: Item): string => `${checklist.name}:${item.id}`

/** Puts the results beside the items that they speak of. */
export function viewOf(plan: Plan, results: Results, runs: readonly Run[], others: readonly Results[]): View {
  const cells = Map.groupBy(results.results, ({key}) => key)
  const claims = new Map(results.claims.map((claim) => [claim.key, claim]))
  const repairs = repairsByItem(results)
  const standings = new Map<string, Standing>()
  for (const checklist of plan.checklists)
    for (const item of checklist.items) {
      const key = keyOf(checklist, item)
      const parent = item.parent === null ? null : (standings.get(`${checklist.name}:${item.parent}`) ?? null)
      const own = cells.get(key) ?? []
      const standing: Standing = {
        item,
        key,
        parent,
        children: [],
        depth: parent === null ? 0 : parent.depth + 1,
        cells: own,
        verdict: worst(own.map(verdictOf)),
        claim: claims.get(key) ?? null,
        repair: repairs.get(key) ?? null,
      }
      parent?.children.push(standing)
      standings.set(key, standing)
    }
  const taken = new Set(runs.flatMap(({causes}) => causes.flatMap(({calls}) => calls)))
  return {plan, results, others, standings, taken}
}

function repairsByItem({gates}: Results): Map<string, {repair: Repair; owner: string | null}> {
  const found = new Map<string, {repair: Repair; owner: string | null}>()
  for (const repair of gates.flatMap(({repairs}) => repairs))
    for (const {key, owner} of repair.items) if (!found.has(key)) found.set(key, {repair, owner})
  return found
}

/** All that is below an item. */
export const below = (standing: Standing): Standing[] => standing.children.flatMap((child) => [child, ...below(child)])

/** Nothing in it or below it applies here. */
export const idle = (standing: Standing): boolean =>
  standing.verdict === 'not-applicable' &&
  below(standing).every(({verdict}) => verdict === 'not-applicable' || verdict === 'none')

/** `fail globex · pass acme`, worst first; empty where all tenants stand alike. */
export function tenantsApart({cells}: Standing): string {
  const groups = Map.groupBy(cells, verdictOf)
  if (groups.size < 2) return ''
  return worstFirst
    .filter((verdict) => verdict !== 'none')
    .flatMap((verdict) => {
      const group = groups.get(verdict) ?? []
      if (group.length === 0) return []
      const names = group.length > 2 ? `${group.length} of ${cells.length}` : group.map(({tenant}) => tenant).join(', ')
      return [`${verdict === 'not-applicable' ? 'not applicable' : verdict} ${names}`]
    })
    .join(' · ')
}

/** `[x] contradicted`; what the box says is told where it says more than is proven, or in full. */
export function claimRemark({claim}: Standing, full: boolean): string {
  const verdict = claim?.verdict ?? null
  const loud = verdict === 'contradicted' || verdict === 'unproven' || (full && verdict === 'unclaimed')
  return claim !== null && loud ? `${boxes[claim.claim]} ${verdict}` : ''
}

/** Whether a shared cause, told above, is all that keeps this cell from an answer. */
export const takenByCause = ({own, findings}: Result, taken: ReadonlySet<string>): boolean => {
  const open = findings.filter(({outcome}) => outcome === 'error' || outcome === 'not-run')
  return own.status === 'blocked' && open.length > 0 && open.every(({call}) => taken.has(call))
}

const does = {
  pass: 'passes',
  fail: 'fails',
  blocked: 'is blocked',
  'not-applicable': 'does not apply',
} as const satisfies Record<Status, string>

/** `passes in staging`; the tenants are named where it is not so of all the cells. */
export function elsewhereOf(cells: readonly Result[]): string[] {
  const said = cells.flatMap((cell) => cell.elsewhere.map((there) => ({...there, cell})))
  const alike = [...Map.groupBy(said, ({environment, status}) => `${status} ${environment}`).values()]
  const clauses = alike.flatMap((group) => {
    const [first] = group
    const of = group.map(({cell}) => cell)
    const who = of.length === cells.length ? '' : tenantsBefore(tenantsOf(of))
    return first === undefined ? [] : {clause: `${who}${does[first.status]}`, environment: first.environment}
  })
  return [...Map.groupBy(clauses, ({clause}) => clause)].map(
    ([clause, group]) => `${clause} in ${group.map(({environment}) => environment).join(', ')}`,
  )
}

/** Tenants of some cells, or none where the item is not judged for each. */
export const tenantsOf = (cells: readonly Result[]): string[] =>
  cells.map(({tenant}) => tenant).filter((tenant) => tenant !== noTenant)
