import {describe, expect, test} from 'vitest'
import {type Env, StartRefused, startService} from './service/index.ts'
import {readSettings, type Settings} from './service/settings.ts'
import {parseDuration} from './service/values.ts'
import {devEnv, jwtEnv, keyEnv, started, temporaryFile} from './testing.ts'

async function refusal(env: Env): Promise<StartRefused> {
  const service = await startService({env, log: () => {}, port: 0}).catch((error: unknown) => error)
  if (service instanceof StartRefused) return service
  throw new Error('Unexpected start, expected a refused one', {cause: service})
}

describe('starts that are refused', () => {
  const rows: {says: string; env: Env; exitCode: number; names: string}[] = [
    {says: 'JWT without a URL', env: {...jwtEnv, JWT_JWKS_URL: ''}, exitCode: 1, names: 'JWT_JWKS_URL'},
    {says: 'JWT without an issuer', env: {...jwtEnv, JWT_ISSUER: undefined}, exitCode: 1, names: 'JWT_ISSUER'},
    {says: 'JWT without an audience', env: {...jwtEnv, JWT_AUDIENCE: ''}, exitCode: 1, names: 'JWT_AUDIENCE'},
    {says: 'a URL that is none', env: {...jwtEnv, JWT_JWKS_URL: 'id.test'}, exitCode: 1, names: 'JWT_JWKS_URL'},
    {
      says: 'a JWKS URL that is not https',
      env: {...jwtEnv, JWT_JWKS_URL: 'http://id.test/jwks.json'},
      exitCode: 1,
      names: 'https',
    },
    {
      says: 'a JWKS host that is not on the list',
      env: {...jwtEnv, AUTH_JWKS_ALLOWED_HOSTS: 'a.test,b.test'},
      exitCode: 1,
      names: 'id.test',
    },
    {
      says: 'a list that names the port',
      env: {...jwtEnv, JWT_JWKS_URL: 'https://id.test:8443/', AUTH_JWKS_ALLOWED_HOSTS: 'id.test:8443'},
      exitCode: 1,
      names: 'AUTH_JWKS_ALLOWED_HOSTS',
    },
    {says: 'dev auth with JWT', env: {...jwtEnv, DEV_AUTH_ENABLED: 'yes'}, exitCode: 1, names: 'DEV_AUTH_ENABLED'},
    {says: 'no provider', env: {...devEnv, DEV_AUTH_ENABLED: 'off'}, exitCode: 1, names: 'AUTH_REQUIRED'},
    {says: 'API keys without a header', env: {...keyEnv, API_KEY_HEADER: ''}, exitCode: 1, names: 'API_KEY_HEADER'},
    {
      says: 'artifact mode without a template',
      env: {...devEnv, RECSYS_ARTIFACT_MODE_ENABLED: '1'},
      exitCode: 1,
      names: 'RECSYS_ARTIFACT_MANIFEST_TEMPLATE',
    },
    {
      says: 'an exposure log without a path',
      env: {...devEnv, EXPOSURE_LOG_ENABLED: 'on'},
      exitCode: 1,
      names: 'EXPOSURE_LOG_PATH',
    },
    {
      says: 'an audit log without a path',
      env: {...devEnv, AUDIT_LOG_ENABLED: 'true', AUDIT_LOG_PATH: ''},
      exitCode: 1,
      names: 'AUDIT_LOG_PATH',
    },
    {
      says: 'the algorithm none',
      env: {...jwtEnv, JWT_ALLOWED_ALGORITHMS: 'ES256, None'},
      exitCode: 1,
      names: 'JWT_ALLOWED_ALGORITHMS',
    },
    {says: 'no database URL', env: {...devEnv, DATABASE_URL: undefined}, exitCode: 2, names: 'DATABASE_URL'},
    {
      says: 'a database URL file that is not there',
      env: {...devEnv, DATABASE_URL_FILE: '/nowhere/url'},
      exitCode: 2,
      names: 'DATABASE_URL_FILE',
    },
    ...[
      'RECSYS_ARTIFACT_MANIFEST_TTL',
      'RECSYS_ARTIFACT_CACHE_TTL',
      'RECSYS_CONFIG_CACHE_TTL',
      'RECSYS_RULES_CACHE_TTL',
      'RECSYS_BACKPRESSURE_WAIT_TIMEOUT',
      'RECSYS_BACKPRESSURE_RETRY_AFTER',
    ].map((name) => ({says: `a junk ${name}`, env: {...devEnv, [name]: '5 minutes'}, exitCode: 2, names: name})),
  ]
  test.each(rows)('$says: exit $exitCode, naming $names', async ({env, exitCode, names}) => {
    const {exitCode: seen, message} = await refusal(env)
    expect(seen).toBe(exitCode)
    expect(message).toContain(names)
    expect(message).not.toContain('database-password')
  })

  test('a port in use', async () => {
    const {port} = new URL((await started(devEnv)).url)
    const error = await startService({env: devEnv, log: () => {}, port: Number(port)}).catch((reason) => reason)
    expect(error).toMatchObject({name: 'PortInUse', exitCode: 1, message: `Port ${port} is in use`})
  })

  const fine: {says: string; env: Env}[] = [
    {says: 'an empty list allows every host', env: {...jwtEnv, AUTH_JWKS_ALLOWED_HOSTS: ''}},
    {says: 'the list ignores case and port', env: {...jwtEnv, AUTH_JWKS_ALLOWED_HOSTS: 'x.test, ID.test'}},
    {
      says: 'http while insecure is on',
      env: {...jwtEnv, JWT_JWKS_URL: 'http://id.test/', AUTH_ALLOW_INSECURE_JWKS: 'true'},
    },
    {says: 'dev auth with API keys', env: {...keyEnv, DEV_AUTH_ENABLED: 'true'}},
    {says: 'no provider where none is required', env: {DATABASE_URL: 'postgres://db.test/x', AUTH_REQUIRED: 'no'}},
    {says: 'JWT that is off needs no URL', env: {...devEnv, JWT_ALLOWED_ALGORITHMS: 'none'}},
  ]
  test.each(fine)('$says: it starts', async ({env}) => {
    expect((await started(env)).lines).toMatchObject([{level: 'info', msg: 'started'}])
  })
})

describe('how values are read', () => {
  const booleans: [string, boolean][] = [
    ...['1', 't', 'T', 'true', 'TRUE', 'y', 'yes', 'Yes', 'on', 'ON'].map((text): [string, boolean] => [text, true]),
    ...['0', 'f', 'false', 'False', 'n', 'no', 'NO', 'off'].map((text): [string, boolean] => [text, false]),
  ]
  test.each(booleans)('the boolean %j is %j', (text, value) => {
    const settings = readSettings({...devEnv, AUTH_REQUIRED: text, PPROF_ENABLED: text})
    expect([settings.auth.required, settings.pprofEnabled]).toEqual([value, value])
  })

  test.each(['', 'enabled', '2', ' true', 'tru'])('the junk boolean %j is the default', (text) => {
    const settings = readSettings({...devEnv, AUTH_REQUIRED: text, PPROF_ENABLED: text})
    expect([settings.auth.required, settings.pprofEnabled]).toEqual([true, false])
  })

  const numbers: [string, number][] = [
    ['64', 64],
    ['-1', -1],
    ['ten', 0],
    ['', 0],
    ['6.5', 0],
    ['1e3', 0],
  ]
  test.each(numbers)('the number %j is %j', (text, value) => {
    expect(readSettings({...devEnv, RECSYS_BACKPRESSURE_MAX_INFLIGHT: text}).backpressure.maxInflight).toBe(value)
  })

  const durations: [string, number | undefined][] = [
    ['200ms', 200],
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['1.5s', 1_500],
    ['-2s', -2_000],
    ['1µs', 0.001],
    ['0', 0],
    ['', undefined],
    ['5', undefined],
    ['5 m', undefined],
    ['m', undefined],
    ['1d', undefined],
  ]
  test.each(durations)('the duration %j is %j ms', (text, value) => {
    expect(parseDuration(text)).toBe(value)
  })

  test('set but empty counts as set', () => {
    const settings = readSettings({...devEnv, TENANT_HEADER_NAME: '', AUTH_VIEWER_ROLE: '', AUTH_TENANT_CLAIMS: ''})
    expect(settings.auth).toMatchObject({tenantHeader: '', roles: {viewer: '', admin: 'admin'}, tenantClaims: []})
  })

  const expansions: [string, string][] = [
    ['algo@$TAG', 'algo@1.2'],
    ['algo@${TAG}-x', 'algo@1.2-x'],
    ['algo@$MISSING', 'algo@'],
    ['50$', '50$'],
    ['$NESTED', '$TAG'],
  ]
  test.each(expansions)('%j expands to %j', (text, value) => {
    const env = {...devEnv, RECSYS_ALGO_VERSION: text, TAG: '1.2', NESTED: '$TAG'}
    expect(readSettings(env).algoVersion).toBe(value)
  })

  test('DATABASE_URL_FILE is read before DATABASE_URL', () => {
    const file = temporaryFile('postgres://from-file.test/recsys\n')
    expect(readSettings({...devEnv, DATABASE_URL_FILE: file}).databaseUrl).toBe('postgres://from-file.test/recsys')
  })

  const settings: [string, (settings: Settings) => unknown, unknown, string, unknown][] = [
    ['DEV_AUTH_ENABLED', ({auth}) => auth.devEnabled, false, 'on', true],
    ['AUTH_REQUIRED', ({auth}) => auth.required, true, 'off', false],
    ['AUTH_REQUIRE_TENANT_CLAIM', ({auth}) => auth.requireTenantClaim, false, '1', true],
    ['JWT_AUTH_ENABLED', ({jwt}) => jwt.enabled, false, 'y', true],
    ['JWT_JWKS_URL', ({jwt}) => jwt.jwksUrl, '', 'https://id.test/', 'https://id.test/'],
    ['JWT_ISSUER', ({jwt}) => jwt.issuer, '', 'me', 'me'],
    ['JWT_AUDIENCE', ({jwt}) => jwt.audience, '', 'you', 'you'],
    ['JWT_ALLOWED_ALGORITHMS', ({jwt}) => jwt.algorithms, [], 'ES256, RS256', ['ES256', 'RS256']],
    ['AUTH_JWKS_ALLOWED_HOSTS', ({jwt}) => jwt.allowedHosts, [], 'A.test', ['a.test']],
    ['AUTH_ALLOW_INSECURE_JWKS', ({jwt}) => jwt.allowInsecure, false, 't', true],
    ['API_KEY_ENABLED', ({apiKeys}) => apiKeys.enabled, false, 'true', true],
    ['API_KEY_HEADER', ({apiKeys}) => apiKeys.header, 'X-API-Key', 'X-Key', 'X-Key'],
    ['API_KEY_HASH_SECRET', ({apiKeys}) => apiKeys.hashSecret, '', 's', 's'],
    [
      'AUTH_TENANT_CLAIMS',
      ({auth}) => auth.tenantClaims,
      ['tenant_id', 'org_id', 'orgId', 'organization_id'],
      'org.id',
      ['org.id'],
    ],
    ['AUTH_ROLE_CLAIMS', ({auth}) => auth.roleClaims, ['roles', 'role', 'scope', 'scopes'], 'groups', ['groups']],
    ['TENANT_HEADER_NAME', ({auth}) => auth.tenantHeader, 'X-Org-Id', 'X-Tenant', 'X-Tenant'],
    ['AUTH_VIEWER_ROLE', ({auth}) => auth.roles.viewer, 'viewer', 'reader', 'reader'],
    ['AUTH_OPERATOR_ROLE', ({auth}) => auth.roles.operator, 'operator', 'editor', 'editor'],
    ['AUTH_ADMIN_ROLE', ({auth}) => auth.roles.admin, 'admin', 'owner', 'owner'],
    ['EXPOSURE_LOG_ENABLED', ({exposureLog}) => exposureLog.enabled, false, 'on', true],
    ['EXPOSURE_LOG_PATH', ({exposureLog}) => exposureLog.path, '', '/x', '/x'],
    ['EXPOSURE_LOG_FORMAT', ({exposureLog}) => exposureLog.format, 'service_v1', 'eval_v1', 'eval_v1'],
    ['EXPOSURE_LOG_RETENTION_DAYS', ({exposureLog}) => exposureLog.retentionDays, 30, '7', 7],
    ['EXPOSURE_HASH_SALT', ({exposureLog}) => exposureLog.salt, '', 's', 's'],
    ['TRUSTED_PROXIES', ({trustedProxies}) => trustedProxies, [], '10.0.0.0/8,::1', ['10.0.0.0/8', '::1']],
    ['RECSYS_ALGO_VERSION', ({algoVersion}) => algoVersion, 'recsys-algo@local', 'a@1', 'a@1'],
    ['RECSYS_ALGO_RULES_ENABLED', ({rulesEnabled}) => rulesEnabled, false, 'on', true],
    ['DOCS_ENABLED', ({docsEnabled}) => docsEnabled, true, 'off', false],
    ['RECSYS_ARTIFACT_MODE_ENABLED', ({artifact}) => artifact.enabled, false, 'on', true],
    ['RECSYS_ARTIFACT_MANIFEST_TEMPLATE', ({artifact}) => artifact.manifestTemplate, '', 'file:///x', 'file:///x'],
    ['RECSYS_ARTIFACT_MANIFEST_TTL', ({artifact}) => artifact.manifestTtl, 60_000, '2m', 120_000],
    ['RECSYS_ARTIFACT_CACHE_TTL', ({artifact}) => artifact.cacheTtl, 60_000, '5s', 5_000],
    ['MIGRATE_ON_START', ({migrateOnStart}) => migrateOnStart, false, 'true', true],
    ['TENANT_RATE_LIMIT_ENABLED', ({tenantLimit}) => tenantLimit.enabled, true, 'no', false],
    ['TENANT_RATE_LIMIT_CAPACITY', ({tenantLimit}) => tenantLimit.capacity, 60, '5', 5],
    ['TENANT_RATE_LIMIT_REFILL_RATE', ({tenantLimit}) => tenantLimit.perSecond, 30, '5', 5],
    ['AUDIT_LOG_ENABLED', ({auditLog}) => auditLog.enabled, false, 'on', true],
    ['AUDIT_LOG_PATH', ({auditLog}) => auditLog.path, '', '/a', '/a'],
    ['RECSYS_CONFIG_CACHE_TTL', ({caches}) => caches.configTtl, 300_000, '1m', 60_000],
    ['RECSYS_RULES_CACHE_TTL', ({caches}) => caches.rulesTtl, 300_000, '1h', 3_600_000],
    ['RECSYS_BACKPRESSURE_MAX_INFLIGHT', ({backpressure}) => backpressure.maxInflight, 0, '64', 64],
    ['RECSYS_BACKPRESSURE_MAX_QUEUE', ({backpressure}) => backpressure.maxQueue, 0, '8', 8],
    ['RECSYS_BACKPRESSURE_WAIT_TIMEOUT', ({backpressure}) => backpressure.waitTimeout, 200, '1s', 1_000],
    ['RECSYS_BACKPRESSURE_RETRY_AFTER', ({backpressure}) => backpressure.retryAfter, 1_000, '2s', 2_000],
    ['PPROF_ENABLED', ({pprofEnabled}) => pprofEnabled, false, 'on', true],
  ]
  test.each(settings)('%s has its default, and can be set', (name, pick, fallback, text, value) => {
    const env = {DATABASE_URL: 'postgres://db.test/x'}
    expect(pick(readSettings(env))).toEqual(fallback)
    expect(pick(readSettings({...env, [name]: text}))).toEqual(value)
  })

  const following: [string | undefined, boolean, boolean][] = [
    [undefined, true, false],
    ['staging', true, false],
    ['production', false, true],
  ]
  test.each(following)('with ENV %j docs are %j, the tenant claim required is %j', (ENV, docs, claim) => {
    const settings = readSettings({...devEnv, ENV})
    expect([settings.docsEnabled, settings.auth.requireTenantClaim]).toEqual([docs, claim])
  })

  const levels: [string, string[]][] = [
    ['debug', ['started', 'answered']],
    ['INFO', ['started']],
    ['junk', ['started']],
    ['error', []],
  ]
  test.each(levels)('LOG_LEVEL %j logs %j', async (LOG_LEVEL, messages) => {
    const service = await started({...devEnv, LOG_LEVEL})
    await (await service.get('/healthz')).text()
    expect(service.lines.map((line) => line.msg)).toEqual(messages)
  })
})
