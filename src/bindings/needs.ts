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
  for (const {key} of items) walk(key, needs, done, report)
}

/** Follows needs from one item, depth first, without recursion: chains may be long. */
function walk(
  from: string,
  needs: ReadonlyMap<string, Map<string, PlannedCall>>,
  done: Set<string>,
  report: Report,
): void {
  const path: {key: string; rest: Iterator<[string, PlannedCall]>}[] = []
  const onPath = new Set<string>()
  const enter = (key: string): void => {
    if (done.has(key)) return
    path.push({key, rest: new Map(needs.get(key)).entries()})
    onPath.add(key)
  }
  enter(from)
  for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
    const {value, done: over} = last.rest.next()
    if (over === true) {
      path.pop()
      onPath.delete(last.key)
      done.add(last.key)
    } else if (onPath.has(value[0]))
      sayCircle(
        path.map(({key}) => key),
        value[0],
        value[1],
        report,
      )
    else enter(value[0])
  }
}

function sayCircle(path: readonly string[], next: string, {at}: PlannedCall, report: Report): void {
  const circle = [...path.slice(path.indexOf(next)), next].map((key) => `\`${key}\``)
  report.say('needs-cycle', `Unexpected circle of \`needs\`: ${circle.join(' needs ')}; take one away`, at)
}
