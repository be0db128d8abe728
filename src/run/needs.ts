import {applies, conditionHolds} from '../expr/index.ts'
import {
  type CallNode,
  type FactReading,
  type Finding,
  noTenant,
  type Plan,
  type PlannedCall,
  type PlannedItem,
} from '../model/index.ts'
import {members} from './wanted.ts'

/** What a call waits for: each node of each needed item, of which one call must pass. */
interface Need {
  item: string
  calls: readonly string[]
}

/** The needs of every call, and an order in which none comes before what it needs. */
export interface Needs {
  of(call: string): readonly Need[]
  order: readonly PlannedCall[]
  /** Calls that need themselves, by way of others or not. */
  circular: ReadonlySet<string>
}

const nodesFor = ({calls}: PlannedItem, tenant: string): [string, readonly CallNode[]][] =>
  Object.entries(calls).filter(([of]) => of === tenant || of === noTenant || tenant === noTenant)

/** Reads what each call needs, for the same tenant. An item that is not applicable, dropped or proven by no call is no need. */
export function readNeeds(plan: Plan, facts: readonly FactReading[]): Needs {
  const items = new Map(plan.items.map((item) => [item.key, item]))

  function needsOf({needs, tenant}: PlannedCall): Need[] {
    return needs.flatMap((key) => {
      const item = items.get(key)
      if (item === undefined || item.binding === null || item.binding.drop !== null) return []
      return nodesFor(item, tenant).flatMap(([of, nodes]) => {
        if (applies(plan, key, of, facts).truth === 'false') return []
        const left = nodes.map((node) =>
          members(node).filter(({when}) => conditionHolds(when, plan, of, facts) !== 'false'),
        )
        return left
          .filter((calls) => calls.length > 0)
          .map((calls) => ({item: key, calls: calls.map(({call}) => call)}))
      })
    })
  }

  const byCall = new Map(plan.calls.map((call) => [call.id, needsOf(call)]))
  const {order, circular} = inOrder(plan.calls, (id) => (byCall.get(id) ?? []).flatMap(({calls}) => calls))
  return {of: (call) => byCall.get(call) ?? [], order, circular}
}

/** Depth first, so that whatever is needed comes first; who is met again on the way down stands in a circle. */
function inOrder(calls: readonly PlannedCall[], needed: (id: string) => readonly string[]) {
  const byId = new Map(calls.map((call) => [call.id, call]))
  const state = new Map<string, 'open' | 'done'>()
  const order: PlannedCall[] = []
  const circular = new Set<string>()

  function visit(id: string, way: readonly string[]): void {
    const call = byId.get(id)
    if (call === undefined || state.get(id) === 'done') return
    if (state.get(id) === 'open') {
      for (const one of way.slice(way.indexOf(id))) circular.add(one)
      return
    }
    state.set(id, 'open')
    for (const next of needed(id)) visit(next, [...way, id])
    state.set(id, 'done')
    order.push(call)
  }

  for (const {id} of calls) visit(id, [])
  return {order, circular}
}

/** The first need that does not pass, or null when all do. */
export function unmet(
  needs: readonly Need[],
  findings: ReadonlyMap<string, Finding>,
): {item: string; finding: Finding | null} | null {
  for (const {item, calls} of needs) {
    const found = calls.map((call) => findings.get(call) ?? null)
    if (!found.some((finding) => finding?.outcome === 'pass')) return {item, finding: found[0] ?? null}
  }
  return null
}
