import {applies, conditionHolds} from '../expr/index.ts'
import {allOf, type CallNode, type FactReading, type Plan, type PlannedItem, type Truth} from '../model/index.ts'

/** A call that somebody wants, or of which nobody knows whether anybody does, with the reason in words. */
export type Wanted = {make: true} | {make: false; because: string}

/** The calls of a node, each with its own condition. */
export const members = (node: CallNode) => ('any' in node ? node.any : [node])

/**
 * Which calls are to be made. A call may serve several items and tenants: one that wants it is enough. A call that nobody wants is
 * not in it and gets no finding: its items do not apply or are dropped, or its own condition is false.
 */
export function wantedCalls(plan: Plan, facts: readonly FactReading[]): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>()

  function want(call: string, truth: Truth, because: string): void {
    if (truth === 'true') wanted.set(call, {make: true})
    else if (truth === 'unknown' && !wanted.has(call)) wanted.set(call, {make: false, because})
  }

  function readNodes(item: PlannedItem, tenant: string, nodes: readonly CallNode[]): void {
    const {truth, because} = applies(plan, item.key, tenant, facts)
    if (truth === 'false') return
    for (const {call, when} of nodes.flatMap(members)) {
      const own = conditionHolds(when, plan, tenant, facts)
      want(call, allOf([truth, own]), truth === 'unknown' ? because : `\`${when?.text ?? ''}\` cannot be decided`)
    }
  }

  for (const item of plan.items) {
    if (item.binding === null || item.binding.drop !== null) continue
    for (const [tenant, nodes] of Object.entries(item.calls)) readNodes(item, tenant, nodes)
  }
  return wanted
}
