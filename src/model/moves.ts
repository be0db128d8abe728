import type {StoodCell} from './trend.ts'

/** What became of an item from one run to another, for the tenants of which it is so. */
export interface Move {
  tenants: string[]
  change: 'worse' | 'better' | 'other'
  /** null: the first run did not judge it */
  from: StoodCell | null
  /** null: the second run does not judge it */
  to: StoodCell | null
}

// As in plan.ts, which a page's script cannot take along.
const allAlike = '-'

const badness = (cell: StoodCell | null): number => (cell?.status === 'fail' ? 2 : cell?.status === 'blocked' ? 1 : 0)

/** What became of one item; nothing where it stands alike. */
export function movesOf(before: readonly StoodCell[], after: readonly StoodCell[]): Move[] {
  const moves = new Map<string, Move>()
  for (const [tenant, from, to] of [...kept(before, after), ...gone(before, after)]) {
    if (from?.status === to?.status && from?.waived === to?.waived) continue
    const id = [from, to].map((cell) => `${cell?.status} ${cell?.waived}`).join()
    const move = moves.get(id)
    if (move === undefined) moves.set(id, {tenants: [tenant], change: changeOf(from, to), from, to})
    else move.tenants.push(tenant)
  }
  return [...moves.values()]
}

function changeOf(from: StoodCell | null, to: StoodCell | null): Move['change'] {
  if (badness(to) > badness(from)) return 'worse'
  return to !== null && badness(to) < badness(from) ? 'better' : 'other'
}

type Pair = [string, StoodCell | null, StoodCell | null]

const kept = (before: readonly StoodCell[], after: readonly StoodCell[]): Pair[] =>
  after.map((to) => [to.tenant, counterpart(before, to), to])

/** The cell that another continues: the tenant's own, else that for all; for all, of each tenant's the one that it differs from, worse first. */
function counterpart(before: readonly StoodCell[], to: StoodCell): StoodCell | null {
  const own = before.find(({tenant}) => tenant === to.tenant) ?? before.find(({tenant}) => tenant === allAlike)
  if (own !== undefined || to.tenant !== allAlike) return own ?? null
  return (
    before.find((from) => badness(to) > badness(from)) ??
    before.find(({status}) => status !== to.status) ??
    before[0] ??
    null
  )
}

/** Tenants that the second run does not judge; what holds for all speaks of each. */
function gone(before: readonly StoodCell[], after: readonly StoodCell[]): Pair[] {
  if (after.some(({tenant}) => tenant === allAlike)) return []
  return before
    .filter(({tenant}) => !after.some((cell) => cell.tenant === tenant) && (tenant !== allAlike || after.length === 0))
    .map((from) => [from.tenant, from, null])
}
