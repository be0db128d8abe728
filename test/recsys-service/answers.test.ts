import {createHash} from 'node:crypto'
import {describe, expect, test} from 'vitest'
import {
  bearer,
  devEnv,
  devHeaders,
  jwtEnv,
  makeIssuer,
  ownTenant,
  recommendBody,
  started,
  useDatabase,
} from './testing.ts'

const database = useDatabase()

describe('what POST /v1/recommend takes', () => {
  const bad = [
    {says: 'bad JSON', body: '{', status: 400, code: 'RECSYS_INVALID_REQUEST'},
    {says: 'an empty body', body: '', status: 400, code: 'RECSYS_INVALID_REQUEST'},
    {says: 'a list', body: [], status: 400, code: 'RECSYS_INVALID_REQUEST'},
    {says: 'an unknown field', body: {...recommendBody, extra: 1}, status: 400, code: 'RECSYS_INVALID_REQUEST'},
    {says: 'k of 0', body: {...recommendBody, k: 0}, status: 400, code: 'RECSYS_INVALID_REQUEST'},
    {says: 'k of 201', body: {...recommendBody, k: 201}, status: 400, code: 'RECSYS_INVALID_REQUEST'},
    {says: 'k of 1.5', body: {...recommendBody, k: 1.5}, status: 400, code: 'RECSYS_INVALID_REQUEST'},
    {says: 'no surface', body: {user: {user_id: 'u'}}, status: 400, code: 'RECSYS_INVALID_REQUEST'},
    {says: 'no user', body: {surface: 'home'}, status: 422, code: 'RECSYS_UNPROCESSABLE_ENTITY'},
    {says: 'an empty user', body: {surface: 'home', user: {}}, status: 422, code: 'RECSYS_UNPROCESSABLE_ENTITY'},
    {
      says: 'explain=full without admin',
      body: {...recommendBody, options: {explain: 'full'}},
      status: 403,
      code: 'RECSYS_FORBIDDEN',
    },
  ]
  test.each(bad)('$says: $status $code', async ({body, status, code}) => {
    const service = await started(devEnv)
    const response = await service.post('/v1/recommend', body, devHeaders)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({code, status, instance: '/v1/recommend'})
  })

  test('a body of more than a megabyte: 413', async () => {
    const service = await started(devEnv)
    const response = await service.post('/v1/recommend', `"${'x'.repeat(1024 * 1024)}"`, devHeaders)
    expect(response.status).toBe(413)
  })

  const methods = [
    {method: 'GET', path: '/v1/recommend', allow: 'POST'},
    {method: 'PUT', path: '/v1/similar', allow: 'POST'},
    {method: 'POST', path: '/healthz', allow: 'GET, HEAD'},
    {method: 'DELETE', path: '/v1/admin/tenants/acme/config', allow: 'GET, HEAD, PUT'},
    {method: 'GET', path: '/v1/admin/tenants/acme/cache/invalidate', allow: 'POST'},
  ]
  test.each(methods)('$method $path: 405, Allow: $allow', async ({method, path, allow}) => {
    const service = await started(devEnv)
    const response = await fetch(service.url + path, {method})
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe(allow)
  })

  test('the admin may ask for explain=full', async () => {
    const issuer = await makeIssuer()
    const service = await started({...jwtEnv, STANDIN_JWKS_FILE: issuer.jwksFile})
    const headers = bearer(await issuer.token({roles: ['ADMIN']}))
    const body = {...recommendBody, options: {explain: 'full'}}
    const response = await service.post('/v1/recommend', body, headers)
    expect((await response.json()).items[0].explain).toMatchObject({popularity: 1})
  })

  const subjects = ['user_id', 'anonymous_id', 'session_id']
  test.each(subjects)('%s alone is enough', async (field) => {
    const service = await started(devEnv)
    const response = await service.post('/v1/recommend', {surface: 'home', user: {[field]: 'x'}}, devHeaders)
    expect(response.status).toBe(200)
  })
})

describe('what POST /v1/recommend gives', () => {
  test('ranked items and meta, the same for the same request', async () => {
    const service = await started({...devEnv, RECSYS_ALGO_VERSION: 'algo@2'})
    const ask = async () => service.post('/v1/recommend', recommendBody, {...devHeaders, 'x-request-id': 'r-1'})
    const response = await ask()
    const answer = await response.json()
    expect(response.headers.get('x-request-id')).toBe('r-1')
    expect(answer.items.map((item: {rank: number}) => item.rank)).toEqual([1, 2, 3])
    expect(answer).not.toHaveProperty('warnings')
    expect(answer.meta).toEqual({
      tenant_id: 'acme',
      surface: 'home',
      segment: 'new',
      algo_version: 'algo@2',
      config_version: expect.stringMatching(/^[0-9a-f]{64}$/),
      rules_version: expect.stringMatching(/^[0-9a-f]{64}$/),
      request_id: 'r-1',
      counts: {returned: 3},
    })
    expect(await (await ask()).json()).toEqual(answer)
  })

  const ids = ['a b', 'x'.repeat(129), '<b>']
  test.each(ids)('the request id %j is replaced', async (id) => {
    const service = await started(devEnv)
    const response = await service.get('/healthz', {'x-request-id': id})
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('a tenant with nothing stored has no versions', async () => {
    const service = await started(devEnv)
    const headers = {...devHeaders, 'x-dev-org-id': 'hooli'}
    const {meta} = await (await service.post('/v1/recommend', recommendBody, headers)).json()
    expect(meta.tenant_id).toBe('hooli')
    expect(meta).not.toHaveProperty('config_version')
    expect(meta).not.toHaveProperty('rules_version')
  })

  const warned = [
    {code: 'DEFAULT_APPLIED', body: {surface: 'home', segment: 'new', user: {user_id: 'u'}}, items: 20},
    {code: 'DEFAULT_APPLIED', body: {surface: 'home', k: 2, user: {user_id: 'u'}}, items: 2},
    {
      code: 'CANDIDATES_INCLUDE_FILTERED',
      body: {...recommendBody, candidates: {include_ids: ['item-001', 'gone']}},
      items: 1,
    },
    {code: 'CANDIDATES_INCLUDE_EMPTY', body: {...recommendBody, candidates: {include_ids: ['gone']}}, items: 0},
    {code: 'CONSTRAINTS_FILTERED', body: {...recommendBody, constraints: {forbidden_tags: ['books']}}, items: 3},
    {code: 'CONSTRAINTS_FILTERED', body: {...recommendBody, constraints: {required_tags: ['books', 'x']}}, items: 0},
  ]
  test.each(warned)('$code with $items items', async ({code, body, items}) => {
    const service = await started(devEnv)
    const answer = await (await service.post('/v1/recommend', body, devHeaders)).json()
    expect(answer.warnings.map((warning: {code: string}) => warning.code)).toEqual([code])
    expect(answer.items).toHaveLength(items)
    expect(answer.meta.counts).toEqual(items === 0 ? undefined : {returned: items})
  })

  test('POST /v1/recommend/validate gives the request as it is read', async () => {
    const service = await started(devEnv)
    const body = {surface: 'home', user: {session_id: 's'}}
    const answer = await (await service.post('/v1/recommend/validate', body, devHeaders)).json()
    expect(answer.normalized_request).toMatchObject({surface: 'home', k: 20, segment: 'default'})
    expect(answer.warnings).toHaveLength(2)
    expect(answer.meta.tenant_id).toBe('acme')
  })

  test('POST /v1/similar gives items that share tags', async () => {
    const service = await started(devEnv)
    const ask = async (item_id: string) =>
      (await service.post('/v1/similar', {surface: 'home', item_id, k: 2}, devHeaders)).json()
    expect(await ask('item-001')).toMatchObject({items: [{item_id: 'item-004', rank: 1, score: 1}, {rank: 2}]})
    expect(await ask('gone')).toMatchObject({items: [], warnings: [{code: 'SIGNAL_UNAVAILABLE'}]})
  })

  test('anybody may ask where no credentials are required, for the tenant of the header', async () => {
    const service = await started({DATABASE_URL: 'postgres://db.test/recsys', AUTH_REQUIRED: 'false'})
    expect((await service.post('/v1/recommend', recommendBody, {'x-org-id': 'acme'})).status).toBe(200)
    expect((await service.post('/v1/recommend', recommendBody)).status).toBe(403)
  })
})

describe('the admin routes', () => {
  const path = '/v1/admin/tenants/acme/config'
  const rows = [
    {says: 'a viewer', claims: {roles: ['viewer']}, status: 200},
    {says: 'an operator', claims: {roles: ['operator']}, status: 200},
    {says: 'an admin', claims: {roles: ['admin']}, status: 200},
    {says: 'a role in another case', claims: {roles: ['Viewer']}, status: 200},
    {says: 'a role in `scope`', claims: {roles: undefined, scope: 'openid viewer'}, status: 200},
    {says: 'another role', claims: {roles: ['guest']}, status: 403, code: 'RECSYS_FORBIDDEN'},
    {says: 'no role', claims: {roles: undefined}, status: 403, code: 'RECSYS_FORBIDDEN'},
    {
      says: 'no role while the three names are empty',
      claims: {roles: undefined},
      env: {AUTH_VIEWER_ROLE: '', AUTH_OPERATOR_ROLE: '', AUTH_ADMIN_ROLE: ''},
      status: 200,
    },
    {
      says: 'an empty role while one name is empty',
      claims: {roles: ['']},
      env: {AUTH_VIEWER_ROLE: ''},
      status: 403,
      code: 'RECSYS_FORBIDDEN',
    },
    {says: 'another tenant', claims: {tenant_id: 'globex'}, status: 403, code: 'RECSYS_TENANT_SCOPE_MISMATCH'},
    {
      says: 'another tenant, as shipped',
      claims: {tenant_id: 'globex'},
      env: {STANDIN_AS_SHIPPED: 'true'},
      status: 200,
    },
  ]
  test.each(rows)('$says reads a config: $status $code', async ({claims, env, status, code}) => {
    const issuer = await makeIssuer()
    const service = await started({...jwtEnv, STANDIN_JWKS_FILE: issuer.jwksFile, ...env})
    const response = await service.get(path, bearer(await issuer.token(claims)))
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject(code === undefined ? {tenant_id: 'acme'} : {code})
  })

  const missing = [
    {tenant: 'hooli', kind: 'config', code: 'RECSYS_CONFIG_NOT_FOUND'},
    {tenant: 'hooli', kind: 'rules', code: 'RECSYS_RULES_NOT_FOUND'},
    {tenant: 'umbrella', kind: 'config', code: 'RECSYS_TENANT_NOT_FOUND'},
  ]
  test.each(missing)('$kind of $tenant: 404 $code', async ({tenant, kind, code}) => {
    const issuer = await makeIssuer()
    const service = await started({...jwtEnv, STANDIN_JWKS_FILE: issuer.jwksFile})
    const headers = bearer(await issuer.token({tenant_id: tenant}))
    const response = await service.get(`/v1/admin/tenants/${tenant}/${kind}`, headers)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({code})
  })

  test('the versions are those of the answers, and of the document itself', async () => {
    const issuer = await makeIssuer()
    const service = await started({...jwtEnv, STANDIN_JWKS_FILE: issuer.jwksFile})
    const headers = bearer(await issuer.token())
    const {meta} = await (await service.post('/v1/recommend', recommendBody, headers)).json()
    const config = await service.get(path, headers)
    const stored = await config.json()
    const rules = await (await service.get('/v1/admin/tenants/acme/rules', headers)).json()
    expect(config.headers.get('etag')).toBe(`"${stored.config_version}"`)
    expect([meta.config_version, meta.rules_version]).toEqual([stored.config_version, rules.rules_version])
  })

  test('nobody reads without credentials', async () => {
    const {jwksFile} = await makeIssuer()
    const service = await started({...jwtEnv, STANDIN_JWKS_FILE: jwksFile})
    expect((await service.get(path)).status).toBe(401)
  })

  test('a version is the hash of the text that Postgres keeps', async () => {
    const tenant = await ownTenant(database, {config: {weights: {pop: 1}, surfaces: {b: {k: 1}, aa: {k: 2}}}})
    const service = await started(devEnv)
    const {meta} = await (
      await service.post('/v1/recommend', recommendBody, {...devHeaders, 'x-dev-org-id': tenant})
    ).json()
    const text = '{"weights": {"pop": 1}, "surfaces": {"b": {"k": 1}, "aa": {"k": 2}}}'
    expect(meta.config_version).toBe(createHash('sha256').update(text).digest('hex'))
  })
})
