import {expect, test} from 'vitest'
import type {Snapshot, SnapshotEnvironment, StoodCell, TrendPoint} from '../../src/model/index.ts'
import {drawPart, machineFiles, ownPages, runPages} from '../../src/view/index.ts'
import {checklist, environment, item, result, snapshot} from '../setup/snapshot.ts'
import {tagless} from './tagless.ts'

const headers = item('access/headers', 'Turn the development headers off.')
const keys = item('access/keys', 'Where keys are used:')
const vault = item('access/vault', 'They come from the vault', {parent: 'access/keys'})
const backup = item('data/backup', 'A backup was restored')
const list = checklist([headers, keys, vault, backup])

type Status = StoodCell['status']
const all = (status: Status): StoodCell[] => [{tenant: '-', status}]
const each = (acme: Status, globex: Status): StoodCell[] => [
  {tenant: 'acme', status: acme},
  {tenant: 'globex', status: globex},
]

/** A kept run on a day of November, and what stands otherwise than by the one before. */
const point = (day: number, stood?: TrendPoint['stood'], more: Partial<TrendPoint> = {}): TrendPoint => ({
  run: `2026-11-${String(day).padStart(2, '0')}T14-02-11Z-0000${String(day).padStart(2, '0')}`,
  at: `2026-11-${String(day).padStart(2, '0')}T14:02:11Z`,
  release: 'r1',
  vantage: 'outside',
  complete: true,
  counts: {pass: 2, fail: 1, blocked: 0, 'not-applicable': 0, none: 1},
  gates: [{name: 'go-live', verdict: 'unmet'}],
  ...(stood === undefined ? {} : {stood}),
  ...more,
})

const key = (id: string): string => `readiness:${id}`
const whole = (): TrendPoint['stood'] => ({
  [key('access/headers')]: all('pass'),
  [key('access/vault')]: each('pass', 'pass'),
  [key('data/backup')]: all('fail'),
})
const trend = [
  point(1, whole()),
  point(2, {[key('access/vault')]: each('pass', 'fail')}),
  point(3, {}, {release: 'r2', complete: false}),
  point(
    4,
    {[key('access/headers')]: all('blocked'), [key('data/backup')]: all('pass'), [key('old/one')]: all('fail')},
    {release: 'r2'},
  ),
]
const production = (points = trend): SnapshotEnvironment =>
  environment('production', [result(key('access/headers'), 'blocked')], {trend: points, tenants: ['acme', 'globex']})
const staging = environment('staging', [result(key('access/headers'), 'pass')], {
  trend: [point(5, {...whole(), [key('access/vault')]: all('fail')}, {gates: [{name: 'go-live', verdict: 'met'}]})],
})
const shot = (...environments: SnapshotEnvironment[]): Snapshot => snapshot([list], environments)
const both = shot(production(), staging)

const said = (part: string, of: Snapshot = both): string => tagless(drawPart(part, of)).replaceAll('\u00a0', ' ')
const runOf = (day: number): string => `run:production/${trend[day - 1]?.run}`

test('the runs of each environment stand newest first, with what each came to and what changed by it', () => {
  const html = drawPart('runs', both)
  const text = said('runs')
  expect(text.indexOf('4 Nov 2026, 14:02 UTC')).toBeLessThan(text.indexOf('1 Nov 2026, 14:02 UTC'))
  expect(text).toContain('3 items changed: 2 worse and 1 better')
  expect(text).toContain('1 item changed: 1 worse')
  expect(text).toContain('1 fail, 2 pass; interrupted')
  expect(text).toContain('nothing changed')
  expect(text).toContain('the first kept run')
  expect(html).toContain('href="/readiness/runs/production/2026-11-04T14-02-11Z-000004/#changed"')
  expect(html.match(/<li class="new">/g)).toHaveLength(1)
  expect(said('runs', shot(production([])))).toContain('No run has been kept yet')
})

test('the page of a run says what changed since the run before it, worse first, and where every item stood', () => {
  const html = drawPart(runOf(4), both)
  const text = said(runOf(4))
  const order = ['Got worse', 'Turn the development headers off', 'old/one', 'Got better', 'A backup was restored']
  const places = order.map((words) => text.indexOf(words))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places[0]).toBeGreaterThan(0)
  expect(text).toContain('blocked was pass Turn the development headers off')
  expect(text).toContain('old/one, no longer in the checklist')
  expect(text).toContain('The access section 1 fail and 1 blocked')
  expect(text).toContain('Where keys are used: They come from the vault globex')
  expect(text).toContain('The data section 1 pass')
  expect(html).toContain('href="/readiness/diff/?from=2026-11-03T14-02-11Z-000003&#x26;to=2026-11-04T14-02-11Z-000004"')
  expect(said(runOf(3))).toMatch(/release r2, before it r1.*interrupted.*Nothing changed/)
  expect(said('run:production/2026-01-01T00-00-00Z-ffffff')).toContain('newest 30 runs of each environment')
})

test('a large checklist keeps the page of a run small', () => {
  const many = Array.from({length: 3_000}, (_, index) => item(`big/${index}`, `Item ${index}`))
  const bad = Object.fromEntries(many.map(({id}) => [key(id), all('fail')]))
  const large = snapshot([checklist(many)], [production([point(1, {}), point(2, bad)])])
  const html = drawPart(`run:production/${point(2).run}`, large)
  expect(html.length).toBeLessThan(60_000)
  expect(tagless(html)).toContain('and 2940 more')
  expect(tagless(html)).toContain('and 2900 more')
})

test('there are pages of the newest thirty runs, under names that are safe, and none on a public site', () => {
  const points = Array.from({length: 34}, (_, index) => point(1, {}, {run: `run-${index}`}))
  const hostile = [point(1, {}, {run: '../../x'}), point(2, {}, {run: 'a/b'}), point(3, {}, {run: '.hidden'})]
  const pages = runPages(shot(production(points), {...staging, trend: hostile}))
  expect(pages).toHaveLength(30)
  expect(pages[0]?.route).toBe('readiness/runs/production/run-4')
  expect(pages[0]?.title.replaceAll('\u00a0', ' ')).toBe('Production, run of 1 Nov 2026, 14:02 UTC')
  const site = {title: 'x', url: null, base: '/', audience: 'public' as const}
  expect([...runPages({...both, site}), ...ownPages({site})]).toEqual([])
})

test('what nobody kept is said to be so', () => {
  const old = shot(production([point(1), point(2, whole()), point(3, {})]))
  expect(said('runs', old)).toContain('what changed was not kept')
  expect(said(`run:production/${point(1).run}`, old)).not.toContain('Where every item stood')
  expect(said('item:readiness:data/backup', old)).toContain('fail in all of the last 2 runs')
  expect(said('diff', shot(production([point(1), point(2, {})])))).toContain('was not kept of both')
})

test('the newest runs are compared without a script: of each environment, and of one against the other', () => {
  const text = said('diff')
  expect(text).toContain('Production: the newest run against the one before')
  expect(text).toContain('Of 4 items 2 got worse and 1 got better; 1 stands alike.')
  expect(text).toContain('Production against staging')
  expect(text).toContain('Worse in production')
  expect(text).toMatch(
    /pass fail in staging They come|pass fail in staging Where keys are used: They come from the vault acme/,
  )
  expect(said('diff', shot(production([point(1, {})])))).toContain('no two runs to compare yet')
})

test('what a script compares comes to what the page says, for any two runs', () => {
  const data: {
    items: {text: string}[]
    alike: number
    environments: {name: string; runs: {id: string; label: string; stood: Record<string, StoodCell[]>}[]}[]
  } = JSON.parse(machineFiles(both).get('readiness/diff.json') ?? '')
  expect(data.items.map(({text}) => text)).toEqual([
    'Turn the development headers off',
    'Where keys are used: They come from the vault',
    'A backup was restored',
    'readiness:old/one',
  ])
  expect(data.alike).toBe(0)
  expect(data.environments.map(({name, runs}) => [name, runs.length])).toEqual([
    ['production', 4],
    ['staging', 1],
  ])
  const [first, second] = data.environments[0]?.runs ?? []
  expect(Object.keys(first?.stood ?? {})).toEqual(['0', '1', '2'])
  expect(second?.stood).toEqual({1: each('pass', 'fail')})
  expect(first?.label.replaceAll('\u00a0', ' ')).toBe(
    '1 Nov 2026, 14:02 UTC · production · unmet · release r1 · run 000001',
  )
})

test('an item tells how it stood: a mark for each run, a line over time, and each change with its run', () => {
  const html = drawPart('item:readiness:access/vault', both)
  const text = said('item:readiness:access/vault')
  expect(text).toContain(
    'production: fail in 3 and pass in 1 of the last 4 runs; last changed 2 Nov 2026, from pass to fail.',
  )
  expect(text).toContain('staging: fail by the only kept run.')
  expect(text).toContain('2 Nov 2026, 14:02 UTC fail was pass · production, globex release r1')
  expect(html).toContain('href="/readiness/runs/production/2026-11-02T14-02-11Z-000002/"')
  expect(html.match(/role="img" aria-labelledby="history-/g)).toHaveLength(2)
  expect(html).toContain('<path class="fail" d="M11 16v-16h8v16zM21 16v-16h8v16zM31 16v-16h8v16z"/>')
  expect(html.match(/class="pm-lanes"/g)).toHaveLength(1)
  expect(said('item:readiness:access/keys')).toContain('No kept run has judged it.')
})

test('each change of an item says why it came to stand so, where that was kept', () => {
  const why = 'expected `pool` to be at least 8, saw 4 <b>'
  const points = [
    point(1, {[key('access/vault')]: each('pass', 'pass')}),
    point(2, {[key('access/vault')]: each('fail', 'fail').map((cell) => ({...cell, why}))}),
    point(3, {[key('access/vault')]: each('blocked', 'blocked').map((cell, at) => ({...cell, why: `reason ${at}`}))}),
  ]
  const of = shot(production(points))
  const text = said('item:readiness:access/vault', of)
  expect(text).toContain('fail was pass · acme and globex expected pool to be at least 8, saw 4 <b>')
  expect(text).toContain('blocked was fail · acme and globex acme: reason 0 globex: reason 1')
  expect(drawPart('item:readiness:access/vault', of)).not.toContain('<b>expected')
  // What scripts compare stays as small as it was.
  expect(machineFiles(of).get('readiness/diff.json')).not.toContain('why')
})

test('the strip of an item stays small however many runs there are', () => {
  const points = Array.from({length: 200}, (_, index) =>
    point(
      (index % 28) + 1,
      {[key('access/vault')]: all(index % 2 === 0 ? 'pass' : 'fail')},
      {run: `run-${index}`, at: new Date(index * 3_600_000).toISOString()},
    ),
  )
  const html = drawPart('item:readiness:access/vault', shot(production(points)))
  const history = html.slice(html.indexOf('id="history"'), html.indexOf('What it needs'))
  expect(history.length).toBeLessThan(16_000)
  expect(tagless(history)).toContain('fail in 30 and pass in 30 of the last 60 runs')
  expect(tagless(history)).toContain('and 189 more')
})

test('the overview tells whether it is getting better, to everybody; the way to the runs is for the team', () => {
  const text = said('overview')
  expect(text).toContain('Is it getting better?')
  expect(text).toContain('The last 4 runs: unmet in all.')
  expect(drawPart('overview', both)).toContain('href="/readiness/runs/"')
  const site = {title: 'x', url: null, base: '/', audience: 'public' as const}
  const told = trend.map(({stood, ...rest}) => ({...rest, run: null, release: null}))
  const open = {...shot(production(told)), site}
  expect(said('overview', open)).toContain('Is it getting better?')
  expect(drawPart('overview', open)).not.toContain('readiness/runs')
  expect(said('item:readiness:access/vault', open)).not.toContain('History')
})

test('since when a gate is met is said, and when it was last', () => {
  const verdicts = (['met', 'met', 'unmet', 'met'] as const).map((verdict, index) =>
    point(
      index + 1,
      {},
      {
        gates: [
          {name: 'a', verdict},
          {name: 'b', verdict: 'met'},
        ],
      },
    ),
  )
  const told = (points: TrendPoint[]) => said('overview', shot(production(points)))
  expect(told(verdicts)).toContain('The last 4 runs: met in 3 and unmet in 1. Met since 4 Nov 2026.')
  expect(told(verdicts.slice(0, 3))).toContain('Unmet since 3 Nov 2026, last met on 2 Nov 2026.')
  expect(told([])).not.toContain('getting better')
})
