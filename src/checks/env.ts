import * as z from 'zod'
import {readSetting, Setting} from '../model/index.ts'
import {defineCheck} from './define.ts'
import {couldRead} from './shared/could.ts'
import {readingWords, Seen, SeenAlone, seenReading} from './shared/reading.ts'

const name = z.string().regex(/^[A-Za-z_]\w*$/, {error: 'expected the name of a variable'})
const names = z.union([z.array(name).min(1), z.record(name, name)])
type Names = z.infer<typeof names>
const labels = (of: Names): [string, string][] => (Array.isArray(of) ? of.map((one) => [one, one]) : Object.entries(of))

const params = z
  .strictObject({
    name: name.optional().describe('One variable'),
    names: names.optional().describe('Several variables, as a list or as a map of labels to names, to be compared'),
  })
  .refine(({name, names}) => (name === undefined) !== (names === undefined), {
    error: 'expected either `name` or `names`',
  })

const observation = z.object({
  ...SeenAlone.shape,
  all: z.record(z.string(), Seen).optional().describe('With `names`: every variable, by name or label'),
})

const oneSwitch = {settings: 'DEV_AUTH: {as: bool, default: "false"}', environment: 'config: [deploy/prod.env]'}

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
  expect: ({names}) => (names === undefined ? 'value != ""' : 'all.all(each, all[each].value != "")'),
  async observe({name, names}, {settings}) {
    const read = async (of: string) => seenReading(await settings.read(of))
    if (name !== undefined) return await read(name)
    const all = labels(names ?? []).map(async ([label, of]) => [label, await read(of)] as const)
    return {all: Object.fromEntries(await Promise.all(all))}
  },
  tell({all, ...alone}, {name = ''}) {
    const read = Object.entries(all ?? {[name]: Seen.parse(alone)})
    const said = read.map(([label, reading]) =>
      read.length === 1 ? readingWords(reading) : `${label} ${readingWords(reading)}`,
    )
    return {saw: said.join('; '), source: read[0]?.[1].source ?? null}
  },
  couldSee({all = {}, ...alone}, [first, label, part], {name, names}, settings) {
    const read = (draft: z.infer<typeof SeenAlone>, of: string, changed: string | undefined) =>
      couldRead(draft, changed, of, settings[of] ?? Setting.parse({}))
    if (name !== undefined) return read(alone, name, first)
    const could = labels(names ?? []).map(([each, of]) => [each, read(all[each] ?? {}, of, each === label ? part : '')])
    return {all: Object.fromEntries(could)}
  },
  nameOf(field, {name, names = []}) {
    const [, label = '', part = field] = /^all\.(\w+)\.(\w+)$/.exec(field) ?? []
    const variable = name ?? new Map(labels(names)).get(label)
    if (variable === undefined) return field
    return part === 'effective' || part === 'value' ? variable : `${part} of ${variable}`
  },
  examples: [
    {
      title: 'A switch is off, however the service lets it be written',
      call: 'env: DEV_AUTH=false',
      world: {...oneSwitch, files: {'deploy/prod.env': 'DEV_AUTH=yes\n'}},
      outcome: 'fail',
    },
    {
      title: 'Where nothing sets it, the default of the service counts',
      call: 'env: DEV_AUTH=false',
      world: {...oneSwitch, files: {'deploy/prod.env': '# nothing here\n'}},
      outcome: 'pass',
    },
    {
      title: 'Set on purpose, and not empty',
      call: 'env: DEV_AUTH',
      world: {...oneSwitch, files: {'deploy/prod.env': 'DEV_AUTH= # later\n'}},
      outcome: 'fail',
    },
    {
      title: 'Two variables differ',
      call: '{env: {names: [READER, WRITER]}, expect: all.READER.effective != all.WRITER.effective}',
      world: {...oneSwitch, files: {'deploy/prod.env': 'READER=viewer\nWRITER=editor\n'}},
      outcome: 'pass',
    },
  ],
})
