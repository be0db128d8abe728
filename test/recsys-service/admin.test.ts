import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {
  addKey,
  bearer,
  devEnv,
  type Env,
  jwtEnv,
  keyEnv,
  makeIssuer,
  now,
  ownTenant,
  recommendBody,
  started,
  temporaryFolder,
  useDatabase,
} from './testing.ts'

const database = useDatabase()

const config = {weights: {pop: 1}}

/** A service, and headers for somebody of a tenant of the test's own. */
async function opened(documents: {config?: unknown; rules?: unknown} = {}, env: Env = {}, clock = () => now) {
  const issuer = await makeIssuer()
  const tenant = await ownTenant(database, documents)
  const service = await started({...jwtEnv, STANDIN_JWKS_FILE: issuer.jwksFile, ...env}, clock)
  const base = `/v1/admin/tenants/${tenant}`
  const as = async (roles: string[], claims = {}) => bearer(await issuer.token({tenant_id: tenant, roles, ...claims}))
  return {
    service,
    tenant,
    base,
    as,
    operator: await as(['operator']),
    versionOf: async (kind: string, headers: Record<string, string>): Promise<string> =>
      (await (await service.get(`${base}/${kind}`, headers)).json())[`${kind}_version`],
    meta: async (headers: Record<string, string>) =>
      (await (await service.post('/v1/recommend', recommendBody, headers)).json()).meta,
  }
}

describe('who may do what', () => {
  const requests = [
    {says: 'GET config', statuses: [200, 200, 200, 403]},
    {says: 'GET rules', statuses: [200, 200, 200, 403]},
    {says: 'GET audit', statuses: [200, 200, 200, 403]},
    {says: 'PUT config', statuses: [403, 200, 200, 403]},
    {says: 'PUT rules', statuses: [403, 200, 200, 403]},
    {says: 'POST cache/invalidate', statuses: [403, 200, 200, 403]},
  ]
  const roles = ['viewer', 'operator', 'admin', 'guest']
  const rows = requests.flatMap(({says, statuses}) =>
    roles.map((role, index) => ({says, role, status: statuses[index] ?? 0})),
  )
  const bodies: Record<string, unknown> = {config: {}, rules: [], 'cache/invalidate': {targets: ['config']}}

  test.each(rows)('$says as $role: $status', async ({says, role, status}) => {
    const {service, base, as, versionOf, operator} = await opened({config, rules: []})
    const [method = '', what = ''] = says.split(' ')
    const headers = await as([role])
    const path = `${base}/${what}`
    const ifMatch = method === 'PUT' ? {'if-match': await versionOf(what, operator)} : {}
    const body = method === 'GET' ? null : JSON.stringify(bodies[what])
    const response = await fetch(service.url + path, {method, headers: {...headers, ...ifMatch}, body})
    expect(response.status).toBe(status)
    if (status === 403) expect(await response.json()).toMatchObject({code: 'RECSYS_FORBIDDEN'})
  })

  test.each(['PUT', 'POST'])('%s of another tenant is refused, as shipped it is not', async (method) => {
    for (const [shipped, status] of [
      ['false', 403],
      ['true', 200],
    ] as const) {
      const {service, base, as} = await opened({}, {STANDIN_AS_SHIPPED: shipped})
      const stranger = await as(['operator'], {tenant_id: 'globex', sub: 'stranger'})
      const response =
        method === 'PUT'
          ? await service.put(`${base}/config`, config, stranger)
          : await service.post(`${base}/cache/invalidate`, {targets: ['rules']}, stranger)
      expect(response.status).toBe(status)
      if (status === 403) expect(await response.json()).toMatchObject({code: 'RECSYS_TENANT_SCOPE_MISMATCH'})
    }
  })

  test('an API key acts by the roles of its row', async () => {
    const tenant = await ownTenant(database)
    await addKey(database, 'reads', {tenant, roles: ['viewer']})
    await addKey(database, 'writes', {tenant, roles: ['Operator']})
    const service = await started(keyEnv)
    const put = (key: string) => service.put(`/v1/admin/tenants/${tenant}/config`, config, {'x-api-key': key})
    expect([(await put('reads')).status, (await put('writes')).status]).toEqual([403, 200])
  })

  test('with dev headers and no role names, a laptop needs no token', async () => {
    const tenant = await ownTenant(database)
    const env = {...devEnv, AUTH_VIEWER_ROLE: '', AUTH_OPERATOR_ROLE: '', AUTH_ADMIN_ROLE: ''}
    const headers = {'x-dev-user-id': 'me', 'x-dev-org-id': tenant}
    const service = await started(env)
    expect((await service.put(`/v1/admin/tenants/${tenant}/config`, config, headers)).status).toBe(200)
  })
})

describe.each(['config', 'rules'] as const)('PUT %s', (kind) => {
  const documents =
    kind === 'config'
      ? [{weights: {pop: 1}}, {weights: {pop: 0.5}}]
      : [[], [{action: 'pin', target: {item_id: 'item-040'}}]]
  const [first, second] = documents

  test('answers with the document, its version and the ETag', async () => {
    const {service, tenant, base, operator, versionOf} = await opened()
    const response = await service.put(`${base}/${kind}`, second, operator)
    const answer = await response.json()
    expect(answer).toEqual({
      tenant_id: tenant,
      [`${kind}_version`]: expect.stringMatching(/^[0-9a-f]{64}$/),
      [kind]: second,
    })
    expect(response.headers.get('etag')).toBe(`"${answer[`${kind}_version`]}"`)
    expect(await versionOf(kind, operator)).toBe(answer[`${kind}_version`])
  })

  test('the old document has its old version again', async () => {
    const {service, base, operator, versionOf} = await opened({[kind]: first})
    const before = await versionOf(kind, operator)
    await service.put(`${base}/${kind}`, second, {...operator, 'if-match': before})
    const between = await versionOf(kind, operator)
    await service.put(`${base}/${kind}`, first, {...operator, 'if-match': between})
    expect(between).not.toBe(before)
    expect(await versionOf(kind, operator)).toBe(before)
  })

  const matches = [
    {says: 'the current version', stored: true, ifMatch: (version: string) => version, status: 200},
    {says: 'the ETag as it was sent', stored: true, ifMatch: (version: string) => `"${version}"`, status: 200},
    {says: 'one of several', stored: true, ifMatch: (version: string) => `"a", "${version}"`, status: 200},
    {says: 'whatever is stored', stored: true, ifMatch: () => '*', status: 200},
    {says: 'another version', stored: true, ifMatch: () => 'a'.repeat(64), status: 409},
    {says: 'no version', stored: true, ifMatch: () => '', status: 409},
    {says: 'no version, as shipped', stored: true, ifMatch: () => '', env: {STANDIN_AS_SHIPPED: 'true'}, status: 200},
    {
      says: 'another version, as shipped',
      stored: true,
      ifMatch: () => 'b',
      env: {STANDIN_AS_SHIPPED: 'true'},
      status: 409,
    },
    {says: 'no version where nothing is stored', stored: false, ifMatch: () => '', status: 200},
    {says: 'a version where nothing is stored', stored: false, ifMatch: () => 'a', status: 409},
    {says: 'whatever is stored where nothing is', stored: false, ifMatch: () => '*', status: 409},
  ]
  test.each(matches)('If-Match with $says: $status', async ({stored, ifMatch, env, status}) => {
    const {service, base, operator, versionOf} = await opened(stored ? {[kind]: first} : {}, env)
    const before = await versionOf(kind, operator)
    const response = await service.put(`${base}/${kind}`, second, {...operator, 'if-match': ifMatch(before)})
    expect(response.status).toBe(status)
    if (status === 409) {
      expect(await response.json()).toMatchObject({code: 'RECSYS_VERSION_MISMATCH'})
      expect(await versionOf(kind, operator)).toBe(before)
    }
  })

  test('of two who read the same version, one is told', async () => {
    const {service, base, operator, versionOf} = await opened({[kind]: first})
    const headers = {...operator, 'if-match': await versionOf(kind, operator)}
    const both = await Promise.all([second, second].map((body) => service.put(`${base}/${kind}`, body, headers)))
    expect(both.map(({status}) => status).sort()).toEqual([200, 409])
  })
})

describe('what is refused', () => {
  const bad = [
    {kind: 'config', body: {weights: {pop: 2}}, detail: 'weights.pop'},
    {kind: 'config', body: {weights: {unknown: 1}}, detail: 'weights'},
    {kind: 'config', body: {surfaces: {home: {k: 0}}}, detail: 'surfaces.home.k'},
    {kind: 'config', body: {extra: 1}, detail: 'config'},
    {kind: 'config', body: [], detail: 'config'},
    {kind: 'config', body: {surfaces: {'a\u0000b': {k: 1}}}, detail: 'Postgres'},
    {kind: 'config', body: '{"surfaces": {"\\ud800": {"k": 1}}}', detail: 'Postgres'},
    {kind: 'rules', body: {}, detail: 'rules'},
    {kind: 'rules', body: [{action: 'boost', target: {tag: 'x'}}], detail: '0.factor'},
  ]
  test.each(bad)('$kind $body: 422, naming $detail', async ({kind, body, detail}) => {
    const {service, base, operator} = await opened()
    const response = await service.put(`${base}/${kind}`, body, operator)
    expect(response.status).toBe(422)
    const problem = await response.json()
    expect(problem.code).toBe(`RECSYS_INVALID_${kind.toUpperCase()}`)
    expect(problem.detail).toContain(detail)
    expect((await service.get(`${base}/${kind}`, operator)).status).toBe(404)
  })

  test('a body that is no JSON: 400', async () => {
    const {service, base, operator} = await opened()
    expect((await service.put(`${base}/config`, '{', operator)).status).toBe(400)
  })

  test.each([{targets: []}, {targets: ['all']}, {}, {targets: ['config'], extra: 1}])(
    'POST cache/invalidate %j: 400',
    async (body) => {
      const {service, base, operator} = await opened()
      expect((await service.post(`${base}/cache/invalidate`, body, operator)).status).toBe(400)
    },
  )
})

describe('caches', () => {
  test('a change is seen when the time is up, or at once after an invalidation', async () => {
    let time = now
    const {service, base, operator, versionOf, meta} = await opened(
      {config},
      {RECSYS_CONFIG_CACHE_TTL: '2m'},
      () => time,
    )
    const before = (await meta(operator)).config_version
    await service.put(`${base}/config`, {}, {...operator, 'if-match': before})
    const after = await versionOf('config', operator)
    expect((await meta(operator)).config_version).toBe(before)
    time = new Date(now.getTime() + 120_000)
    expect((await meta(operator)).config_version).toBe(after)

    await service.put(`${base}/config`, config, {...operator, 'if-match': after})
    expect((await meta(operator)).config_version).toBe(after)
    await service.post(`${base}/cache/invalidate`, {targets: ['config']}, operator)
    expect((await meta(operator)).config_version).toBe(before)
  })

  const kept = [
    {targets: ['config', 'rules'], invalidated: {config: 1, rules: 1}},
    {targets: ['rules'], invalidated: {rules: 1}},
    {targets: ['popularity'], invalidated: {popularity: 1}},
    {targets: ['popularity'], surface: 'home', invalidated: {popularity: 1}},
    {targets: ['popularity'], surface: 'product', invalidated: {popularity: 0}},
  ]
  test.each(kept)('invalidating $targets of $surface drops $invalidated', async ({targets, surface, invalidated}) => {
    const {service, tenant, base, operator, meta} = await opened({config, rules: []})
    await meta(operator)
    const answer = await (await service.post(`${base}/cache/invalidate`, {targets, surface}, operator)).json()
    expect(answer).toEqual({tenant_id: tenant, targets, ...(surface && {surface}), status: 'applied', invalidated})
    const [row] = await database.query<{count: number}>(
      `SELECT count(*)::int AS count FROM cache_invalidation_events e JOIN tenants t ON t.id = e.tenant_id
       WHERE t.external_id = $1 AND targets = $2 AND surface IS NOT DISTINCT FROM $3`,
      [tenant, targets, surface],
    )
    expect(row?.count).toBe(1)
  })
})

describe('the audit trail', () => {
  test('has each change, the newest first, with what was before', async () => {
    const root = temporaryFolder()
    const env = {STANDIN_ROOT: root, AUDIT_LOG_ENABLED: 'true', AUDIT_LOG_PATH: '/var/log/audit.jsonl'}
    const {service, tenant, base, as, operator, versionOf} = await opened({}, env)
    const mei = await as(['operator'], {sub: 'mei'})
    await service.put(`${base}/config`, {}, mei)
    await service.put(`${base}/config`, config, {...mei, 'if-match': await versionOf('config', mei)})
    await service.put(`${base}/rules`, [], operator)
    await service.post(`${base}/cache/invalidate`, {targets: ['config']}, operator)
    const answer = await (await service.get(`${base}/audit`, operator)).json()
    const shared = {id: expect.any(Number), occurred_at: now.toISOString(), actor_type: 'user', ip: '127.0.0.1'}
    const entries = [
      {
        ...shared,
        actor_sub: 'somebody',
        action: 'cache.invalidate',
        entity_type: 'tenant_cache',
        after_state: {targets: ['config']},
      },
      {...shared, actor_sub: 'somebody', action: 'rules.update', entity_type: 'tenant_rules', after_state: []},
      {
        ...shared,
        actor_sub: 'mei',
        action: 'config.update',
        entity_type: 'tenant_config',
        before_state: {},
        after_state: config,
      },
      {...shared, actor_sub: 'mei', action: 'config.update', entity_type: 'tenant_config', after_state: {}},
    ]
    expect(answer).toEqual({tenant_id: tenant, entries, next_before: null, next_before_id: null})
    const lines = readFileSync(join(root, 'var/log/audit.jsonl'), 'utf8').trim().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      entries.toReversed().map((entry) => ({tenant_id: tenant, ...entry})),
    )
  })

  test('a refused change leaves no trace', async () => {
    const {service, base, operator} = await opened({config})
    await service.put(`${base}/config`, {}, {...operator, 'if-match': 'stale'})
    const answer = await (await service.get(`${base}/audit`, operator)).json()
    expect(answer.entries).toEqual([])
  })

  test('is read page by page', async () => {
    const {service, tenant, base, operator} = await opened()
    await database.query(
      `INSERT INTO audit_log (tenant_id, occurred_at, actor_sub, actor_type, action, entity_type, ip, after_state)
       SELECT t.id, $2::timestamptz + make_interval(secs => n / 2), 'a', 'user', 'rules.update', 'tenant_rules', '', to_jsonb(n)
       FROM tenants t, generate_series(1, 205) n WHERE t.external_id = $1`,
      [tenant, now],
    )
    const page = async (query: string) => (await service.get(`${base}/audit${query}`, operator)).json()
    const numbers = (entries: {after_state: number}[]) => entries.map((entry) => entry.after_state)
    const countdown = (from: number, to: number) => Array.from({length: from - to + 1}, (_, index) => from - index)

    expect(numbers((await page('')).entries)).toEqual(countdown(205, 106))
    expect(numbers((await page('?limit=500')).entries)).toEqual(countdown(205, 6))
    const first = await page('?limit=100')
    const second = await page(`?limit=200&before=${first.next_before}&before_id=${first.next_before_id}`)
    expect(numbers(second.entries)).toEqual(countdown(105, 1))
    expect(second.next_before).toBeNull()
  })

  test.each(['limit=0', 'limit=many', 'before=yesterday', 'before_id=x'])('%s: 400', async (query) => {
    const {service, base, operator} = await opened()
    expect((await service.get(`${base}/audit?${query}`, operator)).status).toBe(400)
  })

  test.each(['UPDATE audit_log SET ip = $1', 'DELETE FROM audit_log WHERE ip = $1'])(
    '%s is refused by the table',
    async (text) => {
      await expect(database.query(text, ['x'])).rejects.toThrow('append-only')
    },
  )
})

describe('rules', () => {
  const rows = [
    {says: 'block takes away', rules: [{action: 'block', target: {item_id: 'item-001'}}], first: 'item-002', k: 39},
    {says: 'pin puts first', rules: [{action: 'pin', target: {item_id: 'item-040'}}], first: 'item-040', k: 40},
    {
      says: 'boost multiplies',
      rules: [{action: 'boost', target: {item_id: 'item-003'}, factor: 9}],
      first: 'item-003',
      k: 40,
    },
  ]
  test.each(rows)('$says, where rules are on', async ({rules, first, k}) => {
    const body = {...recommendBody, k: 200}
    const itemsWith = async (on: string) => {
      const {service, operator} = await opened({config, rules}, {RECSYS_ALGO_RULES_ENABLED: on})
      return (await (await service.post('/v1/recommend', body, operator)).json()).items
    }
    const on = await itemsWith('true')
    expect([on[0].item_id, on.length]).toEqual([first, k])
    const off = await itemsWith('false')
    expect([off[0].item_id, off.length]).toEqual(['item-001', 40])
  })

  test('the version of rules is reported while rules are off', async () => {
    const {operator, meta} = await opened({rules: []})
    expect((await meta(operator)).rules_version).toBe(createHash('sha256').update('[]').digest('hex'))
  })
})
