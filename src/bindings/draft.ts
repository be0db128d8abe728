import * as z from 'zod'
import {checkCondition} from '../expr/index.ts'
import {type AnyCheck, type Condition, type Fact, type Json, type Position, Retry, spanOf} from '../model/index.ts'
import {meant, nearest, oneOf} from '../model/nearest.ts'
import {plain, shown, type YamlEntry, type YamlMap, type YamlNode, type YamlScalar} from '../model/yaml.ts'
import {readYaml} from '../model/yaml-read.ts'
import type {Layer} from './layer.ts'
import type {Report} from './report.ts'

/** A check call as written, before an item and a tenant are known. */
export interface Draft {
  layer: Layer
  check: AnyCheck
  written: string
  /** Text of the shorthand, or null when all parameters stand in a map. */
  shorthand: {text: string; at: Position} | null
  params: YamlMap
  expect: YamlNode | null
  when: Condition | null
  from: string | null
  needs: string[]
  timeout: number | null
  retry: Retry | null
  why: string | null
  at: Position
}
export type DraftOrAny = Draft | {any: Draft[]; at: Position}

/** What reading drafts takes beside their nodes. */
export interface Reading {
  checks: ReadonlyMap<string, AnyCheck>
  /** Names of checks whose calls are passed over. */
  leftOut: ReadonlySet<string>
  facts: Readonly<Record<string, Fact>>
  report: Report
}

const longestTimeout = 600_000
/** What every check call may have beside its check. */
export const Common = z.strictObject({
  expect: z.unknown().optional().describe('What the observation must meet'),
  when: z.string().optional().describe('CEL over facts'),
  from: z.string().min(1).optional().describe('The vantage that alone can answer it'),
  needs: z.array(z.string()).optional().describe('Items that must pass first'),
  timeout: z
    .union([
      z.int().min(1).max(longestTimeout),
      z.string().refine((text) => (spanOf(text) ?? longestTimeout + 1) <= longestTimeout, {
        error: 'expected a duration of at most 10m, such as `5s`',
      }),
    ])
    .transform((timeout) => (typeof timeout === 'number' ? timeout : (spanOf(timeout) ?? 0)))
    .optional()
    .describe('A duration such as 5s, or milliseconds'),
  retry: Retry.optional(),
  why: z.string().optional().describe('Why this call proves it'),
})
/** Their names; no check and no parameter is named like one. */
export const commonKeys: readonly string[] = Object.keys(Common.shape)

/** A condition, checked against the declared facts. */
export function conditionOf(layer: Layer, node: YamlNode | undefined, {facts, report}: Reading): Condition | null {
  if (node?.kind !== 'scalar') return null
  const complaint = checkCondition(node.source, facts)
  if (complaint !== null) report.expression(layer.yaml, node, complaint)
  return {text: node.source, at: node.at}
}

/** JSON in one line, as an author writes a flow map. */
function flow(json: Json): string {
  if (Array.isArray(json)) return `[${json.map(flow).join(', ')}]`
  if (json !== null && typeof json === 'object')
    return `{${Object.entries(json)
      .map(([key, value]) => `${key}: ${flow(value)}`)
      .join(', ')}}`
  return typeof json === 'string' && /^[\w./$][\w./${}@-]*$/.test(json) ? json : JSON.stringify(json)
}

const part = (map: YamlMap, keep: (entry: YamlEntry) => boolean): YamlMap => ({
  ...map,
  entries: new Map([...map.entries].filter(([, entry]) => keep(entry))),
})

const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' and ')

/** The one key of a call that names a check; null when there is none or more than one. */
function checkOf(map: YamlMap, {checks, report}: Reading): [check: AnyCheck, entry: YamlEntry] | null {
  const entries = [...map.entries.values()]
  const [first, ...more] = entries.flatMap((entry): [AnyCheck, YamlEntry][] => {
    const check = checks.get(entry.key)
    return check === undefined ? [] : [[check, entry]]
  })
  if (first !== undefined && more.length === 0) return first
  if (first !== undefined) {
    const found = quoted([first, ...more].map(([, {key}]) => key))
    report.say('one-check', `Unexpected ${found} in one call, expected exactly one check`, map.at)
    return null
  }
  const others = entries.filter(({key}) => !commonKeys.includes(key))
  if (map.entries.has('any')) {
    report.say('one-check', 'Unexpected `any` inside of `any`, expected calls of checks', map.at)
    return null
  }
  const misspelled =
    others.find(({key}) => nearest(key, checks.keys()).length > 0) ?? (others.length === 1 ? others[0] : undefined)
  if (misspelled !== undefined)
    report.say(
      'unknown-check',
      `Unexpected check \`${misspelled.key}\`, ${meant(misspelled.key, checks.keys())}`,
      misspelled.at,
    )
  else
    report.say(
      'one-check',
      `Unexpected call ${others.length === 0 ? 'without a check' : `with ${quoted(others.map(({key}) => key))}`}, expected exactly one of ${oneOf(checks.keys())}`,
      map.at,
    )
  return null
}

/** Keys beside a shorthand that are neither common nor a parameter of the check. */
function wrongKeys(beside: YamlMap, {name, params}: AnyCheck, report: Report): boolean {
  const known = [...Object.keys(params.shape), ...commonKeys]
  const wrong = [...beside.entries.values()].filter(({key}) => !known.includes(key))
  for (const {key, at} of wrong)
    report.say('parameter', `Unexpected key \`${key}\` in a call of \`${name}\`, ${meant(key, known)}`, at)
  return wrong.length > 0
}

/** The parameters of a call: its own map, or those beside the shorthand. */
function paramsOf(
  map: YamlMap,
  check: AnyCheck,
  {key, value}: YamlEntry,
  report: Report,
): Pick<Draft, 'params' | 'shorthand'> | null {
  const beside = part(map, (entry) => entry.key !== key && !commonKeys.includes(entry.key))
  if (value.kind === 'scalar') {
    if (check.shorthand === null) {
      report.say(
        'shorthand',
        `Unexpected ${shown(value)} for \`${check.name}\`, expected a map of its parameters`,
        value.at,
      )
      return null
    }
    return wrongKeys(beside, check, report) ? null : {params: beside, shorthand: {text: value.source, at: value.at}}
  }
  if (value.kind === 'list') {
    report.say('shorthand', `Unexpected list for \`${check.name}\`, expected text or a map of its parameters`, value.at)
    return null
  }
  for (const entry of beside.entries.values()) {
    report.say(
      'parameter',
      `Unexpected key \`${entry.key}\` beside a map of parameters, ${meant(entry.key, commonKeys)}`,
      entry.at,
    )
  }
  return {params: value, shorthand: null}
}

function draftOf(layer: Layer, node: YamlNode, reading: Reading): Draft | null {
  const {report} = reading
  if (node.kind !== 'map') {
    report.say('one-check', `Unexpected ${shown(node)}, expected a map with exactly one check`, node.at)
    return null
  }
  const found = checkOf(node, reading)
  const common = readYaml(
    Common,
    part(node, ({key}) => commonKeys.includes(key)),
  )
  if ('problems' in common) report.add(common.problems)
  if (found === null || 'problems' in common) return null
  const [check, entry] = found
  const params = paramsOf(node, check, entry, report)
  if (params === null) return null
  const {from = null, needs = [], timeout = null, retry = null, why = null} = common.value
  return {
    layer,
    check,
    written: `${check.name}: ${entry.value.kind === 'scalar' ? entry.value.source.replace(/\s+/g, ' ').trim() : flow(plain(entry.value))}`,
    ...params,
    expect: node.entries.get('expect')?.value ?? null,
    when: conditionOf(layer, node.entries.get('when')?.value, reading),
    from,
    needs,
    timeout,
    retry,
    why,
    at: node.at,
  }
}

const isRead =
  ({leftOut}: Reading) =>
  (node: YamlNode): boolean =>
    node.kind !== 'map' || ![...node.entries.keys()].some((key) => leftOut.has(key))

function anyOf(layer: Layer, map: YamlMap, any: YamlEntry, reading: Reading): DraftOrAny | null {
  const {report} = reading
  const beside = [...map.entries.keys()].filter((key) => key !== 'any')
  if (beside.length > 0)
    report.say('one-check', `Unexpected ${quoted(beside)} beside \`any\`, expected them in its calls`, map.at)
  if (any.value.kind !== 'list' || any.value.items.length === 0) {
    report.say(
      'one-check',
      `Unexpected ${shown(any.value)} for \`any\`, expected a list of one call or more`,
      any.value.at,
    )
    return null
  }
  const calls = any.value.items.filter(isRead(reading)).map((item) => draftOf(layer, item, reading))
  return {any: calls.filter((call) => call !== null), at: map.at}
}

/** The calls of `checks`, each read as far as it can be without an item. */
export function draftsOf(layer: Layer, node: YamlNode | undefined, reading: Reading): DraftOrAny[] {
  if (node?.kind !== 'list') return []
  const drafts = node.items.filter(isRead(reading)).map((item) => {
    const any = item.kind === 'map' ? item.entries.get('any') : undefined
    return item.kind === 'map' && any !== undefined ? anyOf(layer, item, any, reading) : draftOf(layer, item, reading)
  })
  return drafts.filter((draft) => draft !== null)
}

/** The scalar of a key, for the place of what is wrong in it. */
export const scalarAt = (node: YamlNode, key: string): YamlScalar | null => {
  const value = node.kind === 'map' ? node.entries.get(key)?.value : undefined
  return value?.kind === 'scalar' ? value : null
}
