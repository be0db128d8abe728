import {mkdtemp, readdir, readFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {expect, test} from 'vitest'
import {CannotJudge, Snapshot, type TrendPoint} from '../../src/model/index.ts'
import {makeSnapshot, type SnapshotParts, writeSnapshot} from '../../src/publish/index.ts'
import {drawPart, emptyMarker, fill, machineFiles, statusJson} from '../../src/view/index.ts'
import {fixtureParts, fixtureRoot, projectIn} from '../setup/fixture.ts'

const parts = async (more: Partial<SnapshotParts> = {}): Promise<SnapshotParts> => ({
  ...(await fixtureParts(projectIn(fixtureRoot), false)),
  ...more,
})

test('the same parts give the same bytes, which the schema accepts', async () => {
  const [one, two] = await Promise.all([parts(), parts()])
  const snapshot = makeSnapshot(one)
  expect(JSON.stringify(makeSnapshot(two))).toBe(JSON.stringify(snapshot))
  expect(Snapshot.parse(JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot)
})

test('it knows the address of every document, by file, and of every checklist, by name', async () => {
  const {routes} = makeSnapshot(await parts())
  expect(routes).toEqual({
    'docs/guide/configuration.md': 'guide/configuration',
    'docs/guide/constructs.md': 'guide/constructs',
    'docs/guide/hostile.md': 'guide/hostile',
    'docs/index.md': 'home',
    'docs/readiness.md': 'readiness',
    'docs/records/rotate.md': 'records/rotate',
    'docs/runbooks/not-ready.md': 'runbooks/not-ready',
    readiness: 'readiness',
  })
})

test('each environment shows its newest run', async () => {
  const {environments, ...others} = await parts()
  const [first] = environments
  const run = first?.runs[0]
  if (first === undefined || run === undefined) throw new Error('Unexpected fixture without a run')
  const older = {...run, id: 'older', finishedAt: '2026-11-20T00:00:00Z', release: 'old', vantage: 'cluster'}
  const snapshot = makeSnapshot({
    ...others,
    environments: [
      {...first, runs: [older, run]},
      {...first, runs: []},
    ],
  })
  expect(snapshot.environments[0]?.run).toMatchObject({
    id: run.id,
    release: run.release,
    vantages: ['cluster', 'outside'],
    others: ['older'],
  })
  expect(snapshot.environments[1]?.run).toBeNull()
})

test('a document may not stand where an item has its page', async () => {
  const {documents, ...others} = await parts()
  const clash = documents.map((document) =>
    document.file === 'docs/index.md' ? {...document, route: 'items/readiness/access/vault'} : document,
  )
  expect(() => makeSnapshot({...others, documents: clash})).toThrow(CannotJudge)
  expect(() => makeSnapshot({...others, documents: clash})).toThrow(
    /^docs\/index\.md:1:1 Unexpected second page at `\/items\/readiness\/access\/vault\/`.* \(also docs\/readiness\.md:\d+:\d+\)/,
  )
})

test.each(['readiness/problems', 'readiness/audit/readiness'])(
  'a document may not stand where the site has a page of its own, %s; a public site has none',
  async (route) => {
    const {documents, project, ...others} = await parts()
    const clash = documents.map((document) => (document.file === 'docs/index.md' ? {...document, route} : document))
    expect(() => makeSnapshot({...others, project, documents: clash})).toThrow(
      `docs/index.md:1:1 Unexpected page at \`/${route}/\`, where the site has a page of its own`,
    )
    const open = {...project, site: {...project.site, audience: 'public' as const}}
    expect(makeSnapshot({...others, project: open, documents: clash}).routes['docs/index.md']).toBe(route)
  },
)

test('the public projection holds texts, statuses, ages and gates, and nothing else', async () => {
  const {project, ...others} = await parts()
  const snapshot = makeSnapshot({
    ...others,
    project: {...project, home: 'https://forge.example/{file}', site: {...project.site, audience: 'public'}},
  })
  const bytes = JSON.stringify(snapshot)
  for (const secret of [
    'prod.env',
    'DEV_AUTH_ENABLED to be',
    'acme',
    'globex',
    'lena.b',
    'samir.h',
    'Platform',
    'Identity',
    'forge.example',
    'signals.example',
    'GET /readyz',
    '4f2c91a',
    '31 hours',
  ])
    expect(
      bytes.replaceAll(/"html":"(?:[^"\\]|\\.)*"|"text":"(?:[^"\\]|\\.)*"|"own":"(?:[^"\\]|\\.)*"/g, ''),
      secret,
    ).not.toContain(secret)
  const page =
    drawPart('answers', snapshot) +
    drawPart('overview', snapshot) +
    fill(emptyMarker('item', 'readiness:access/dev-auth'), snapshot) +
    drawPart('item:readiness:access/dev-auth', snapshot)
  expect(page).toContain('Production: not yet')
  expect(page).toContain('a check saw otherwise')
  expect(page).not.toMatch(/owner|Nobody owns|next<|Evidence: what this call saw|Binding as written/)
  expect(statusJson(snapshot)).toContain('"verdict": "unmet"')
})

const canaries = [
  'Platform',
  'Identity',
  'lena.b',
  'samir.h',
  'acme',
  'globex',
  'signals.example',
  'forge.example',
  '4f2c91a',
  '503',
]
const point = (run: string): TrendPoint => ({
  run,
  at: '2026-11-24T14:02:11Z',
  release: '4f2c91a',
  counts: {pass: 1, fail: 2, blocked: 0, 'not-applicable': 0, none: 0},
  gates: [{name: 'default', verdict: 'unmet'}],
})

async function machineFilesFor(audience: 'internal' | 'public'): Promise<Map<string, string>> {
  const {project, environments, ...others} = await parts()
  const site = {...project.site, audience}
  const told = environments.map((each) => ({
    ...each,
    results: {
      ...each.results,
      results: each.results.results.map((one) => ({...one, since: one.since ?? '2026-11-22T09:00:00Z'})),
    },
    trend: [point('2026-11-24T14-02-11Z-9f31c2')],
  }))
  return machineFiles(makeSnapshot({...others, project: {...project, site}, environments: told}))
}

test('no owner, host, observation or customer reaches the files for programs of a public site', async () => {
  const files = await machineFilesFor('public')
  expect([...files.keys()]).toEqual([
    'badge/production.svg',
    'badge/production.json',
    'badge/production/go-live.svg',
    'og/production.svg',
    'badge/staging.svg',
    'badge/staging.json',
    'badge/staging/rehearsal.svg',
    'og/staging.svg',
    'changes.atom',
    'changes/index.json',
    'history.json',
  ])
  for (const [name, text] of files)
    for (const canary of [...canaries, '9f31c2']) expect(text, `${name}: ${canary}`).not.toContain(canary)
  expect(JSON.parse(files.get('history.json') ?? '').environments[0]).toEqual({
    name: 'production',
    runs: [{...point(''), run: null, release: null}],
  })
  const feed = files.get('changes.atom') ?? ''
  expect(feed).toContain('Development headers are off in production (DEV_AUTH_ENABLED=false), production: fail')
  expect(feed).toContain('<content type="text">Production: fail since 23 Nov 2026')
})

test('an internal site tells of owners, and so the canaries above are heard', async () => {
  const files = [...(await machineFilesFor('internal'))]
  const all = files.map(([name, text]) => name + text).join()
  for (const canary of ['Platform', 'Identity', 'acme', '4f2c91a', '9f31c2']) expect(all).toContain(canary)
  expect(files.filter(([name]) => /^changes\/.*\.atom$/.test(name)).length).toBeGreaterThan(1)
})

test('a snapshot is written whole', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'proofmark-snapshot-'))
  const snapshot = makeSnapshot(await parts())
  const file = path.join(folder, 'deep', 'snapshot.json')
  await writeSnapshot(file, snapshot)
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(snapshot)
  expect(await readdir(path.dirname(file))).toEqual(['snapshot.json'])
})
