import type {PlannedCall, PlannedItem} from '../model/index.ts'
import type {Report} from './report.ts'

/** Items that an item's calls need, each with a call that says so. */
function needed({calls}: PlannedItem, byId: ReadonlyMap<string, PlannedCall>): Map<string, PlannedCall> {
  const found = new Map<string, PlannedCall>()
  for (const node of Object.values(calls).flat()) {
    for (const {call} of 'any' in node ? node.any : [node]) {
      const planned = byId.get(call)
      for (const key of planned?.needs ?? []) if (planned !== undefined && !found.has(key)) found.set(key, planned)
    }
  }
  return found
}

/** Says each circle of items that need each other, once, at a call that closes it. */
export function checkCycles(items: readonly PlannedItem[], calls: readonly PlannedCall[], report: Report): void {
  const byId = new Map(calls.map((call) => [call.id, call]))
  const needs = new Map(items.map((item) => [item.key, needed(item, byId)]))
  const done = new Set<string>()
  const visit = (key: string, path: readonly string[]): void => {
    if (done.has(key)) return
    for (const [next, call] of needs.get(key) ?? []) {
      const start = [...path, key].indexOf(next)
      if (start === -1) visit(next, [...path, key])
      else {
        const circle = [...path, key].slice(start)
        report.say(
          'needs-cycle',
          `Unexpected circle of \`needs\`: ${[...circle, next].map((each) => `\`${each}\``).join(' needs ')}; take one away`,
          call.at,
        )
      }
    }
    done.add(key)
  }
  for (const {key} of items) visit(key, [])
}
