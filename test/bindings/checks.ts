import * as z from 'zod'
import {defineCheck} from '../../src/checks/define.ts'
import {Json, readSetting, Setting} from '../../src/model/index.ts'

/** A call to a route; its shorthand is `METHOD /path -> status`. */
const fetching = defineCheck({
  name: 'fetch',
  summary: 'Calls a route.',
  params: z.strictObject({
    path: z.string().regex(/^\//, {error: 'expected a path that starts with `/`'}),
    method: z.string().default('GET'),
    headers: z.record(z.string(), z.string()).default({}),
    as: z.string().optional(),
    body: Json.optional(),
  }),
  observation: z.object({status: z.int(), json: Json, text: z.string()}),
  shorthand(text) {
    const [, method, path, status] = /^([A-Z]+) (\S+)(?: -> (\d+))?$/.exec(text) ?? []
    if (method === undefined || path === undefined)
      return {problem: `Unexpected \`${text}\`, expected \`METHOD /path\``}
    return {params: {method, path}, ...(status === undefined ? {} : {expect: {status: Number(status)}})}
  },
  expect: ({method}) => (method === 'GET' ? 'status == 200' : 'status == 201'),
  observe: async () => ({status: 200, json: null, text: ''}),
  tell: ({status}) => ({saw: `status ${status}`}),
  examples: [],
})

/** A setting; its shorthand is `NAME=value`, read as the service reads it. */
const setting = defineCheck({
  name: 'setting',
  summary: 'Reads a setting.',
  params: z.strictObject({name: z.string()}),
  observation: z.object({
    effective: z.union([z.string(), z.boolean(), z.number()]).nullable(),
    value: z.string().nullable(),
    set: z.boolean(),
  }),
  shorthand(text, {settings}) {
    const at = text.indexOf('=')
    if (at === -1) return {params: {name: text}}
    const [name, value] = [text.slice(0, at), text.slice(at + 1)]
    if (value === '') return {problem: `Unexpected empty value after \`${name}=\`, expected one`}
    const {effective} = readSetting(name, value, settings[name] ?? Setting.parse({}))
    return {params: {name}, expect: {effective: {equals: effective}}}
  },
  expect: 'set',
  observe: async () => ({effective: null, value: null, set: false}),
  tell: () => ({saw: 'nothing'}),
  examples: [],
})

/** The links of an item; it has to be told the place. */
const page = defineCheck({
  name: 'page',
  summary: 'Looks where links lead.',
  params: z.strictObject({of: z.enum(['item', 'section']), paths: z.array(z.string()).optional()}),
  observation: z.object({missing: z.int()}),
  shorthand: (text) => ({params: {of: text}}),
  expect: 'missing == 0',
  resolve({of}, {item, section}) {
    const paths = (of === 'item' ? item.links : (section?.links ?? [])).flatMap(({path}) => path ?? [])
    return paths.length === 0 ? {problem: `Unexpected \`page: ${of}\` without a link, expected one`} : {of, paths}
  },
  observe: async () => ({missing: 0}),
  tell: () => ({saw: 'all'}),
  examples: [],
})

/** A check without a shorthand. */
const counting = defineCheck({
  name: 'count',
  summary: 'Counts.',
  params: z.strictObject({what: z.string(), least: z.int().min(0).default(1)}),
  observation: z.object({count: z.int(), label: z.string()}),
  shorthand: null,
  expect: ({least}) => `count >= ${least}`,
  observe: async () => ({count: 0, label: ''}),
  tell: () => ({saw: '0'}),
  examples: [],
})

/** The checks that the tests of this folder bind. */
export const checks = [fetching, setting, page, counting]
