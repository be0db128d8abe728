import {generateKeyPair, UnsecuredJWT} from 'jose'
import {describe, expect, test} from 'vitest'
import {bearer, devHeaders, jwtEnv, makeIssuer, recommendBody, started, useDatabase} from './testing.ts'

useDatabase()

type Issuer = Awaited<ReturnType<typeof makeIssuer>>

describe('who may ask POST /v1/recommend, by token', () => {
  const fine: {says: string; headers(issuer: Issuer): Promise<Record<string, string>>}[] = [
    {says: 'the tenant from its claim', headers: async ({token}) => bearer(await token())},
    {says: 'a matching tenant header', headers: async ({token}) => ({...bearer(await token()), 'x-org-id': 'acme'})},
    {says: 'a token expired within the skew', headers: async (i) => bearer(await i.token({exp: i.seconds - 29}))},
    {
      says: 'the tenant from a later claim',
      headers: async ({token}) => bearer(await token({tenant_id: undefined, orgId: 'acme'})),
    },
  ]
  test.each(fine)('$says: 200', async ({headers}) => {
    const issuer = await makeIssuer()
    const service = await started({...jwtEnv, STANDIN_JWKS_FILE: issuer.jwksFile})
    const response = await service.post('/v1/recommend', recommendBody, await headers(issuer))
    expect(await response.json()).toMatchObject({meta: {tenant_id: 'acme'}})
    expect(response.status).toBe(200)
  })

  const without: [string, Record<string, string>][] = [
    ['no credentials', {}],
    ['dev headers alone', devHeaders],
    ['the tenant header alone', {'x-org-id': 'acme'}],
    ['an API key while keys are off', {'x-api-key': 'some-key'}],
    ['another scheme', {authorization: 'Basic dTpw'}],
  ]
  test.each(without)('%s: 401 RECSYS_AUTH_REQUIRED', async (_, headers) => {
    const {jwksFile} = await makeIssuer()
    const service = await started({...jwtEnv, STANDIN_JWKS_FILE: jwksFile})
    const response = await service.post('/v1/recommend', recommendBody, {...headers, 'x-request-id': 'r-1'})
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toEqual({
      code: 'RECSYS_AUTH_REQUIRED',
      detail: 'authentication required',
      instance: '/v1/recommend',
      request_id: 'r-1',
      status: 401,
      title: 'Unauthorized',
      type: 'https://errors.recsys.example/problem/recsys-auth-required',
    })
  })

  const bad: {says: string; token(issuer: Issuer): Promise<string>}[] = [
    {says: 'expired beyond the skew', token: (i) => i.token({exp: i.seconds - 31})},
    {says: 'of another audience', token: (i) => i.token({aud: 'other'})},
    {says: 'of another issuer', token: (i) => i.token({iss: 'https://other.test/'})},
    {says: 'without exp', token: (i) => i.token({exp: undefined})},
    {says: 'without sub', token: (i) => i.token({sub: undefined})},
    {says: 'of alg none', token: async (i) => new UnsecuredJWT(i.claimsOf({})).encode()},
    {says: 'of HS256 with the public key', token: (i) => i.token({}, {alg: 'HS256', key: i.publicPem})},
    {says: 'of an unknown kid', token: (i) => i.token({}, {kid: 'key-2'})},
    {says: 'of another key', token: async (i) => i.token({}, {key: (await generateKeyPair('ES256')).privateKey})},
    {says: 'that is none', token: async () => 'abc'},
  ]
  test.each(bad)('a token $says: 401 without a code', async ({token}) => {
    const issuer = await makeIssuer()
    const service = await started({...jwtEnv, STANDIN_JWKS_FILE: issuer.jwksFile})
    const response = await service.post('/v1/recommend', recommendBody, bearer(await token(issuer)))
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({
      detail: 'invalid authentication token',
      status: 401,
      title: 'Unauthorized',
    })
  })

  test('an algorithm that is not allowed: 401', async () => {
    const issuer = await makeIssuer()
    const env = {...jwtEnv, STANDIN_JWKS_FILE: issuer.jwksFile, JWT_ALLOWED_ALGORITHMS: 'RS256'}
    const service = await started(env)
    const response = await service.post('/v1/recommend', recommendBody, bearer(await issuer.token()))
    expect(response.status).toBe(401)
  })

  const scopes = [
    {says: 'no tenant claim', claims: {tenant_id: undefined}, status: 403, code: 'RECSYS_TENANT_SCOPE_REQUIRED'},
    {
      says: 'no tenant claim but the header',
      claims: {tenant_id: undefined},
      headers: {'x-org-id': 'acme'},
      status: 403,
      code: 'RECSYS_TENANT_SCOPE_REQUIRED',
    },
    {
      says: 'no tenant claim, the header, and no claim required',
      claims: {tenant_id: undefined},
      headers: {'x-org-id': 'acme'},
      env: {AUTH_REQUIRE_TENANT_CLAIM: 'false'},
      status: 200,
    },
    {
      says: 'a claim and another header',
      claims: {},
      headers: {'x-org-id': 'globex'},
      status: 403,
      code: 'RECSYS_TENANT_SCOPE_MISMATCH',
    },
    {
      says: 'a dotted claim',
      claims: {tenant_id: undefined, org: {id: 'acme'}},
      env: {AUTH_TENANT_CLAIMS: 'tenant, org.id'},
      status: 200,
    },
    {
      says: 'a claim whose own name has a dot',
      claims: {tenant_id: undefined, 'https://id.test/tenant': 'acme'},
      env: {AUTH_TENANT_CLAIMS: 'https://id.test/tenant'},
      status: 200,
    },
    {says: 'an unknown tenant', claims: {tenant_id: 'umbrella'}, status: 403, code: 'RECSYS_FORBIDDEN'},
    {says: 'a suspended tenant', claims: {tenant_id: 'initech'}, status: 403, code: 'RECSYS_FORBIDDEN'},
  ]
  test.each(scopes)('$says: $status $code', async ({claims, headers, env, status, code}) => {
    const issuer = await makeIssuer()
    const service = await started({...jwtEnv, STANDIN_JWKS_FILE: issuer.jwksFile, ...env})
    const sent = {...headers, ...bearer(await issuer.token(claims))}
    const response = await service.post('/v1/recommend', recommendBody, sent)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject(code === undefined ? {meta: {tenant_id: 'acme'}} : {code})
  })

  const shipped = [
    {tenant: 'umbrella', items: 0},
    {tenant: 'initech', items: 3},
  ]
  test.each(shipped)('as shipped, $tenant gets 200 with $items items', async ({tenant, items}) => {
    const issuer = await makeIssuer()
    const service = await started({...jwtEnv, STANDIN_JWKS_FILE: issuer.jwksFile, STANDIN_AS_SHIPPED: 'true'})
    const headers = bearer(await issuer.token({tenant_id: tenant}))
    const response = await service.post('/v1/recommend', recommendBody, headers)
    expect(response.status).toBe(200)
    expect((await response.json()).items).toHaveLength(items)
  })
})
