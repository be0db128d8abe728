import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {checkNamed} from '../../src/checks/index.ts'
import type {Json} from '../../src/model/index.ts'
import {item, planOf} from '../run/build.ts'
import {type Served, serve} from '../run/serve.ts'
import {findingOf, run} from '../run/world.ts'

const place = {settings: {}, item: item('one'), section: null}
const http = checkNamed('http')

describe('shorthand', () => {
  it.each<[string, Json]>([
    ['GET /healthz', {params: {method: 'GET', url: '/healthz'}}],
    [
      'GET /healthz -> 200',
      {params: {method: 'GET', url: '/healthz', follow: false, wait: true}, expect: {status: 200}},
    ],
    [
      'PUT https://h/x?a=b -> 200 | 204',
      {
        params: {method: 'PUT', url: 'https://h/x?a=b', follow: false, wait: true},
        expect: {status: {one_of: [200, 204]}},
      },
    ],
    ['POST /v1 -> 429', {params: {method: 'POST', url: '/v1', follow: false, wait: false}, expect: {status: 429}}],
    ['GET http://[::1]:8080/health', {params: {method: 'GET', url: 'http://[::1]:8080/health'}}],
    ['GET https://h/@ann?to=a@b', {params: {method: 'GET', url: 'https://h/@ann?to=a@b'}}],
    ['GET http://h/a(v=1).aspx', {params: {method: 'GET', url: 'http://h/a(v=1).aspx'}}],
  ])('%s', (text, expanded) => {
    expect(http?.shorthand?.(text, place)).toEqual(expanded)
  })

  it('quotes no user of an address, since a secret stands there', () => {
    expect(JSON.stringify(http?.shorthand?.('GET https://ann:pw@h/x -> 200', place))).not.toMatch(/ann|pw/)
  })

  it.each([
    ['/healthz', 'a method and a path or URL such as'],
    ['get /healthz -> 200', 'a method and a path or URL such as'],
    ['GET healthz', 'a method and a path or URL such as'],
    ['GET file:///etc/passwd', 'a method and a path or URL such as'],
    ['GET /a b -> 200', 'a method and a path or URL such as'],
    ['GET /x -> ok', 'Unexpected status `ok`'],
    ['GET https://ann:pw@h/x -> 200', 'Unexpected user in an address, expected none'],
    ['POST http://ann@h -> 401', 'name it as `credential`'],
    ['GET /x -> 200 |', 'Unexpected status ``'],
    ['GET /x -> 2000', 'Unexpected status `2000`'],
  ])('%s is a problem', (text, said) => {
    expect(http?.shorthand?.(text, place)).toEqual({problem: expect.stringContaining(said)})
  })
})

it.each([
  [{url: '/x', json: {}, body: ''}, 'expected `json` or `body`, not both'],
  [{url: 'x'}, 'expected a path that starts with `/`'],
  [{url: 'https://ann:pw@h/x'}, 'without a user in it'],
  [{url: '/x', method: 'get'}, 'expected upper case'],
  [{url: '/x', header: {}}, 'Unrecognized key'],
])('refuses %j', (params, said) => {
  expect(JSON.stringify(http?.read(params))).toContain(said)
})

describe('against a server', () => {
  let target: Served
  let root = ''
  const bodies: string[] = []

  beforeAll(async () => {
    target = await serve((request, response) => {
      const {url = '', method} = request
      if (url === '/old') response.writeHead(301, {location: '/new'}).end()
      else if (url === '/loop') response.writeHead(302, {location: '/loop2'}).end()
      else if (url === '/loop2') response.writeHead(302, {location: '/loop'}).end()
      else if (url === '/away') response.writeHead(302, {location: 'http://elsewhere.example/'}).end()
      else if (url === '/limited') response.writeHead(429, {'retry-after': '86400'}).end()
      else if (method === 'HEAD' && url === '/get-only') response.writeHead(405).end()
      else if (url === '/echo') {
        let body = ''
        request.on('data', (chunk) => (body += chunk))
        request.on('end', () => {
          bodies.push(`${request.headers['content-type']} ${body}`)
          response.writeHead(200, {'content-type': 'application/json'}).end(body)
        })
      } else response.writeHead(200).end('hello')
    })
    root = '/nowhere'
  })
  afterAll(() => target.close())

  const made = async (call: string, expect?: Json, beside = {}) => {
    const allow = [{door: 'http' as const, method: 'POST', origin: null, path: '/echo'}]
    const calls = {one: {call, beside, ...(expect === undefined ? {} : {expect})}}
    const plan = planOf({environment: {target: target.url, allow}, calls})
    return findingOf(await run(plan, root), 'one')
  }

  it('takes the first answer where a status is named', async () => {
    expect(await made('http: GET /old -> 301')).toMatchObject({outcome: 'pass', saw: 'status 301 to /new'})
    expect(await made('http: GET /old', {status: 301, location: '/new'})).toMatchObject({outcome: 'pass'})
    expect(await made('http: GET /old', 'status == 301')).toMatchObject({outcome: 'pass'})
    expect(await made('http: GET /old -> 200')).toMatchObject({outcome: 'fail', saw: 'status 301 to /new'})
  })

  it('follows redirects where none is named', async () => {
    const finding = await made('http: GET /old')
    expect(finding).toMatchObject({outcome: 'pass', observation: {status: 200, redirects: 1, url: `${target.url}/new`}})
    expect(finding.saw).toBe(`status 200 after 1 redirect, from ${target.url}/new`)
    expect(await made('http: GET /old', {text: 'hello'})).toMatchObject({outcome: 'pass'})
  })

  it('ends a loop of redirects with an error', async () => {
    expect(await made('http: GET /loop')).toMatchObject({
      outcome: 'error',
      cause: 'error',
      message: `Unexpected redirect back to \`${target.url}/loop\`, expected an answer within 5 redirects`,
    })
  })

  it('does not follow a redirect to where nothing is granted', async () => {
    expect(await made('http: GET /away')).toMatchObject({
      outcome: 'not-run',
      cause: 'capability',
      next: 'add `- http: "GET http://elsewhere.example/"` to `allow` of `staging` in `proofmark.yaml`',
    })
  })

  it('asks as it is told to, and never with HEAD of its own accord', async () => {
    target.seen.splice(0)
    await made('http: GET /get-only')
    expect(target.seen).toEqual(['GET /get-only'])
    expect(await made('http: HEAD /get-only')).toMatchObject({outcome: 'fail', saw: 'status 405'})
  })

  it('sends JSON and text', async () => {
    bodies.splice(0)
    expect(await made('http: POST /echo', 'json.a == 1', {json: {a: 1}})).toMatchObject({outcome: 'pass'})
    await made('http: POST /echo', undefined, {body: 'plain', headers: {'Content-Type': 'text/plain'}})
    expect(bodies).toEqual(['application/json {"a":1}', 'text/plain plain'])
  })

  it('takes 429 as an answer where it is expected, and as nothing that can be judged elsewhere', async () => {
    expect(await made('http: GET /limited -> 429')).toMatchObject({outcome: 'pass'})
    expect(await made('http: GET /limited', {status: {one_of: [200, 429]}})).toMatchObject({outcome: 'pass'})
    expect(await made('http: GET /limited -> 200')).toMatchObject({
      outcome: 'error',
      message: expect.stringContaining('which asks to wait 86400 s'),
    })
  })
})
