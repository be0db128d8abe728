import * as z from 'zod'
import {operatorNames} from '../expr/index.ts'
import {type AnyCheck, Fact, Setting} from '../model/index.ts'
import {Common} from './draft.ts'
import {ItemEntry, matchers, RuleEntry} from './entry.ts'

const operators = {
  equals: 'It is exactly this',
  not: 'It is not this, or these operators do not hold',
  one_of: 'It is one of these',
  matches: 'It matches this regular expression somewhere',
  contains: 'It holds this text or this element',
  at_most: 'It is this number or less',
  at_least: 'It is this number or more',
  present: 'Whether it is there at all',
} as const

const anything = (says: string): z.ZodType => z.unknown().optional().describe(says)

/** What may be expected of an observation: CEL, operators over all of it, or fields. */
function expectOf({observation, usual}: AnyCheck): z.ZodType {
  const fields = Object.entries(observation.shape).map(([name, {description}]) => [name, anything(description ?? name)])
  const names = operatorNames.map((name) => [
    name,
    anything(new Map<string, string>(Object.entries(operators)).get(name) ?? name),
  ])
  const unless = usual === null ? '' : `; \`${usual}\` unless said`
  return z
    .union([
      z.string().min(1).describe('CEL over the observation'),
      z.strictObject(Object.fromEntries(fields)).describe('Fields of the observation'),
      z.strictObject(Object.fromEntries(names)).describe('Operators over the whole observation'),
    ])
    .optional()
    .describe(`What the observation must meet${unless}`)
}

const common = Common.shape

/** A call of a shipped check: by its shorthand, with parameters beside it, or with a map of all parameters. */
function callsOf(check: AnyCheck): z.ZodObject[] {
  const {name, summary, params, shorthand} = check
  const rest = {...common, expect: expectOf(check)}
  const whole = z.strictObject({
    [name]: z.strictObject(params.shape).describe(`${summary} All parameters in a map`),
    ...rest,
  })
  const short = z.strictObject({
    [name]: z.string().min(1).describe(`${summary} In a line`),
    ...z.object(params.shape).partial().shape,
    ...rest,
  })
  return shorthand === null ? [whole] : [short, whole]
}

/** A call of a check that does not ship with Proofmark: nobody knows its parameters here. */
const ownCall = (shipped: readonly AnyCheck[]): z.ZodType =>
  z.looseObject({...common, expect: anything('What the observation must meet')}).meta({
    description: "A call of one of the project's own checks",
    not: {anyOf: [...shipped.map(({name}) => name), 'any'].map((name) => ({required: [name]}))},
    minProperties: 1,
  })

/** A bindings file or a pack as an author writes it, with the shipped checks. */
export function bindingsFileSchema(shipped: readonly AnyCheck[]): z.ZodType {
  const call = z
    .union([...shipped.flatMap(callsOf), ownCall(shipped)])
    .meta({id: 'call', description: 'A call of one check'})
  const any = z.strictObject({any: z.array(call).min(1).describe('Calls of which one must pass')})
  const calls = z.array(z.union([call, any])).optional()
  const checks = calls.describe('Check calls that must all pass')
  const entry = z.strictObject({
    ...ItemEntry.shape,
    checks,
    'checks+': calls.describe('Check calls beside those of a pack'),
  })
  const rule = z
    .strictObject({...RuleEntry.shape, checks})
    .meta({anyOf: Object.keys(matchers).map((name) => ({required: [name]}))})
  const fact = Fact.extend({
    values: z
      .union([z.record(z.string(), z.string().describe('CEL over `config`; empty: only stated')), z.array(z.string())])
      .optional()
      .describe('Each value with the CEL that says when it holds, or a list of values that are only stated'),
  })
  return z.strictObject({
    settings: z.record(z.string(), Setting).optional().describe('How the service reads its variables, by name'),
    facts: z.record(z.string(), fact).optional().describe('What conditions and choices read, by name'),
    items: z.record(z.string(), entry).optional().describe('Bindings by item: any form of its id'),
    match: z.array(rule).optional().describe('Bindings by what an item names, for checklists that nobody has seen'),
  })
}
