import {mkdir, mkdtemp, rm, symlink, utimes, writeFile} from 'node:fs/promises'
import {type IncomingHttpHeaders, request} from 'node:http'
import os from 'node:os'
import path from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {type ServedSite, serveSite} from '../../src/live/index.ts'

let folder = ''
let site: ServedSite

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'proofmark-live-'))
  const out = path.join(folder, 'out')
  await mkdir(path.join(out, 'guide'), {recursive: true})
  await mkdir(path.join(out, '.hidden'))
  await mkdir(path.join(out, 'bare'))
  await mkdir(path.join(out, 'badge', 'production'), {recursive: true})
  await mkdir(path.join(out, 'og'))
  await mkdir(path.join(out, 'files', 'list'), {recursive: true})
  await mkdir(path.join(out, '.proofmark'))
  await Promise.all([
    writeFile(path.join(folder, 'secret.txt'), 'outside'),
    writeFile(path.join(out, 'index.html'), '<h1>Home</h1>'),
    writeFile(path.join(out, '404.html'), '<h1>Nothing here</h1>'),
    writeFile(path.join(out, 'guide', 'index.html'), '<h1>Guide</h1>'),
    writeFile(path.join(out, 'status.json'), '{}'),
    writeFile(path.join(out, 'run book.txt'), 'space'),
    writeFile(path.join(out, 'index.pagefind'), 'bytes'),
    writeFile(path.join(out, 'empty.css'), ''),
    writeFile(path.join(out, 'badge', 'production.svg'), '<svg/>'),
    writeFile(path.join(out, 'badge', 'production.json'), '{}'),
    writeFile(path.join(out, 'badge', 'production', 'go-live.svg'), '<svg/>'),
    writeFile(path.join(out, 'og', 'production.svg'), '<svg/>'),
    writeFile(path.join(out, 'files', 'report.html'), '<p>92 %</p>'),
    writeFile(path.join(out, 'files', 'drawing.svg'), '<svg/>'),
    writeFile(path.join(out, 'files', 'data.json'), '{}'),
    writeFile(path.join(out, 'files', 'list', 'index.html'), '<p>A document</p>'),
    writeFile(path.join(out, '.proofmark', 'linked'), '["report.html", "drawing.svg", "data.json"]'),
    writeFile(path.join(out, '.env'), 'hidden'),
    writeFile(path.join(out, '.hidden', 'file.txt'), 'hidden'),
  ])
  await symlink(path.join(folder, 'secret.txt'), path.join(out, 'leak.txt'))
  await symlink(folder, path.join(out, 'up'))
  await symlink(path.join(out, 'status.json'), path.join(out, 'inside.json'))
  site = await serveSite({folder: out, host: '127.0.0.1', port: 0})
})

afterAll(async () => {
  await site.close()
  await rm(folder, {recursive: true})
})

interface Answer {
  status: number | undefined
  headers: IncomingHttpHeaders
  body: string
}

/** A request with its path exactly as written: `fetch` would tidy it. */
const ask = (
  target: string,
  given: {method?: string; headers?: Record<string, string>; url?: string} = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const {hostname, port} = new URL(given.url ?? site.url)
    const sent = request(
      {hostname, port, path: target, method: given.method ?? 'GET', headers: given.headers ?? {}},
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({status: response.statusCode, headers: response.headers, body: Buffer.concat(parts).toString()}),
        )
      },
    )
    sent.on('error', reject)
    sent.end()
  })

test.each([
  ['/', 'text/html; charset=utf-8', '<h1>Home</h1>'],
  ['/guide/', 'text/html; charset=utf-8', '<h1>Guide</h1>'],
  ['/guide/index.html', 'text/html; charset=utf-8', '<h1>Guide</h1>'],
  ['/status.json?now=1', 'application/json; charset=utf-8', '{}'],
  ['/run%20book.txt', 'text/plain; charset=utf-8', 'space'],
  ['/index.pagefind', 'application/octet-stream', 'bytes'],
  ['/empty.css', 'text/css; charset=utf-8', ''],
  ['/inside.json', 'application/json; charset=utf-8', '{}'],
])('%s is served as %s', async (target, type, body) => {
  const answer = await ask(target)
  expect([answer.status, answer.headers['content-type'], answer.body]).toEqual([200, type, body])
})

test.each([
  ['/files/report.html', true],
  ['/files/drawing.svg', true],
  ['/files/data.json', false],
  ['/files/list/', false],
  ['/badge/production.svg', false],
])('whether %s, which may be a page of anybody, is kept from running anything: %s', async (target, kept) => {
  const {status, headers} = await ask(target)
  const policy = String(headers['content-security-policy'])
  expect([status, policy.includes("frame-ancestors 'none'")]).toEqual([200, true])
  expect(policy.startsWith('sandbox allow-same-origin; ')).toBe(kept)
  expect(policy.includes("default-src 'none'")).toBe(kept)
})

test.each([
  '/nowhere',
  '/../secret.txt',
  '/guide/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e%5csecret.txt',
  '/..\\secret.txt',
  '//etc/passwd',
  '/leak.txt',
  '/up/secret.txt',
  '/up/',
  '/.env',
  '/.hidden/file.txt',
  '/%00',
  '/index.html%00.css',
  '/%E0%A4%A',
  '/index.html/',
  '/bare/',
])('%s is not found, with the page for that', async (target) => {
  const answer = await ask(target)
  expect([answer.status, answer.body]).toEqual([404, '<h1>Nothing here</h1>'])
})

test('a folder without its slash leads to the one with it', async () => {
  const answer = await ask('/guide')
  expect([answer.status, answer.headers.location]).toEqual([307, '/guide/'])
  const double = await ask('//guide')
  expect([double.status, double.headers.location]).toEqual([307, '/guide/'])
})

test('HEAD gives the head alone, other methods are refused', async () => {
  const head = await ask('/', {method: 'HEAD'})
  expect([head.status, head.headers['content-length'], head.body]).toEqual([200, '13', ''])
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const refused = await ask('/', {method})
    expect([refused.status, refused.headers.allow]).toEqual([405, 'GET, HEAD'])
  }
})

test('what has not changed is not sent again, and a change is', async () => {
  const first = await ask('/status.json')
  const etag = first.headers.etag ?? ''
  expect(etag).toMatch(/^"[\w-]+"$/)
  expect((await ask('/status.json', {headers: {'If-None-Match': etag}})).status).toBe(304)
  expect((await ask('/status.json', {headers: {'If-None-Match': `"other", W/${etag}`}})).status).toBe(304)
  await utimes(path.join(folder, 'out', 'status.json'), 1, 1)
  expect((await ask('/status.json', {headers: {'If-None-Match': etag}})).status).toBe(200)
})

test.each([
  'evil.example',
  'evil.example:80',
  '127.0.0.1.evil.example',
  'user@127.0.0.1',
  '169.254.169.254',
  '127.0.0.1/x',
])('a request that calls it `%s` is refused: a name that is rebound to this machine reads nothing', async (host) => {
  const answer = await ask('/', {headers: {Host: host}})
  expect([answer.status, answer.body.includes('Home')]).toEqual([421, false])
})

test.each(['localhost', 'LOCALHOST:99', '127.0.0.1', '[::1]:4380'])('it answers to %s', async (host) => {
  expect((await ask('/', {headers: {Host: host}})).status).toBe(200)
})

test('every answer says that it is not to be framed, sniffed or kept', async () => {
  for (const target of ['/', '/nowhere']) {
    const {headers} = await ask(target)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-frame-options']).toBe('DENY')
    expect(headers['cache-control']).toBe('no-cache')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  }
})

test('badges and pictures may be shown by pages of others, and nothing else may', async () => {
  const policyOf = async (target: string) => (await ask(target)).headers['cross-origin-resource-policy']
  for (const target of ['/badge/production.svg', '/badge/production/go-live.svg', '/badge/production.json'])
    expect(await policyOf(target)).toBe('cross-origin')
  expect(await policyOf('/og/production.svg')).toBe('cross-origin')
  for (const target of ['/', '/status.json', '/badge/', '/og/', '/badge/nowhere.svg', '/guide/'])
    expect(await policyOf(target)).toBe('same-origin')
})

test('a site that was built for a base stands below it', async () => {
  const based = await serveSite({folder: path.join(folder, 'out'), host: '127.0.0.1', port: 0, base: '/docs'})
  try {
    expect(based.url).toMatch(/\/docs\/$/)
    expect((await ask('/docs/guide/', based)).body).toBe('<h1>Guide</h1>')
    for (const target of ['/', '/docs']) expect((await ask(target, based)).headers.location).toBe('/docs/')
    expect((await ask('/guide/', based)).status).toBe(404)
  } finally {
    await based.close()
  }
})

test('a folder that is not there is an error, not an empty site', async () => {
  await expect(serveSite({folder: path.join(folder, 'none'), host: '127.0.0.1', port: 0})).rejects.toThrow('ENOENT')
})
