import {readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {publish} from './pipelines.ts'
import type {Cooc, Popularity} from './service/artifacts/schemas.ts'
import {devEnv, type Env, now, ownTenant, recommendBody, started, temporaryFolder, useDatabase} from './testing.ts'

const database = useDatabase()

const popularity: Popularity = {
  v: 1,
  kind: 'popularity',
  items: [
    {item_id: 'a', score: 1, tags: ['x']},
    {item_id: 'b', score: 0.5},
    {item_id: 'c', score: 0.1},
  ],
}
const cooc: Cooc = {
  v: 1,
  kind: 'cooc',
  items: [
    {
      item_id: 'a',
      neighbours: [
        {item_id: 'c', score: 0.9},
        {item_id: 'b', score: 0.1},
      ],
    },
  ],
}
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000)

interface Published {
  artifacts?: (Popularity | Cooc)[]
  config?: unknown
  env?: Env
  scheme?: 'file' | 's3'
}

/** A tenant with a manifest for `home`, and a service that serves from it. */
async function published({artifacts = [popularity, cooc], config, env, scheme = 'file'}: Published = {}) {
  const root = temporaryFolder()
  const place = {
    file: {folder: join(root, 'artifacts'), base: 'file:///artifacts'},
    s3: {folder: join(root, 's3/recsys-artifacts'), base: 's3://recsys-artifacts'},
  }[scheme]
  const tenant = await ownTenant(database, {config: config ?? {weights: {pop: 1}}})
  const put = (at: Date, what = artifacts) => publish({...place, tenant, surface: 'home', artifacts: what, at})
  put(now)
  const clock = {time: now}
  const service = await started(
    {
      ...devEnv,
      STANDIN_ROOT: root,
      RECSYS_ARTIFACT_MODE_ENABLED: 'true',
      RECSYS_ARTIFACT_MANIFEST_TEMPLATE: `${place.base}/registry/current/{tenant}/{surface}/manifest.json`,
      ...env,
    },
    () => clock.time,
  )
  const headers = {'x-dev-user-id': 'tester', 'x-dev-org-id': tenant}
  const home = join(place.folder, `registry/current/${tenant}/home/manifest.json`)
  const post = async (path: string, body: unknown) => {
    const response = await service.post(path, body, headers)
    return {status: response.status, answer: await response.json()}
  }
  return {
    service,
    tenant,
    clock,
    put,
    base: place.base,
    manifest: home,
    blob: (uri: string) => join(place.folder, uri.slice(place.base.length)),
    headers,
    ask: (more = {}) => post('/v1/recommend', {...recommendBody, ...more}),
    similar: () => post('/v1/similar', {surface: 'home', item_id: 'a', k: 5}),
    edit: (change: (manifest: {current: Record<string, string>} & Record<string, unknown>) => object) =>
      writeFileSync(home, JSON.stringify(change(JSON.parse(readFileSync(home, 'utf8'))))),
    metrics: async () => (await service.inside('/metrics')).text(),
  }
}

const idsOf = (answer: {items: {item_id: string}[]}) => answer.items.map(({item_id}) => item_id)
const empty = {items: [], warnings: [{code: 'SIGNAL_UNAVAILABLE'}]}

describe('artifacts are served', () => {
  test.each(['file', 's3'] as const)('from %s://', async (scheme) => {
    const {ask, similar} = await published({scheme, config: {weights: {pop: 1, cooc: 1}}})
    const {status, answer} = await ask()
    expect(status).toBe(200)
    expect(idsOf(answer)).toEqual(['a', 'b', 'c'])
    expect(answer).not.toHaveProperty('warnings')
    expect(idsOf((await similar()).answer)).toEqual(['c', 'b'])
  })

  test('a kind that was taken out is ranked without, and said so', async () => {
    const {ask, similar, edit} = await published({config: {weights: {pop: 1, cooc: 0.5}}})
    edit(({current: {popularity: uri = ''}, ...rest}) => ({...rest, current: {popularity: uri}}))
    for (const {answer} of [await ask(), await similar()]) {
      expect(answer.items.length).toBeGreaterThan(0)
      expect(answer.warnings).toEqual([expect.objectContaining({code: 'SIGNAL_PARTIAL'})])
    }
  })

  test('a new manifest is seen when its time is up, or at once after an invalidation', async () => {
    const roles = {AUTH_VIEWER_ROLE: '', AUTH_OPERATOR_ROLE: '', AUTH_ADMIN_ROLE: ''}
    const {ask, put, clock, service, tenant, headers} = await published({env: roles})
    const only = (id: string): Popularity => ({...popularity, items: [{item_id: id, score: 1}]})
    expect(idsOf((await ask()).answer)).toEqual(['a', 'b', 'c'])
    put(later(10), [only('d')])
    clock.time = later(59)
    expect(idsOf((await ask()).answer)).toEqual(['a', 'b', 'c'])
    clock.time = later(60)
    expect(idsOf((await ask()).answer)).toEqual(['d'])
    put(later(60), [only('e')])
    const path = `/v1/admin/tenants/${tenant}/cache/invalidate`
    await service.post(path, {targets: ['popularity'], surface: 'home'}, headers)
    expect(idsOf((await ask()).answer)).toEqual(['e'])
  })

  test('going back is pointing at an older blob', async () => {
    const {ask, put, edit, clock, manifest} = await published()
    const before = JSON.parse(readFileSync(manifest, 'utf8')).current
    put(later(1), [{...popularity, items: [{item_id: 'd', score: 1}]}])
    expect(idsOf((await ask()).answer)).toEqual(['d'])
    edit((bad) => ({...bad, current: before}))
    clock.time = later(120)
    expect(idsOf((await ask()).answer)).toEqual(['a', 'b', 'c'])
  })
})

describe('nobody is told by a status that', () => {
  test('the surface is unknown', async () => {
    const {ask} = await published()
    expect(await ask({surface: 'nowhere'})).toMatchObject({status: 200, answer: empty})
  })

  test.each(['../other', '..', 'a/b', 'home%2f..', '{surface}'])('the surface %j is none', async (surface) => {
    const {ask} = await published()
    expect(await ask({surface})).toMatchObject({status: 200, answer: empty})
  })

  test('the manifest is missing', async () => {
    const {ask, manifest} = await published()
    rmSync(manifest)
    expect(await ask()).toMatchObject({status: 200, answer: empty})
  })

  test('the manifest is stale', async () => {
    const {ask, clock, service} = await published()
    clock.time = later(30 * 60)
    expect(idsOf((await ask()).answer)).toEqual(['a', 'b', 'c'])
    clock.time = later(30 * 60 + 1)
    expect(await ask()).toMatchObject({status: 200, answer: empty})
    expect((await service.get('/readyz')).status).toBe(200)
  })

  test('the blob is missing', async () => {
    const {ask, manifest, blob, metrics, service} = await published()
    rmSync(blob(JSON.parse(readFileSync(manifest, 'utf8')).current.popularity))
    expect(await ask()).toMatchObject({status: 200, answer: empty})
    expect(await metrics()).toContain('recsys_artifact_load_failures_total 1')
    expect((await service.get('/readyz')).status).toBe(200)
  })

  test.each(['tenant', 'surface'])('the manifest is of another %s', async (field) => {
    const {ask, edit} = await published()
    edit((manifest) => ({...manifest, [field]: 'another'}))
    expect(await ask()).toMatchObject({status: 200, answer: empty})
  })

  test.each([
    'file:///etc/passwd',
    's3://other/x.json',
    'https://blobs.test/x.json',
    'file:///artifacts/%2e%2e%2f%2e%2e/x',
  ])('the blob is at %s', async (uri) => {
    const {ask, edit} = await published()
    edit((manifest) => ({...manifest, current: {popularity: uri}}))
    expect(await ask()).toMatchObject({status: 200, answer: empty})
  })
})

describe('422 RECSYS_ARTIFACT_INCOMPATIBLE where', () => {
  const incompatible = {status: 422, answer: {code: 'RECSYS_ARTIFACT_INCOMPATIBLE'}}

  test.each(['', '{', '[]', '{"v": 1}'])('the manifest is %j', async (text) => {
    const {ask, manifest, metrics} = await published()
    writeFileSync(manifest, text)
    expect(await ask()).toMatchObject(incompatible)
    expect(await metrics()).toContain('recsys_artifact_load_failures_total 1')
  })

  const changes = [
    {says: 'another form', change: {v: 2}},
    {says: 'a time that is none', change: {updated_at: 'yesterday'}},
    {says: 'a kind that is none', change: {current: {popular: 'file:///x'}}},
    {says: 'an address that is none', change: {current: {popularity: 'x.json'}}},
    {says: 'a field too many', change: {extra: 1}},
  ]
  test.each(changes)('the manifest has $says', async ({change}) => {
    const {ask, edit} = await published()
    edit((manifest) => ({...manifest, ...change}))
    expect(await ask()).toMatchObject(incompatible)
  })

  test.each(['{', '{}', '{"v": 1, "kind": "cooc", "items": []}'])('a blob is %j', async (text) => {
    const {ask, manifest, blob} = await published()
    writeFileSync(blob(JSON.parse(readFileSync(manifest, 'utf8')).current.popularity), text)
    expect(await ask()).toMatchObject(incompatible)
  })
})

test('the age of each manifest that was read is a metric', async () => {
  const {ask, clock, metrics, tenant} = await published()
  expect(await metrics()).not.toContain(`tenant="${tenant}"`)
  await ask()
  clock.time = later(90)
  expect(await metrics()).toContain(`recsys_artifact_manifest_age_seconds{tenant="${tenant}",surface="home"} 90`)
})
