import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {Ajv} from 'ajv'
import {describe, expect, test} from 'vitest'
import * as z from 'zod'
import type {ReportData} from '../../../src/report/index.ts'
import {payments, projectOf, proofmark, root, service} from '../../cli/proofmark.ts'
import {at, checklist, finding, launch, plan, result, results, run} from '../launch.ts'
import {dataOf, hostile, hostileTexts, launchData, report} from './data.ts'

const Message = z.object({text: z.string()})
const Place = z.object({
  physicalLocation: z.object({
    artifactLocation: z.object({uri: z.string(), uriBaseId: z.string()}),
    region: z.object({startLine: z.int(), startColumn: z.int()}),
  }),
})
const Found = z.object({
  ruleId: z.string(),
  ruleIndex: z.int(),
  level: z.string(),
  message: Message,
  locations: z.array(Place),
  relatedLocations: z.array(Place).default([]),
  partialFingerprints: z.record(z.string(), z.string()),
  suppressions: z.array(z.object({kind: z.string(), status: z.string(), justification: z.string()})),
})
const Rule = z.object({
  id: z.string(),
  shortDescription: Message,
  fullDescription: Message,
  help: Message,
  helpUri: z.string().optional(),
  defaultConfiguration: z.object({level: z.string()}),
})
const Log = z.object({
  runs: z.array(
    z.object({
      automationDetails: z.object({id: z.string()}),
      tool: z.object({driver: z.object({version: z.string().optional(), rules: z.array(Rule)})}),
      invocations: z.array(
        z.object({
          executionSuccessful: z.boolean(),
          toolExecutionNotifications: z.array(z.object({level: z.string(), message: Message})).default([]),
        }),
      ),
      results: z.array(Found),
    }),
  ),
})

// In draft 4 of JSON Schema, which ajv reads no more; of what changed since then this one uses the name of the draft alone.
const official: Record<string, unknown> = JSON.parse(
  await readFile(path.join(root, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
)
const {id: _, $schema: __, ...schema} = official
// These of its formats are looked at; ajv knows none by itself.
const formats = {
  uri: (text: string) => URL.canParse(text),
  'uri-reference': (text: string) =>
    /^[A-Za-z0-9%/._~!$&'()*+,;=:@?#[\]-]*$/.test(text) && URL.canParse(text, 'x://y/'),
  'date-time': (text: string) => z.iso.datetime().safeParse(text).success,
}
const valid = new Ajv({strict: false, unicodeRegExp: false, formats}).compile(schema)

function read(text: string): z.infer<typeof Log> {
  const log: unknown = JSON.parse(text)
  valid(log)
  expect(valid.errors ?? []).toEqual([])
  return Log.parse(log)
}
const sarif = (data: ReportData) => read(report('sarif', data))

test('the schema refuses what is no SARIF', () => {
  expect(valid({version: '2.1.0', runs: [{tool: {}}]})).toBe(false)
  expect(valid({version: '2.1.0', runs: [{tool: {driver: {name: 'x'}}, results: [{level: 'error'}]}]})).toBe(false)
})

test('a result for each item that fails, with its rule, place, what was seen, and a waiver as a suppression', () => {
  const {runs} = sarif({...launchData(), version: '1.2.3', site: {url: 'https://docs.example', base: '/ready'}})
  expect(runs.map(({automationDetails}) => automationDetails.id)).toEqual(['proofmark/production/', 'proofmark/'])
  const [production] = runs
  expect(production?.tool.driver.version).toBe('1.2.3')
  expect(production?.invocations).toMatchObject([
    {
      executionSuccessful: true,
      toolExecutionNotifications: [{level: 'note', message: {text: expect.stringMatching(/^1 verdict is blocked/)}}],
    },
  ])
  expect(production?.results.map(({ruleId}) => ruleId)).toEqual([
    'launch:access/debug-headers',
    'launch:recovery/encrypted',
  ])
  const [headers, encrypted] = production?.results ?? []
  expect(headers).toMatchObject({
    level: 'error',
    ruleIndex: 0,
    locations: [
      {
        physicalLocation: {
          artifactLocation: {uri: 'docs/launch.md', uriBaseId: '%SRCROOT%'},
          region: {startLine: 11, startColumn: 3},
        },
      },
    ],
    relatedLocations: [
      {physicalLocation: {artifactLocation: {uri: 'deploy/prod.env'}, region: {startLine: 12, startColumn: 1}}},
    ],
    suppressions: [],
  })
  expect(headers?.message.text).toBe(
    'Not so in production: Debug headers are off (`DEBUG_HEADERS=false`). Expected DEBUG_HEADERS to be false · saw "yes" (reads as true) in deploy/prod.env:12. The box is ticked: contradicted. Owner: platform. Next: proofmark show access/debug-headers.',
  )
  expect(encrypted?.suppressions).toMatchObject([
    {
      kind: 'external',
      status: 'accepted',
      justification: 'The new disks come in January. Until 2027-02-01, approved by m.k., owned by data.',
    },
  ])
  const [rule] = production?.tool.driver.rules ?? []
  expect(rule).toMatchObject({
    id: 'launch:access/debug-headers',
    shortDescription: {text: 'Debug headers are off (`DEBUG_HEADERS=false`)'},
    helpUri: 'https://docs.example/ready/items/launch/access/debug-headers/',
  })
  expect(rule?.help.text).toContain('expected DEBUG_HEADERS to be false')
  expect(rule?.help.text).toContain('Next: proofmark show access/debug-headers.')
})

test('without an address of the site a rule has no page, and what is recommended warns, after what is required', () => {
  const list = checklist(
    ['A'],
    [
      {id: 'one', text: 'One', section: 'A'},
      {id: 'two', text: 'Two', section: 'A'},
    ],
  )
  const cells = [result('launch:one', 'fail', {level: 'recommended'}), result('launch:two', 'fail')]
  const {runs} = sarif(dataOf([{plan: plan([list]), runs: [run()], results: results(cells), problems: []}]))
  expect(runs[0]?.results.map(({ruleId, level}) => [ruleId, level])).toEqual([
    ['launch:two', 'error'],
    ['launch:one', 'warning'],
  ])
  expect(runs[0]?.tool.driver.rules.map(({helpUri}) => helpUri)).toEqual([undefined, undefined])
})

describe('fingerprints', () => {
  const list = checklist(
    ['A'],
    [
      {id: 'one', text: 'One', section: 'A'},
      {id: 'two', text: 'Two', section: 'A'},
    ],
  )
  const moved = {
    ...list,
    items: list.items.map((item) => ({...item, text: 'Said otherwise', at: at(item.at.line + 90)})),
  }
  const printed = (
    given: {checklist?: typeof list; environment?: string; tenants?: string[]; now?: string} = {},
  ): string[] => {
    const {checklist: of = list, environment = 'production', tenants = ['-'], now = '2026-11-24T14:02:12.000Z'} = given
    const cells = tenants.flatMap((tenant) =>
      ['launch:one', 'launch:two'].map((key) =>
        result(key, 'fail', {tenant, findings: [finding(now, {outcome: 'fail', saw: now, at: now})]}),
      ),
    )
    const {runs} = sarif(
      dataOf([
        {
          plan: plan([of], environment),
          runs: [run({id: `run of ${now}`, startedAt: now})],
          results: results(cells, {environment, judgedAt: now}),
          problems: [],
        },
      ]),
    )
    return runs.flatMap((each) => each.results.map(({partialFingerprints}) => JSON.stringify(partialFingerprints)))
  }

  test('stay the same when lines move, sentences change, and time goes by', () => {
    expect(printed({checklist: moved})).toEqual(printed())
    expect(printed({now: '2027-01-01T00:00:00.000Z'})).toEqual(printed())
  })

  test('tell items, environments and tenants apart', () => {
    const all = [
      ...printed(),
      ...printed({environment: 'staging'}),
      ...printed({tenants: ['acme', 'globex']}),
      ...printed({environment: 'staging', tenants: ['acme', 'globex']}),
    ]
    expect(all.length).toBe(12)
    expect(new Set(all).size).toBe(12)
  })
})

test('problems of authors are a run of their own, each once, with a rule that says what to do', () => {
  const {plan, results, run} = launch()
  const dead = (line: number) => ({
    slug: 'dead-link' as const,
    message: 'Unexpected link to `none.md`, expected a file',
    at: at(line, 1, 'docs/a b/ü#1.md'),
    also: [],
  })
  const nowhere = {slug: 'run-file' as const, message: 'Unexpected run', at: null, also: []}
  const one = {plan, runs: [run], results, problems: [dead(3), dead(7), nowhere]}
  const {runs} = sarif(dataOf([one, {...one, results: {...results, environment: 'staging'}}]))
  const last = runs.at(-1)
  expect(last?.automationDetails.id).toBe('proofmark/')
  expect(last?.results.map(({ruleId, level}) => [ruleId, level])).toEqual([
    ['problem/dead-link', 'warning'],
    ['problem/dead-link', 'warning'],
  ])
  expect(last?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('docs/a%20b/%C3%BC%231.md')
  expect(new Set(last?.results.map(({partialFingerprints}) => JSON.stringify(partialFingerprints))).size).toBe(2)
  expect(last?.tool.driver.rules[0]?.help.text).toContain('Correct the path')
  expect(last?.invocations[0]?.toolExecutionNotifications).toMatchObject([
    {level: 'warning', message: {text: 'Unexpected run [run-file]'}},
  ])
})

test('a place outside of the project is told to nobody', () => {
  const data = launchData()
  const outside = ['/etc/app/prod.env', '../prod.env', 'C:\\app\\prod.env'].map((file, index) =>
    finding(`c${index}`, {outcome: 'fail', source: at(1, 1, file), saw: 'x'}),
  )
  const environments = data.environments.map((each) => ({
    ...each,
    results: {...each.results, results: each.results.results.map((cell) => ({...cell, findings: outside}))},
  }))
  const {runs} = sarif(dataOf(environments))
  expect(runs.flatMap((each) => each.results.flatMap(({relatedLocations}) => relatedLocations))).toEqual([])
})

test('foreign text stays text: no embedded link, no placeholder, no control', () => {
  const texts = [
    ...hostileTexts,
    '[x](javascript:alert(1)) {0} {{1}} \\[y\\](1) [z][1](2)',
    '{'.repeat(3_000),
    '[a'.repeat(2_000),
  ]
  const text = report('sarif', hostile(texts, 'fail'))
  const {runs} = read(text)
  expect(runs[0]?.results.length).toBe(texts.length)
  const messages = [...text.matchAll(/"text": ("(?:[^"\\]|\\.)*")/g)].map(([, quoted = '']) =>
    z.string().parse(JSON.parse(quoted)),
  )
  expect(messages.length).toBeGreaterThan(texts.length)
  for (const each of messages) {
    expect(each).not.toMatch(/\]\(/)
    expect(each.replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(/[{}]/)
    expect(each).not.toMatch(/\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u)
    expect(each.length).toBeLessThanOrEqual(1_024)
    expect(each.isWellFormed()).toBe(true)
  }
})

test('what nobody could look at is no success', () => {
  const [only] = launchData().environments
  if (only === undefined) throw new Error('expected an environment')
  const successful = (given: Partial<typeof only>) =>
    sarif(dataOf([{...only, ...given}])).runs[0]?.invocations[0]?.executionSuccessful
  expect(successful({})).toBe(true)
  expect(successful({runs: [run({complete: false})]})).toBe(false)
  expect(sarif({...launchData(), environments: [{...only, runs: []}]}).runs[0]?.invocations).toMatchObject([
    {executionSuccessful: false, toolExecutionNotifications: [{level: 'error'}, {level: 'note'}]},
  ])
})

test('more than GitHub takes is cut, the least weighty first, and counted', () => {
  const written = Array.from({length: 6}, (_, index) => ({id: `i${index}`, text: `Item ${index}`, section: 'A'}))
  const list = checklist(['A'], written)
  const cells = written.flatMap(({id}, item) =>
    Array.from({length: item === 0 ? 3 : 5_000}, (_, tenant) =>
      result(`launch:${id}`, 'fail', {tenant: `t${tenant}`, level: item === 0 ? 'recommended' : 'required'}),
    ),
  )
  const data = dataOf([{plan: plan([list]), runs: [run()], results: results(cells), problems: []}])
  const log = Log.parse(JSON.parse(report('sarif', data)))
  expect(log.runs[0]?.results.length).toBe(25_000)
  expect(log.runs[0]?.results.some(({ruleId}) => ruleId === 'launch:i0')).toBe(false)
  expect(log.runs[0]?.invocations[0]?.toolExecutionNotifications).toMatchObject([
    {message: {text: 'and 3 more results, which GitHub would refuse.'}},
  ])
}, 60_000)

test('a real run gives a valid file that says nothing of this machine', async () => {
  const cwd = await projectOf('launch')
  const env = {PRODUCTION: await service(payments)}
  const ended = await proofmark(['run', '--env', 'production', '--reporter', 'sarif=out/launch.sarif'], {cwd, env})
  expect([ended.code, ended.err]).toEqual([1, ''])
  const text = await readFile(path.join(cwd, 'out/launch.sarif'), 'utf8')
  const {runs} = read(text)
  expect(runs.map(({automationDetails}) => automationDetails.id)).toEqual(['proofmark/production/', 'proofmark/'])
  expect(runs[0]?.results.length).toBeGreaterThan(0)
  expect(text).not.toContain(cwd)
  expect(text).not.toContain(root)
  const gated = await proofmark(['gate', '--env', 'production', '--reporter', 'sarif'], {cwd, env})
  expect(read(gated.out).runs[0]?.results.map(({ruleId}) => ruleId)).toEqual(runs[0]?.results.map(({ruleId}) => ruleId))
})
