import type {AnyCheck} from '../model/index.ts'
import type {YamlEntry, YamlMap, YamlNode} from '../model/yaml.ts'
import {commonKeys, type Reading} from './draft.ts'

/** An entry without the check calls that stand beside `checks` where they should stand in it; each is told of. */
export function withoutMisplaced(node: YamlNode, known: readonly string[], reading: Reading): YamlNode {
  if (node.kind !== 'map') return node
  const unknown = [...node.entries.values()].filter(({key}) => !known.includes(key))
  const [first] = unknown.filter((entry) => startsCall(entry, reading))
  if (first === undefined) return node
  const calls = callsIn(unknown, reading)
  const meant = calls.map((keys) => `{${keys.map((key) => `${key}: …`).join(', ')}}`).join(', ')
  reading.report.say('unknown-key', `Unexpected key \`${first.key}\`, did you mean \`checks: [${meant}]\`?`, first.at)
  return without(node, calls.flat())
}

const startsCall = ({key}: YamlEntry, {checks, leftOut}: Reading): boolean =>
  key === 'any' || checks.has(key) || leftOut.has(key)

/** The keys of each call, in order; what belongs to a call is one with the check above it, or with the first. */
function callsIn(entries: readonly YamlEntry[], reading: Reading): string[][] {
  const heads = entries.filter((entry) => startsCall(entry, reading))
  const calls = heads.map(({key}) => [key])
  const parts = partsOf(heads.flatMap(({key}) => reading.checks.get(key) ?? []))
  let at = 0
  for (const {key} of entries) {
    const head = heads.findIndex((each) => each.key === key)
    if (head >= 0) at = head
    else if (parts.has(key)) calls[at]?.push(key)
  }
  return calls
}

const partsOf = (checks: readonly AnyCheck[]): ReadonlySet<string> =>
  new Set([...commonKeys, ...checks.flatMap(({params}) => Object.keys(params.shape))])

const without = (map: YamlMap, keys: readonly string[]): YamlMap => ({
  ...map,
  entries: new Map([...map.entries].filter(([key]) => !keys.includes(key))),
})
