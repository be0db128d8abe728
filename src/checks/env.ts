import * as z from 'zod'
import {readSetting} from '../expr/index.ts'
import {Setting, SettingReading} from '../model/index.ts'
import {defineCheck} from './define.ts'

const name = z.string().regex(/^[A-Za-z_]\w*$/, {error: 'expected the name of a variable'})
const names = z.union([z.array(name).min(1), z.record(name, name)])
type Names = z.infer<typeof names>
const labels = (of: Names): [string, string][] => (Array.isArray(of) ? of.map((one) => [one, one]) : Object.entries(of))

const params = z
  .strictObject({
    name: name.optional().describe('One variable'),
    names: names.optional().describe('Several variables, as a list or as a map of labels to names, to be compared'),
  })
  .refine(({name, names}) => (name === undefined) !== (names === undefined), {error: 'expected `name` or `names`'})

const Seen = SettingReading.extend({
  text: z.string().describe('What the service reads, as text; empty when that is not known'),
  number: z.number().optional().describe('The same as a number, for int, number and duration (in milliseconds)'),
  list: z.array(z.string()).optional().describe('The same as a list, for list'),
})
type Seen = z.infer<typeof Seen>

const observation = z.object({
  ...Seen.partial().shape,
  all: z.record(z.string(), Seen).describe('Every variable read, by name or label'),
})

/** A reading with its effective value in the types that an expectation can count on. */
function seen(reading: SettingReading): Seen {
  const {effective} = reading
  const text = Array.isArray(effective) ? effective.join(',') : String(effective ?? '')
  return {
    ...reading,
    text,
    ...(typeof effective === 'number' ? {number: effective} : {}),
    ...(Array.isArray(effective) ? {list: effective} : {}),
  }
}

/** One reading in a reader's words: what is set, how it reads, where it stands. */
function words({value, effective, set, junk, source, kind}: SettingReading): string {
  const reads = typeof effective === 'object' ? effective?.join(', ') : effective
  const fallback = effective === null ? '' : `, so the default ${reads === '' ? '""' : reads}`
  if (!set) return `not set${fallback}`
  const where =
    source !== null ? ` in ${source.file}:${source.line}` : kind === 'values' ? ' in the values of proofmark.yaml' : ''
  if (value === '[secret]') return `set, and secret${where}`
  const quoted = JSON.stringify(value)
  if (junk) return `${quoted} (cannot be read${fallback})${where}`
  return `${quoted}${String(reads) === value || effective === null ? '' : ` (reads as ${reads})`}${where}`
}

export const env = defineCheck({
  name: 'env',
  summary: 'Reads variables of the service from its configuration, as the service reads them.',
  params,
  observation,
  shorthand(text, {settings}) {
    const [name = '', ...rest] = text.trim().split('=')
    if (!/^[A-Za-z_]\w*$/.test(name)) return {problem: `Unexpected \`${text}\`, expected \`NAME=value\` or \`NAME\``}
    if (rest.length === 0) return {params: {name}}
    const value = rest.join('=').trim()
    if (value === '') return {problem: `Unexpected empty value after \`${name}=\`, expected one, or \`${name}\` alone`}
    const setting = settings[name] ?? Setting.parse({})
    if (setting.secret) return {problem: `Unexpected value for the secret \`${name}\`, expected \`env: ${name}\` alone`}
    const {effective, junk} = readSetting(name, value, setting)
    if (junk || effective === null)
      return {problem: `Unexpected value \`${value}\` for \`${name}\`, expected one that reads as ${setting.as}`}
    return {params: {name}, expect: {effective: {equals: effective}}}
  },
  expect: ({names}) =>
    names === undefined ? 'set && value != ""' : 'all.all(each, all[each].set && all[each].value != "")',
  async observe({name, names}, {settings}) {
    const wanted = labels(name === undefined ? (names ?? []) : [name])
    const read = await Promise.all(wanted.map(async ([label, of]) => [label, seen(await settings.read(of))] as const))
    return {...(name === undefined ? {} : read[0]?.[1]), all: Object.fromEntries(read)}
  },
  tell({all}) {
    const read = Object.entries(all)
    const said = read.map(([label, reading]) => (read.length === 1 ? words(reading) : `${label} ${words(reading)}`))
    return {saw: said.join('; '), source: read[0]?.[1].source ?? null}
  },
  nameOf: (field, {name}) => (name === undefined ? field : field === 'effective' ? name : `${field} of ${name}`),
  examples: [],
})
