import type * as z from 'zod'
import {checkFactValue, isName} from '../expr/index.ts'
import {Fact, type Json, type Position, readSetting, Setting} from '../model/index.ts'
import type {YamlEntry, YamlNode} from '../model/yaml.ts'
import {issueProblems, placeAt, settle} from '../model/yaml-read.ts'
import type {Layer} from './layer.ts'
import type {Report} from './report.ts'

interface Declared {
  data: Record<string, Json>
  layer: Layer
  at: Position
}

/** What an entry says, before defaults; what is wrong is reported, and null comes back. */
function dataOf(node: YamlNode, schema: z.ZodType, report: Report): Record<string, Json> | null {
  const read = settle(node, (data) => {
    const parsed = schema.safeParse(data)
    return parsed.success ? {value: parsed.data} : {issues: parsed.error.issues}
  })
  if ('issues' in read) report.add(issueProblems(node, read.issues, schema))
  const data = 'data' in read ? read.data : null
  return data !== null && typeof data === 'object' && !Array.isArray(data) ? data : null
}

/** Later layers override earlier ones field by field; what is secret once stays so; two files must not disagree. */
function merge(entries: readonly [Layer, YamlEntry][], schema: z.ZodType, report: Report): Map<string, Declared> {
  const merged = new Map<string, Declared>()
  for (const [layer, {key, at, value}] of entries) {
    const data = dataOf(value, schema, report)
    if (data === null) continue
    const before = merged.get(key)
    if (before !== undefined && before.layer.pack === null && layer.pack === null) {
      const differs = Object.keys(data).some(
        (field) => field in before.data && JSON.stringify(before.data[field]) !== JSON.stringify(data[field]),
      )
      if (differs)
        report.say(
          'wrong-value',
          `Unexpected second \`${key}\` that says otherwise, expected one file to declare it`,
          at,
          [before.at],
        )
    }
    const secret = before?.data.secret === true ? {secret: true} : {}
    merged.set(key, {data: {...before?.data, ...data, ...secret}, layer, at})
  }
  return merged
}

function checkSettings(
  settings: Record<string, Setting>,
  entries: readonly [Layer, YamlEntry][],
  report: Report,
): void {
  for (const [, {key, value}] of entries) {
    const setting = settings[key]
    if (setting?.default === undefined || value.kind !== 'map' || !value.entries.has('default')) continue
    const {junk, effective} = readSetting(key, setting.default, setting)
    const wrong = `Unexpected default \`${setting.default}\` of \`${key}\`, expected one that reads as ${setting.as}`
    if (junk || effective === null) report.say('wrong-value', wrong, placeAt(value, ['default']))
  }
}

function checkFacts(settings: Record<string, Setting>, entries: readonly [Layer, YamlEntry][], report: Report): void {
  const named = (kind: string, name: string, at: Position): void => {
    if (!isName(name))
      report.say(
        'wrong-value',
        `Unexpected ${kind} \`${name}\`, expected a name such as \`serving_mode\` that an expression can hold`,
        at,
      )
  }
  for (const [{yaml}, {key, at, value}] of entries) {
    named('fact', key, at)
    const values = value.kind === 'map' ? value.entries.get('values')?.value : undefined
    if (values?.kind === 'list')
      for (const each of values.items) named('value', each.kind === 'scalar' ? each.source : '', each.at)
    if (values?.kind !== 'map') continue
    if (values.entries.size === 0)
      report.say(
        'wrong-value',
        `Unexpected empty \`values\` of the fact \`${key}\`, expected one value or more, or no \`values\``,
        values.at,
      )
    for (const entry of values.entries.values()) {
      named('value', entry.key, entry.at)
      if (entry.value.kind !== 'scalar') continue
      const complaint = checkFactValue(entry.value.source, settings)
      if (complaint !== null) report.expression(yaml, entry.value, complaint)
    }
  }
}

/** Settings and facts of all layers, merged and checked. */
export function declarations(
  layers: readonly Layer[],
  report: Report,
): {settings: Record<string, Setting>; facts: Record<string, Fact>} {
  const settingEntries = layers.flatMap((layer) => layer.settings.map((entry): [Layer, YamlEntry] => [layer, entry]))
  const factEntries = layers.flatMap((layer) => layer.facts.map((entry): [Layer, YamlEntry] => [layer, entry]))
  const settings = [...merge(settingEntries, Setting, report)].map(
    ([name, {data}]) => [name, Setting.parse(data)] as const,
  )
  const facts = [...merge(factEntries, Fact, report)].map(([name, {data}]) => [name, Fact.parse(data)] as const)
  const declared = {settings: Object.fromEntries(settings), facts: Object.fromEntries(facts)}
  checkSettings(declared.settings, settingEntries, report)
  checkFacts(declared.settings, factEntries, report)
  return declared
}
