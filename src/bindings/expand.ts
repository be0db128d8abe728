import {celOf, checkExpectation, textPlaces} from '../expr/index.ts'
import type {AnyCheck, CheckCall, Expectation, Item, Json, Section, Setting} from '../model/index.ts'
import {plain, shown, type YamlNode} from '../model/yaml.ts'
import {issueProblems, settle, withSources} from '../model/yaml-read.ts'
import type {Draft} from './draft.ts'
import type {Report} from './report.ts'
import {expectedFor, forTenant, referencesIn} from './tenants.ts'

type Params = Record<string, Json>

/** Where a call stands, and what it can be told of the place. */
export interface Where {
  item: Item
  section: Section | null
  settings: Readonly<Record<string, Setting>>
}

/** A call read for one item, not yet for a tenant. */
export interface Expanded {
  draft: Draft
  call: CheckCall
  /** Whether its parameters or its expectation name `${tenant}`. */
  namesTenant: boolean
}

const isMap = (json: Json): json is Params => json !== null && typeof json === 'object' && !Array.isArray(json)

/** An expectation as written, text taken by its source; null when there is none or it is of the wrong kind. */
function writtenExpectation({check, expect}: Draft, report: Report): Expectation | null {
  if (expect === null) return null
  if (expect.kind === 'scalar' && typeof expect.value === 'string')
    return {form: 'cel', text: expect.value, at: expect.at}
  const data = plain(expect)
  if (isMap(data)) {
    const map = withSources(expect, textPlaces(data, check.observation))
    return isMap(map) ? {form: 'map', map, at: expect.at} : null
  }
  report.say(
    'expectation',
    `Unexpected ${shown(expect)}, expected a map of fields or operators, or CEL as text`,
    expect.at,
  )
  return null
}

/** Both as one expectation, or null where they cannot be joined. */
function joined(first: Expectation, second: Expectation): Expectation | null {
  if (first.form === 'map' && second.form === 'map') {
    const twice = Object.keys(first.map).some((key) => key in second.map)
    return twice ? null : {...second, map: {...first.map, ...second.map}}
  }
  const [one, two] = [first, second].map((each) => (each.form === 'cel' ? each.text : celOf(each.map)))
  return one == null || two == null ? null : {form: 'cel', text: `(${one}) && (${two})`, at: second.at}
}

/** What the shorthand says and what stands beside it must both hold. */
function together(
  short: Json | undefined,
  written: Expectation | null,
  {at}: Draft,
  report: Report,
): Expectation | null {
  if (short === undefined) return written
  const first: Expectation = isMap(short) ? {form: 'map', map: short, at} : {form: 'cel', text: String(short), at}
  if (written === null) return first
  const both = joined(first, written)
  const twice = 'Unexpected `expect` that speaks of what the shorthand expects already, expected it in one place'
  if (both === null) report.say('expectation', twice, written.at)
  return both
}

function readShorthand(
  {check, shorthand}: Draft,
  where: Where,
  report: Report,
): {params: Params; expect?: Json} | null {
  if (shorthand === null || check.shorthand === null) return {params: {}}
  const expanded = check.shorthand(shorthand.text, where)
  if ('params' in expanded) return expanded
  report.say('shorthand', expanded.problem, shorthand.at)
  return null
}

function checkReferences(json: Json, {at, check}: Draft, report: Report): boolean {
  const names = referencesIn(json)
  for (const name of names) {
    if (name !== 'tenant')
      report.say(
        'unknown-reference',
        `Unexpected \`\${${name}}\` in a call of \`${check.name}\`, expected \`\${tenant}\``,
        at,
      )
  }
  return names.includes('tenant')
}

/** The expectation as one piece of JSON, to look for references in. */
const asJson = (expectation: Expectation | null): Json =>
  expectation === null ? null : expectation.form === 'cel' ? expectation.text : expectation.map

/** Parameters as the check completes them, with the data they were read from. */
export function readParams(
  check: AnyCheck,
  node: YamlNode,
  short: Params,
  tenant: string,
): ReturnType<typeof settle<Params>> {
  return settle<Params>(node, (data) => {
    const merged = forTenant(isMap(data) ? {...short, ...data} : short, tenant)
    const read = check.read(isMap(merged) ? merged : {})
    return 'params' in read ? {value: read.params} : {issues: read.issues}
  })
}

/** Whether an expectation can be read over what the check sees; what is wrong with it is reported. */
function readable(expectation: Expectation, {check, expect, layer}: Draft, report: Report): boolean {
  const complaint = checkExpectation(expectation, check.observation)
  if (complaint === null) return true
  const own =
    expect?.kind === 'scalar' && expectation.form === 'cel' && expectation.text === expect.value ? expect : null
  if (own === null) report.say(complaint.slug, complaint.message, expectation.at)
  else report.expression(layer.yaml, own, complaint)
  return false
}

/** Reads a call for the item that it proves; null when it cannot be read. */
export function expand(draft: Draft, where: Where, report: Report): Expanded | null {
  const {check, params: node, at} = draft
  const short = readShorthand(draft, where, report)
  if (short === null) return null
  const read = readParams(check, node, short.params, '-')
  if ('issues' in read) {
    report.add(issueProblems(node, read.issues, check.params), 'parameter')
    return null
  }
  const params: Params = {...short.params, ...(isMap(read.data) ? read.data : {})}
  const own = writtenExpectation(draft, report)
  if (own !== null && !readable(own, draft, report)) return null
  const expect = together(short.expect, own, draft, report)
  const namesTenant = checkReferences([params, asJson(expect)], draft, report)
  const {layer: _layer, check: _check, shorthand: _shorthand, expect: _expect, params: _params, ...rest} = draft
  return {draft, call: {...rest, check: check.name, params, expect, at}, namesTenant}
}

/** A call with the tenant filled in: parameters complete, and what it expects, its own or the check's. */
export function complete(
  {draft, call}: Expanded,
  where: Where,
  tenant: string,
  report: Report,
): {params: Params; expect: Expectation} | null {
  const {check} = draft
  const filled = forTenant(call.params, tenant)
  const read = check.read(isMap(filled) ? filled : {})
  if ('issues' in read) {
    report.add(issueProblems(draft.params, read.issues, check.params), 'parameter')
    return null
  }
  const own = call.expect === null ? null : expectedFor(call.expect, tenant)
  const params = check.resolve(read.params, {...where, expect: own})
  if (typeof params.problem === 'string' && Object.keys(params).length === 1) {
    report.say('parameter', params.problem, call.at)
    return null
  }
  const expect: Expectation = own ?? {form: 'cel', text: check.expect(resolved(params)), at: call.at}
  return readable(expect, draft, report) ? {params: resolved(params), expect} : null
}

/** Parameters that a check resolved; the problem that it could have said instead is dealt with. */
const resolved = (params: ReturnType<AnyCheck['resolve']>): Params => Object.fromEntries(Object.entries(params))
