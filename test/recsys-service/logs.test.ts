import {createHmac} from 'node:crypto'
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {Ajv} from 'ajv'
import {describe, expect, test} from 'vitest'
import {devEnv, devHeaders, type Env, now, recommendBody, started, temporaryFolder, useDatabase} from './testing.ts'

useDatabase()

const exposureSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['request_id', 'user_id', 'ts', 'items'],
  properties: {
    request_id: {type: 'string', minLength: 1},
    user_id: {type: 'string', minLength: 1},
    ts: {type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$'},
    items: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['item_id', 'rank'],
        properties: {item_id: {type: 'string'}, rank: {type: 'integer', minimum: 1}},
      },
    },
    context: {type: 'object', additionalProperties: {type: 'string'}},
  },
}
const isExposure = new Ajv().compile(exposureSchema)

const salt = 'the-salt'
const hashed = (id: string, key = salt) => createHmac('sha256', key).update(id).digest('hex')

/** A service that logs under `root`, as a pod does under `/`. */
function logging(root: string, env: Env = {}, clock = () => now) {
  const log = {EXPOSURE_LOG_ENABLED: 'true', EXPOSURE_LOG_PATH: '/var/log/exposure', EXPOSURE_HASH_SALT: salt}
  return started({...devEnv, STANDIN_ROOT: root, ...log, ...env}, clock)
}

const linesOf = (root: string, path: string) =>
  readFileSync(join(root, path), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('the exposure log', () => {
  const ask = {...recommendBody, k: 2}
  const headers = {...devHeaders, 'x-request-id': 'r-1'}

  test('eval_v1 is what the evaluation reads', async () => {
    const root = temporaryFolder()
    const service = await logging(root, {EXPOSURE_LOG_FORMAT: 'eval_v1', RECSYS_ALGO_VERSION: 'algo@2'})
    const {items, meta} = await (await service.post('/v1/recommend', ask, headers)).json()
    const lines = linesOf(root, 'var/log/exposure/exposure-2026-03-01.jsonl')
    const {tenant_id, surface, segment, algo_version, config_version, rules_version} = meta
    expect(lines).toEqual([
      {
        request_id: 'r-1',
        user_id: hashed('u-1'),
        ts: now.toISOString(),
        items: items.map(({item_id, rank}: {item_id: string; rank: number}) => ({item_id, rank})),
        context: {tenant_id, surface, segment, algo_version, config_version, rules_version},
      },
    ])
    expect(isExposure(lines[0])).toBe(true)
  })

  test('service_v1 says more, and fails the schema of the evaluation', async () => {
    const root = temporaryFolder()
    const service = await logging(root)
    const {items, meta} = await (await service.post('/v1/recommend', ask, headers)).json()
    const lines = linesOf(root, 'var/log/exposure/exposure-2026-03-01.jsonl')
    expect(lines).toEqual([
      {
        schema_version: 'v1',
        timestamp: now.toISOString(),
        request_id: 'r-1',
        tenant_id: 'acme',
        surface: 'home',
        segment: 'new',
        algo_version: 'recsys-algo@local',
        config_version: meta.config_version,
        rules_version: meta.rules_version,
        subject: {user_id_hash: hashed('u-1')},
        context: {},
        items: items.map(({item_id, rank}: {item_id: string; rank: number}) => ({item_id, rank})),
      },
    ])
    expect(isExposure(lines[0])).toBe(false)
  })

  test('what is not stored is left out, and so is the error of an answer that never was', async () => {
    const root = temporaryFolder()
    const service = await logging(root)
    const hooli = {...headers, 'x-dev-org-id': 'hooli'}
    await service.post('/v1/recommend', {surface: 'home'}, hooli)
    await service.post('/v1/recommend', {surface: 'nowhere', user: {anonymous_id: 'a', session_id: 's'}}, hooli)
    const lines = linesOf(root, 'var/log/exposure/exposure-2026-03-01.jsonl')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({items: [], subject: {anonymous_id_hash: hashed('a'), session_id_hash: hashed('s')}})
    expect(lines[0]).not.toHaveProperty('config_version')
  })

  test.each(['service_v1', 'eval_v1'])('no id of a person is in %s, nor the salt', async (format) => {
    const root = temporaryFolder()
    const service = await logging(root, {EXPOSURE_LOG_FORMAT: format})
    const user = {user_id: 'mallory-1', anonymous_id: 'mallory-2', session_id: 'mallory-3'}
    await service.post('/v1/recommend', {...ask, user}, headers)
    const text = readFileSync(join(root, 'var/log/exposure/exposure-2026-03-01.jsonl'), 'utf8')
    expect(text).not.toMatch(/mallory|the-salt/)
  })

  test('an empty salt is an empty key', async () => {
    const root = temporaryFolder()
    const service = await logging(root, {EXPOSURE_HASH_SALT: undefined})
    await service.post('/v1/recommend', ask, headers)
    const [line] = linesOf(root, 'var/log/exposure/exposure-2026-03-01.jsonl')
    expect(line.subject.user_id_hash).toBe(hashed('u-1', ''))
  })

  test('off by default', async () => {
    const root = temporaryFolder()
    const service = await logging(root, {EXPOSURE_LOG_ENABLED: undefined})
    expect((await service.post('/v1/recommend', ask, headers)).status).toBe(200)
    expect(readdirSync(root)).toEqual([])
  })

  test('a folder gets one file a day, and only the days of the retention stay', async () => {
    const root = temporaryFolder()
    const folder = join(root, 'var/log/exposure')
    mkdirSync(folder, {recursive: true})
    const days = ['2026-02-26', '2026-02-27', '2026-02-28']
    for (const day of days) writeFileSync(join(folder, `exposure-${day}.jsonl`), '{}\n')
    writeFileSync(join(folder, 'outcome-2020-01-01.jsonl'), '{}\n')
    let time = now
    const service = await logging(root, {EXPOSURE_LOG_RETENTION_DAYS: '2'}, () => time)
    await service.post('/v1/recommend', ask, headers)
    const left = () => readdirSync(folder).sort()
    const files = (...dates: string[]) => [...dates.map((day) => `exposure-${day}.jsonl`), 'outcome-2020-01-01.jsonl']
    expect(left()).toEqual(files('2026-02-27', '2026-02-28', '2026-03-01'))
    time = new Date('2026-03-02T00:00:00Z')
    await service.post('/v1/recommend', ask, headers)
    expect(left()).toEqual(files('2026-02-28', '2026-03-01', '2026-03-02'))
    expect(statSync(join(folder, 'exposure-2026-03-02.jsonl')).mode & 0o777).toBe(0o600)
  })

  test.each(['0', '-1'])('a retention of %s keeps everything', async (EXPOSURE_LOG_RETENTION_DAYS) => {
    const root = temporaryFolder()
    const folder = join(root, 'var/log/exposure')
    mkdirSync(folder, {recursive: true})
    writeFileSync(join(folder, 'exposure-2000-01-01.jsonl'), '{}\n')
    const service = await logging(root, {EXPOSURE_LOG_RETENTION_DAYS})
    await service.post('/v1/recommend', ask, headers)
    expect(existsSync(join(folder, 'exposure-2000-01-01.jsonl'))).toBe(true)
  })

  test('a file takes every day, whatever the retention', async () => {
    const root = temporaryFolder()
    let time = now
    const env = {EXPOSURE_LOG_PATH: '/var/log/exposure.jsonl', EXPOSURE_LOG_RETENTION_DAYS: '1'}
    const service = await logging(root, env, () => time)
    await service.post('/v1/recommend', ask, headers)
    time = new Date('2026-05-01T00:00:00Z')
    await service.post('/v1/recommend', ask, headers)
    expect(linesOf(root, 'var/log/exposure.jsonl')).toHaveLength(2)
  })

  test('a log that cannot be written costs nobody an answer', async () => {
    const root = temporaryFolder()
    writeFileSync(join(root, 'var'), 'a file')
    const service = await logging(root)
    expect((await service.post('/v1/recommend', ask, headers)).status).toBe(200)
    expect(service.lines.at(-1)).toMatchObject({level: 'error', msg: 'line not written', log: 'exposure'})
  })
})
