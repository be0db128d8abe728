import {createServer} from 'node:http'
import {beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {dataFolder} from './recsys-service/data-folder.ts'
import {startPostgres} from './recsys-service/postgres.ts'
import {seed} from './recsys-service/seed.ts'
import {openDatabase} from './recsys-service/service/data/database.ts'
import {
  addKey,
  devEnv,
  devHeaders,
  jwtEnv,
  keyEnv,
  makeIssuer,
  now,
  recommendBody,
  started,
  temporaryFile,
  useDatabase,
} from './recsys-service/testing.ts'

const database = useDatabase()

type Issuer = Awaited<ReturnType<typeof makeIssuer>>

describe('open routes', () => {
  const rows = [
    {route: '/healthz', status: 200, body: {message: '', status: 'healthy', timestamp: now.toISOString()}},
    {route: '/readyz', status: 200, body: {message: '', status: 'healthy', timestamp: now.toISOString()}},
    {
      route: '/version',
      env: {STANDIN_VERSION: '1.8.0'},
      status: 200,
      body: {version: '1.8.0', commit: 'none', date: 'unknown'},
    },
    {route: '/health/detailed', status: 200, body: {status: 'healthy', summary: {total: 2, healthy: 2}}},
    {route: '/healthz', env: {STANDIN_DATABASE: 'down'}, status: 200, body: {status: 'healthy'}},
    {
      route: '/readyz',
      env: {STANDIN_DATABASE: 'down'},
      status: 503,
      body: {message: 'database: the database does not answer', status: 'unhealthy'},
    },
    {
      route: '/readyz',
      env: {STANDIN_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none'},
      status: 503,
      body: {message: 'database: the database does not answer'},
    },
    {route: '/readyz', env: {DATABASE_URL: 'mysql://db.test/x'}, status: 503, body: {status: 'unhealthy'}},
    {
      route: '/health/detailed',
      env: {STANDIN_DATABASE: 'down'},
      status: 200,
      body: {
        status: 'unhealthy',
        checks: {database: {status: 'unhealthy', details: {host: 'db.test'}}},
        summary: {unhealthy: 1},
      },
    },
    {route: '/healthz', env: {STANDIN_AS_SHIPPED: 'true', STANDIN_DATABASE: 'down'}, status: 503, body: {}},
    {route: '/livez', env: {STANDIN_AS_SHIPPED: 'true', STANDIN_DATABASE: 'down'}, status: 200, body: {}},
  ]
  test.each(rows)('GET $route with $env answers $status', async ({route, env, status, body}) => {
    const service = await started({...devEnv, ...env})
    const response = await (route === '/health/detailed' ? service.inside(route) : service.get(route))
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject(body)
  })

  test('the database password is in no health answer and in no log line', async () => {
    const service = await started({...devEnv, LOG_LEVEL: 'debug'})
    const answers = await Promise.all(
      ['/readyz', '/health/detailed'].map(async (path) => (await service.inside(path)).text()),
    )
    expect(JSON.stringify([answers, service.lines])).not.toContain('database-password')
    expect(service.lines.map((line) => line.msg)).toEqual(['started', 'answered', 'answered'])
  })

  const keySets = [
    {says: 'a public key', text: (issuer: Issuer) => issuer.publicJwks, status: 200},
    {says: 'no key', text: () => '{"keys": []}', status: 503},
    {says: 'a symmetric key alone', text: () => '{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}', status: 503},
    {says: 'a private key alone', text: (issuer: Issuer) => issuer.privateJwks, status: 503},
    {says: 'no JSON', text: () => 'not found', status: 503},
  ]
  test.each(keySets)('/readyz with $says in the key set answers $status', async ({text, status}) => {
    const file = temporaryFile(text(await makeIssuer()))
    const service = await started({...jwtEnv, STANDIN_JWKS_FILE: file})
    expect((await service.get('/readyz')).status).toBe(status)
    const detailed = await service.inside('/health/detailed')
    expect(await detailed.json()).toMatchObject({checks: {jwt: {details: {url: 'https://id.test/jwks.json'}}}})
  })

  test('a database that goes away makes it not ready, and what was read last is still served', async () => {
    const postgres = await startPostgres(dataFolder())
    onTestFinished(() => postgres.stop())
    const url = await postgres.create('recsys')
    const service = await started({...devEnv, STANDIN_DATABASE_URL: url, MIGRATE_ON_START: 'true'})
    const own = openDatabase(url)
    await seed(own, now)
    await own.close()
    const ask = async () => (await service.post('/v1/recommend', recommendBody, devHeaders)).json()
    const before = await ask()
    expect((await service.get('/readyz')).status).toBe(200)
    await postgres.stop()
    expect((await service.get('/readyz')).status).toBe(503)
    expect((await service.get('/healthz')).status).toBe(200)
    expect((await ask()).items).toEqual(before.items)
    const stranger = {...devHeaders, 'x-dev-org-id': 'globex'}
    expect((await service.post('/v1/recommend', recommendBody, stranger)).status).toBe(503)
  })

  test('/readyz fetches the key set, and tokens are verified by it', async () => {
    const issuer = await makeIssuer()
    const server = createServer((_, response) => void response.end(issuer.publicJwks))
    const address = await new Promise<string>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const found = server.address()
        resolve(`http://127.0.0.1:${typeof found === 'object' ? found?.port : ''}/jwks.json`)
      })
    })
    onTestFinished(() => void server.close())
    const service = await started({...jwtEnv, JWT_JWKS_URL: address, AUTH_ALLOW_INSECURE_JWKS: 'true'})
    expect((await service.get('/readyz')).status).toBe(200)
    const headers = {authorization: `Bearer ${await issuer.token()}`}
    expect((await service.post('/v1/recommend', recommendBody, headers)).status).toBe(200)
    server.closeAllConnections()
    server.close()
    expect((await service.get('/readyz')).status).toBe(503)
  })

  test('as shipped, /readyz leaves the key set out and is kept for a minute', async () => {
    const file = temporaryFile('{"keys": []}')
    let time = now
    const env = {...jwtEnv, STANDIN_JWKS_FILE: file, STANDIN_AS_SHIPPED: 'true'}
    const service = await started(env, () => time)
    const timestamp = async () => (await service.get('/readyz')).text()
    const first = await timestamp()
    expect(first).toContain('"status":"healthy"')
    time = new Date(now.getTime() + 59_000)
    expect(await timestamp()).toBe(first)
    time = new Date(now.getTime() + 60_000)
    expect(await timestamp()).not.toBe(first)
  })

  const switched = [
    {route: '/docs', env: {}, status: 200},
    {route: '/openapi.yaml', env: {}, status: 200},
    {route: '/docs', env: {ENV: 'production'}, status: 404},
    {route: '/openapi.yaml', env: {ENV: 'production'}, status: 404},
    {route: '/docs', env: {ENV: 'production', DOCS_ENABLED: 'on'}, status: 200},
    {route: '/docs', env: {DOCS_ENABLED: 'false'}, status: 404},
    {route: '/debug/pprof/', env: {}, status: 404},
    {route: '/debug/pprof/', env: {PPROF_ENABLED: 'true'}, status: 200},
    {route: '/debug/pprof/heap', env: {PPROF_ENABLED: 'Y'}, status: 200},
    {route: '/livez', env: {}, status: 404},
    {route: '/metrics', env: {}, status: 404},
    {route: '/health/detailed', env: {}, status: 404},
    {route: '/metrics', env: {STANDIN_AS_SHIPPED: 'true'}, status: 200},
    {route: '/health/detailed', env: {STANDIN_AS_SHIPPED: 'true'}, status: 200},
    {route: '/v1/admin/tenants/%zz/config', env: {}, status: 404},
  ]
  test.each(switched)('GET $route with $env answers $status', async ({route, env, status}) => {
    const response = await (await started({...devEnv, ...env})).get(route)
    expect(response.status).toBe(status)
    if (status === 404) expect(await response.text()).toBe('404 page not found\n')
  })

  test('every path of the OpenAPI document is a route', async () => {
    const service = await started(devEnv)
    const text = await (await service.get('/openapi.yaml')).text()
    const paths = [...text.matchAll(/^ {2}(\/\S+):$/gm)].map(([, path = '']) => path.replace('{tenant}', 'acme'))
    expect(paths.length).toBeGreaterThan(5)
    const statuses = await Promise.all(paths.map(async (path) => (await service.get(path)).status))
    expect(statuses).not.toContain(404)
  })
})

describe('who may ask POST /v1/recommend, by API key', () => {
  beforeAll(async () => {
    await addKey(database, 'live')
    await addKey(database, 'expires-later', {expires_at: '2026-03-02T00:00:00Z'})
    await addKey(database, 'expired', {expires_at: '2026-03-01T11:59:59Z'})
    await addKey(database, 'revoked', {revoked_at: '2026-02-01T00:00:00Z'})
  })
  const rows = [
    {says: 'a live key', headers: {'x-api-key': 'live'}, status: 200},
    {says: 'a key with its own tenant', headers: {'x-api-key': 'live', 'x-org-id': 'acme'}, status: 200},
    {says: 'a key that expires later', headers: {'x-api-key': 'expires-later'}, status: 200},
    {says: 'an expired key', headers: {'x-api-key': 'expired'}, status: 401, code: 'RECSYS_AUTH_INVALID'},
    {says: 'a revoked key', headers: {'x-api-key': 'revoked'}, status: 401, code: 'RECSYS_AUTH_INVALID'},
    {says: 'an unknown key', headers: {'x-api-key': 'other'}, status: 401, code: 'RECSYS_AUTH_INVALID'},
    {
      says: 'a key with another tenant',
      headers: {'x-api-key': 'live', 'x-org-id': 'globex'},
      status: 403,
      code: 'RECSYS_TENANT_SCOPE_MISMATCH',
    },
    {
      says: 'a live key after the secret changed',
      headers: {'x-api-key': 'live'},
      env: {API_KEY_HASH_SECRET: 'another'},
      status: 401,
      code: 'RECSYS_AUTH_INVALID',
    },
    {says: 'a key in another header', headers: {'x-key': 'live'}, env: {API_KEY_HEADER: 'X-Key'}, status: 200},
    {says: 'dev headers', headers: devHeaders, status: 401, code: 'RECSYS_AUTH_REQUIRED'},
    {says: 'a token', headers: {authorization: 'Bearer abc'}, status: 401, code: 'RECSYS_AUTH_REQUIRED'},
  ]
  test.each(rows)('$says: $status $code', async ({headers, env, status, code}) => {
    const service = await started({...keyEnv, ...env})
    const response = await service.post('/v1/recommend', recommendBody, {...headers})
    expect(response.status).toBe(status)
    if (code !== undefined) expect(await response.json()).toMatchObject({code})
  })

  test('a key table that cannot be read lets nobody in', async () => {
    const service = await started({...keyEnv, STANDIN_DATABASE_URL: 'postgres://u:database-password@127.0.0.1:1/x'})
    const response = await service.post('/v1/recommend', recommendBody, {'x-api-key': 'live'})
    expect(response.status).toBe(503)
    expect(JSON.stringify([await response.text(), service.lines])).not.toContain('database-password')
  })
})
