import {once} from 'node:events'
import {request} from 'node:http'
import {describe, expect, test} from 'vitest'
import {
  bearer,
  devEnv,
  devHeaders,
  type Env,
  jwtEnv,
  makeIssuer,
  now,
  ownTenant,
  recommendBody,
  started,
  type Tested,
  useDatabase,
} from './testing.ts'

const database = useDatabase()

const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000)

/** Asks so many times and counts the answers by status. */
async function statusesOf(times: number, ask: () => Promise<Response>): Promise<Record<number, number>> {
  const counts: Record<number, number> = {}
  for (let time = 0; time < times; time += 1) {
    const {status} = await ask()
    counts[status] = (counts[status] ?? 0) + 1
  }
  return counts
}

describe('the global limiter', () => {
  test('30 at once, then 15 a second, on all routes', async () => {
    let time = now
    const service = await started(devEnv, () => time)
    const routes = ['/healthz', '/nowhere', '/v1/recommend']
    let asked = 0
    const ask = () => service.get(routes[asked++ % routes.length] ?? '')
    expect(await statusesOf(31, ask)).toEqual({200: 10, 404: 10, 405: 10, 429: 1})

    const refused = await service.get('/readyz')
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(await refused.json()).toEqual({detail: 'too many requests', status: 429, title: 'Too Many Requests'})

    time = later(1)
    expect(await statusesOf(17, () => service.get('/healthz'))).toEqual({200: 15, 429: 2})
    time = later(60)
    expect(await statusesOf(31, () => service.get('/healthz'))).toEqual({200: 30, 429: 1})
  })

  const proxies = [
    {says: 'no proxy is trusted', env: {}, first: '10.0.0.1', second: '10.0.0.2', status: 429},
    {
      says: 'the proxy is trusted',
      env: {TRUSTED_PROXIES: '127.0.0.0/8'},
      first: '10.0.0.1',
      second: '10.0.0.2',
      status: 200,
    },
    {
      says: 'it is the same client',
      env: {TRUSTED_PROXIES: '127.0.0.1'},
      first: '10.0.0.1',
      second: '10.0.0.1',
      status: 429,
    },
    {
      says: 'a client makes up who is before it',
      env: {TRUSTED_PROXIES: '127.0.0.1'},
      first: '10.9.9.1, 10.0.0.1',
      second: '10.9.9.2, 10.0.0.1',
      status: 429,
    },
    {
      says: 'two proxies are trusted',
      env: {TRUSTED_PROXIES: '127.0.0.1, 192.168.0.0/16'},
      first: '10.0.0.1, 192.168.1.1',
      second: '10.0.0.2, 192.168.1.1',
      status: 200,
    },
    {
      says: 'a range cannot be read',
      env: {TRUSTED_PROXIES: '127.0.0.1/99'},
      first: '1.1.1.1',
      second: '1.1.1.2',
      status: 429,
    },
    {
      says: 'an address is IPv6',
      env: {TRUSTED_PROXIES: '127.0.0.1'},
      first: '2001:db8::1',
      second: '2001:db8::2',
      status: 200,
    },
  ]
  test.each(proxies)('where $says, the next client gets $status', async ({env, first, second, status}) => {
    const service = await started({...devEnv, ...env})
    await statusesOf(30, () => service.get('/healthz', {'x-forwarded-for': first}))
    expect((await service.get('/healthz', {'x-forwarded-for': second})).status).toBe(status)
  })
})

describe('the tenant limiter', () => {
  const env = {...devEnv, TENANT_RATE_LIMIT_CAPACITY: '3', TENANT_RATE_LIMIT_REFILL_RATE: '2'}
  const ask = (service: Tested, headers = {}) =>
    service.post('/v1/recommend', recommendBody, {...devHeaders, ...headers})

  test('a bucket for each tenant and user', async () => {
    let time = now
    const service = await started(env, () => time)
    expect(await statusesOf(4, () => ask(service))).toEqual({200: 3, 429: 1})
    expect((await ask(service)).headers.get('retry-after')).toBe('1')
    expect((await ask(service, {'x-dev-user-id': 'another'})).status).toBe(200)
    expect((await ask(service, {'x-dev-org-id': 'globex'})).status).toBe(200)
    time = later(1)
    expect(await statusesOf(3, () => ask(service))).toEqual({200: 2, 429: 1})
  })

  test('who waits for one token of a slow bucket is told how long', async () => {
    const service = await started({...env, TENANT_RATE_LIMIT_CAPACITY: '1', TENANT_RATE_LIMIT_REFILL_RATE: '0'})
    await ask(service)
    expect((await ask(service)).headers.get('retry-after')).toBe('60')
  })

  test('can be switched off', async () => {
    const service = await started({...env, TENANT_RATE_LIMIT_ENABLED: 'false'})
    expect(await statusesOf(5, () => ask(service))).toEqual({200: 5})
  })
})

describe('backpressure', () => {
  /** A request that has a place and keeps it: its body does not end before `finish`. */
  async function heldOpen(service: Tested) {
    const {promise, resolve} = Promise.withResolvers<number | undefined>()
    // The server says "continue" just before it works on the request.
    const headers = {...devHeaders, expect: '100-continue'}
    const held = request(`${service.url}/v1/recommend`, {method: 'POST', headers}, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    held.flushHeaders()
    await once(held, 'continue')
    return {status: promise, finish: () => held.end(JSON.stringify(recommendBody))}
  }

  const ask = (service: Tested) => service.post('/v1/recommend', recommendBody, devHeaders)
  const env = (more: Env): Env => ({
    ...devEnv,
    RECSYS_BACKPRESSURE_MAX_INFLIGHT: '1',
    RECSYS_BACKPRESSURE_WAIT_TIMEOUT: '1ms',
    ...more,
  })

  test('who finds no place is refused, and told when to come again', async () => {
    const service = await started(env({RECSYS_BACKPRESSURE_RETRY_AFTER: '2500ms'}))
    const held = await heldOpen(service)
    const refused = await ask(service)
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('3')
    expect(await refused.json()).toMatchObject({code: 'RECSYS_OVERLOADED'})
    expect((await service.get('/healthz')).status).toBe(200)
    held.finish()
    expect(await held.status).toBe(200)
    expect((await ask(service)).status).toBe(200)
    expect(await (await service.inside('/metrics')).text()).toContain('recsys_backpressure_rejections_total 1')
  })

  test('who waits too long is refused', async () => {
    const service = await started(env({RECSYS_BACKPRESSURE_MAX_QUEUE: '1'}))
    const held = await heldOpen(service)
    expect((await ask(service)).status).toBe(503)
    held.finish()
    expect(await held.status).toBe(200)
  })

  test('who waits gets the place that becomes free', async () => {
    const service = await started(env({RECSYS_BACKPRESSURE_MAX_QUEUE: '1', RECSYS_BACKPRESSURE_WAIT_TIMEOUT: '1m'}))
    const held = await heldOpen(service)
    const waiting = ask(service)
    held.finish()
    expect([await held.status, (await waiting).status]).toEqual([200, 200])
  })

  test.each(['0', 'ten', '-1'])('MAX_INFLIGHT %j is no limit', async (RECSYS_BACKPRESSURE_MAX_INFLIGHT) => {
    const service = await started(env({RECSYS_BACKPRESSURE_MAX_INFLIGHT}))
    const held = await heldOpen(service)
    expect(await statusesOf(3, () => ask(service))).toEqual({200: 3})
    held.finish()
    await held.status
  })
})

describe('GET /metrics', () => {
  const scrape = async (service: Tested) => (await service.inside('/metrics')).text()

  test('has every metric that dashboards and alerts name', async () => {
    const service = await started(devEnv)
    const response = await service.inside('/metrics')
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    const names = [...(await response.text()).matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(
      ([, name, type]) => `${name} ${type}`,
    )
    expect(names.sort()).toEqual([
      'http_request_duration_seconds histogram',
      'http_requests_total counter',
      'recsys_artifact_load_failures_total counter',
      'recsys_artifact_manifest_age_seconds gauge',
      'recsys_backpressure_rejections_total counter',
      'recsys_cache_requests_total counter',
      'recsys_recommendation_latency_seconds histogram',
      'recsys_recommendation_requests_total counter',
      'recsys_recommendation_returned_items histogram',
    ])
  })

  test('counts answers by method, route and status, and names no path that a client made up', async () => {
    const service = await started(devEnv)
    await service.get('/healthz')
    await service.get('/made/up')
    await service.get('/v1/admin/tenants/acme/config')
    const text = await scrape(service)
    expect(text).toContain('http_requests_total{method="GET",route="/healthz",status="200"} 1')
    expect(text).toContain('http_requests_total{method="GET",route="unmatched",status="404"} 1')
    expect(text).toContain('http_requests_total{method="GET",route="/v1/admin/tenants/{tenant}/config",status="401"} 1')
    expect(text).toContain('http_request_duration_seconds_count{method="GET",route="/healthz"} 1')
    expect(text).not.toContain('made')
  })

  test('counts what the caches had', async () => {
    const tenant = await ownTenant(database, {config: {}, rules: []})
    const service = await started(devEnv)
    const headers = {...devHeaders, 'x-dev-org-id': tenant}
    for (const _ of [1, 2, 3]) await service.post('/v1/recommend', recommendBody, headers)
    const text = await scrape(service)
    for (const cache of ['tenant_config', 'tenant_rules']) {
      expect(text).toContain(`recsys_cache_requests_total{cache="${cache}",result="miss"} 1`)
      expect(text).toContain(`recsys_cache_requests_total{cache="${cache}",result="hit"} 2`)
    }
  })

  test('counts rankings by how they went', async () => {
    const issuer = await makeIssuer()
    const service = await started({...jwtEnv, STANDIN_JWKS_FILE: issuer.jwksFile})
    const headers = bearer(await issuer.token())
    await service.post('/v1/recommend', recommendBody, headers)
    await service.post('/v1/recommend', {...recommendBody, surface: 'nowhere'}, headers)
    await service.post('/v1/recommend', recommendBody)
    await service.post('/v1/similar', {surface: 'home', item_id: 'item-001', k: 2}, headers)
    const text = await scrape(service)
    const count = (labels: string) => `recsys_recommendation_requests_total{${labels}} 1`
    expect(text).toContain(count('endpoint="recommend",outcome="ok",empty="false"'))
    expect(text).toContain(count('endpoint="recommend",outcome="ok",empty="true"'))
    expect(text).toContain(count('endpoint="recommend",outcome="refused",empty="false"'))
    expect(text).toContain(count('endpoint="similar",outcome="ok",empty="false"'))
    expect(text).toContain('recsys_recommendation_latency_seconds_count{endpoint="recommend"} 3')
    expect(text).toContain('recsys_recommendation_returned_items_sum{endpoint="recommend"} 3')
  })

  test('counts as an error what is ours', async () => {
    const service = await started({...devEnv, STANDIN_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none'})
    expect((await service.post('/v1/recommend', recommendBody, devHeaders)).status).toBe(503)
    expect(await scrape(service)).toContain(
      'recsys_recommendation_requests_total{endpoint="recommend",outcome="error",empty="false"} 1',
    )
  })
})
