import type {LookupAddress} from 'node:dns'
import {gzipSync} from 'node:zlib'
import {afterEach, describe, expect, it} from 'vitest'
import type {Environment, Grant, HttpRequest} from '../../src/model/index.ts'
import {DoorClosed} from '../../src/model/index.ts'
import {environment} from '../run/build.ts'
import {folderWith} from '../run/folder.ts'
import {deadUrl, type Served, serve} from '../run/serve.ts'
import {stillClock} from '../run/world.ts'
import {type Opening, open} from './open.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const served = async (answer: Parameters<typeof serve>[0]): Promise<Served> => {
  const target = await serve(answer)
  closing.push(target.close)
  return target
}

const ask = (url: string, more: Partial<HttpRequest> = {}) => ({
  ...{method: 'GET', url, headers: {}, body: null, credential: null, follow: true, wait: true},
  ...more,
})

/** A door that asks, and gives the answer or what closed it. */
function door(of: Partial<Environment>, more: Opening = {}) {
  const doors = open({environment: environment(of), ...more})
  closing.push(doors.close)
  const {http} = doors.doorsFor('-', new AbortController().signal)
  return async (url: string, of: Partial<HttpRequest> = {}) => {
    const asked = http.request(ask(url, of))
    return await asked.catch((error: unknown) => {
      if (error instanceof DoorClosed) return error
      throw error
    })
  }
}

const allow = (method: string, origin: string | null, path: string): Grant => ({door: 'http', method, origin, path})
const ok: Parameters<typeof serve>[0] = (_, response) => void response.end('ok')

describe('what is granted', () => {
  it('GET and HEAD on the target, and nothing else', async () => {
    const target = await served(ok)
    const request = door({target: target.url})
    expect(await request('/a')).toMatchObject({status: 200, body: 'ok', url: `${target.url}/a`, redirects: 0})
    expect(await request('/a', {method: 'HEAD'})).toMatchObject({status: 200, body: ''})
    expect(await request(`${target.url}/b`)).toMatchObject({status: 200})
    target.seen.splice(0)
    expect(await request('/v1/x?y=1', {method: 'POST'})).toMatchObject({
      reason: 'capability',
      next: 'add `- http: "POST /v1/x"` to `allow` of `staging` in `proofmark.yaml`',
    })
    expect(target.seen).toEqual([])
  })

  it('what a line of allow says, path by path', async () => {
    const target = await served(ok)
    const lines = [allow('POST', null, '/v1/recommend'), allow('PUT', null, '/v1/admin/*')]
    const request = door({target: target.url, allow: lines})
    const status = async (method: string, path: string) => {
      const seen = await request(path, {method})
      return seen instanceof DoorClosed ? seen.reason : seen.status
    }
    expect(await status('POST', '/v1/recommend')).toBe(200)
    expect(await status('POST', '/v1/recommend?k=1')).toBe(200)
    expect(await status('POST', '/v1/recommend/more')).toBe('capability')
    expect(await status('DELETE', '/v1/recommend')).toBe('capability')
    expect(await status('PUT', '/v1/admin/a/b')).toBe(200)
    expect(await status('PUT', '/v1/admin/../x')).toBe('capability')
    expect(await status('PUT', '/v1/admin/%2e%2e/x')).toBe('capability')
    expect(await status('PUT', '/v1/admin/..%2Fx')).toBe('capability')
  })

  it('another host only as a line names it', async () => {
    const [target, other] = [await served(ok), await served(ok)]
    const denied = door({target: target.url})
    expect(await denied(`${other.url}/a`)).toMatchObject({
      reason: 'capability',
      next: `add \`- http: "GET ${other.url}/a"\` to \`allow\` of \`staging\` in \`proofmark.yaml\``,
    })
    const granted = door({target: target.url, allow: [allow('GET', other.url, '/a')]})
    expect(await granted(`${other.url}/a`)).toMatchObject({status: 200})
    expect(await granted(`${other.url}/b`)).toMatchObject({reason: 'capability'})
    expect(await granted(`http://user:pass@127.0.0.1:${other.port}/a`)).toMatchObject({
      status: 200,
      url: `${other.url}/a`,
    })
  })

  it.each(['//elsewhere.example/x', '/\\elsewhere.example/x', '/@elsewhere.example'])(
    '%s stays on the target',
    async (path) => {
      const target = await served(ok)
      expect(await door({target: target.url})(path)).toMatchObject({status: 200})
      expect(target.seen).toHaveLength(1)
    },
  )

  it.each(['file:///etc/passwd', 'ftp://h/x', 'javascript:1', 'x', 'http://'])('%s is no address', async (url) => {
    expect(await door({target: 'http://127.0.0.1:1'})(url)).toMatchObject({reason: 'error'})
  })

  it.each(['Host', 'content-length', 'Transfer-Encoding', 'connection', 'Proxy-Authorization'])(
    'the header %s is the door’s own',
    async (name) => {
      const target = await served(ok)
      expect(await door({target: target.url})('/', {headers: {[name]: 'x'}})).toMatchObject({reason: 'capability'})
      expect(target.seen).toEqual([])
    },
  )

  it('nothing without a target', async () => {
    expect(await door({name: 'local'})('/healthz')).toMatchObject({reason: 'no-target', what: 'local'})
  })

  it('a target with a path keeps it', async () => {
    const target = await served(ok)
    expect(await door({target: `${target.url}/base/`})('/a')).toMatchObject({url: `${target.url}/base/a`})
  })

  it("a tenant's own target", async () => {
    const [target, own] = [await served(ok), await served(ok)]
    const tenants = [{id: 'acme', facts: {}, config: [], target: own.url}]
    const doors = open({environment: environment({target: target.url, tenants})})
    closing.push(doors.close)
    const never = new AbortController().signal
    expect(await doors.doorsFor('acme', never).http.request(ask('/'))).toMatchObject({url: `${own.url}/`})
    expect(await doors.doorsFor('-', never).http.request(ask('/'))).toMatchObject({url: `${target.url}/`})
  })
})

describe('redirects', () => {
  it('are granted hop by hop, and leave secrets behind', async () => {
    const seen: unknown[][] = []
    const other = await served((request, response) => {
      seen.push([request.headers.authorization, request.headers['x-api-key'], request.headers['x-plain']])
      response.end('there')
    })
    const target = await served((_, response) => response.writeHead(302, {location: `${other.url}/landing`}).end())
    const credentials = {key: {variable: 'KEY', file: null, header: 'X-API-Key', scheme: null}}
    const of = {target: target.url, credentials}
    const more = {credential: 'key', headers: {Authorization: 'Basic eDp5', 'X-Plain': 'p'}}
    expect(await door(of, {env: {KEY: 'k-123456'}})('/', more)).toMatchObject({reason: 'capability'})
    expect(seen).toEqual([])
    const granted = door({...of, allow: [allow('GET', other.url, '/*')]}, {env: {KEY: 'k-123456'}})
    expect(await granted('/', more)).toMatchObject({status: 200, body: 'there', redirects: 1})
    expect(seen).toEqual([[undefined, undefined, 'p']])
  })

  it.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [307, 'POST', 'POST', 'body'],
    [308, 'PUT', 'PUT', 'body'],
    [302, 'HEAD', 'HEAD', ''],
  ])('%s after %s asks with %s', async (status, method, next, body) => {
    const got: string[] = []
    const target = await served((request, response) => {
      let text = ''
      request.on('data', (chunk) => (text += chunk))
      request.on('end', () => {
        got.push(`${request.method} ${text}`)
        if (request.url === '/a') response.writeHead(status, {location: 'b'}).end()
        else response.end()
      })
    })
    const lines = ['POST', 'PUT'].map((one) => allow(one, null, '/*'))
    await door({target: target.url, allow: lines})('/a', {method, body: method === 'HEAD' ? null : 'body'})
    expect(got[1]).toBe(`${next} ${body}`)
  })

  it('are few', async () => {
    let hops = 0
    const target = await served((_, response) => {
      hops += 1
      response.writeHead(302, {location: `/${hops}`}).end()
    })
    expect(await door({target: target.url})('/')).toMatchObject({
      reason: 'error',
      message: `Unexpected redirect number 6, to \`${target.url}/6\`, expected an answer within 5 redirects`,
    })
    expect(hops).toBe(6)
  })

  it.each(['file:///etc/passwd', 'http://['])('to %s are no answer', async (location) => {
    const target = await served((_, response) => response.writeHead(302, {location}).end())
    expect(await door({target: target.url})('/')).toMatchObject({
      reason: 'error',
      message: expect.stringContaining('Unexpected redirect'),
    })
  })
})

describe('bounds', () => {
  it('a body is cut at the cap', async () => {
    const target = await served((_, response) => {
      for (let i = 0; i < 100; i += 1) response.write('x'.repeat(1_000))
      response.end()
    })
    expect(await door({target: target.url}, {limits: {bytes: 2_500}})('/')).toMatchObject({
      cut: true,
      body: 'x'.repeat(2_500),
    })
    expect(await door({target: target.url}, {limits: {bytes: 100_000}})('/')).toMatchObject({cut: false})
  })

  it('so is one that never ends', async () => {
    const target = await served((_, response) => {
      const more = () => response.write('y'.repeat(65_536), () => setImmediate(more))
      more()
    })
    expect(await door({target: target.url})('/')).toMatchObject({cut: true})
  })

  it('a compressed one is unpacked, and a bomb is refused', async () => {
    const target = await served((request, response) => {
      const bytes = gzipSync(request.url === '/bomb' ? '0'.repeat(10_000_000) : '{"a": 1}')
      response.writeHead(200, {'content-encoding': 'gzip'}).end(bytes)
    })
    const request = door({target: target.url})
    expect(await request('/')).toMatchObject({body: '{"a": 1}'})
    expect(await request('/bomb')).toMatchObject({reason: 'error'})
  })

  it('headers may not be endless', async () => {
    const target = await served((_, response) => response.writeHead(200, {'x-long': 'x'.repeat(100_000)}).end())
    expect(await door({target: target.url})('/')).toMatchObject({reason: 'error'})
  })

  it('a cookie shows its name and attributes alone', async () => {
    const cookies = ['sid=abc,def; Path=/; HttpOnly', 'lang=de; Secure']
    const target = await served((_, response) => response.writeHead(200, {'set-cookie': cookies}).end())
    expect(await door({target: target.url})('/')).toMatchObject({
      headers: {'set-cookie': 'sid=[secret]; Path=/; HttpOnly, lang=[secret]; Secure'},
    })
  })
})

describe('what cannot be reached', () => {
  it('is named by its origin, and not asked again but by a further try', async () => {
    const url = await deadUrl()
    const request = door({target: url})
    const closed = {reason: 'unreachable', what: url, message: `\`${url}\` does not answer: connection refused`}
    expect(await request('/a')).toMatchObject(closed)
    expect(await request('/b')).toMatchObject(closed)
  })

  it('is named by host and port where the address is an IPv6 one', async () => {
    const request = door({allow: [allow('GET', 'http://[::1]:9', '/*')]})
    expect(await request('http://[::1]:9/health')).toMatchObject({reason: 'unreachable', what: 'http://[::1]:9'})
  })

  it('may be a name that leads nowhere', async () => {
    const lookup: Opening['lookup'] = (_host, _options, done) =>
      done(Object.assign(new Error('no'), {code: 'ENOTFOUND'}), [])
    const request = door({target: 'http://no-such-host.example'}, {lookup})
    expect(await request('/')).toMatchObject({
      ...{reason: 'unreachable', what: 'http://no-such-host.example'},
      message: '`http://no-such-host.example` does not answer: no such host',
    })
  })

  it('a connection that breaks is tried once more, and then is no answer', async () => {
    const target = await served((request) => request.socket.destroy())
    expect(await door({target: target.url})('/')).toMatchObject({
      reason: 'unreachable',
      message: `\`${target.url}\` does not answer: the connection broke`,
    })
    expect(target.seen).toHaveLength(2)
    const posting = door({target: target.url, allow: [allow('POST', null, '/')]})
    target.seen.splice(0)
    expect(await posting('/', {method: 'POST'})).toMatchObject({reason: 'unreachable'})
    expect(target.seen).toHaveLength(1)
  })

  it('what is no HTTP is said to be none', async () => {
    const target = await served((request) => request.socket.end('SSH-2.0-OpenSSH_9.6\r\n'))
    expect(await door({target: target.url})('/')).toMatchObject({
      reason: 'error',
      message: expect.stringContaining(
        `Unexpected answer from \`${target.url}\`, expected HTTP: it speaks another protocol`,
      ),
    })
    expect(await door({target: target.url.replace('http', 'https')})('/')).toMatchObject({reason: 'error'})
  })

  it('says that no proxy is used where one is set', async () => {
    const url = await deadUrl()
    const closed = await door({target: url}, {env: {HTTPS_PROXY: 'http://proxy:3128'}})('/')
    expect(closed).toMatchObject({next: expect.stringContaining('HTTPS_PROXY is set, and Proofmark uses none')})
  })
})

describe('names', () => {
  const leading =
    (to: string[]): Opening['lookup'] & object =>
    (_host, _options, done) =>
      done(
        null,
        to.map((address): LookupAddress => ({address, family: address.includes(':') ? 6 : 4})),
      )

  it.each([
    '127.0.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '0.0.0.0',
    '169.254.169.254',
    'fe80::1',
    'fd00:ec2::254',
    '64:ff9b::7f00:1',
  ])('must not lead to %s', async (address) => {
    const target = await served(ok)
    const url = `http://inner.example:${target.port}/`
    const request = door(
      {allow: [allow('GET', `http://inner.example:${target.port}`, '/*')]},
      {lookup: leading([address])},
    )
    expect(await request(url)).toMatchObject({reason: 'capability', what: 'inner.example'})
    expect(target.seen).toEqual([])
  })

  it('not even as one of several addresses', async () => {
    const request = door(
      {allow: [allow('GET', 'http://inner.example', '/*')]},
      {lookup: leading(['10.0.0.1', '127.0.0.1'])},
    )
    expect(await request('http://inner.example/')).toMatchObject({reason: 'capability'})
  })

  it('but the host of the target may be loopback, and localhost is by its name; never where clouds keep credentials', async () => {
    const target = await served(ok)
    const own = `http://recsys.test:${target.port}`
    expect(await door({target: own}, {lookup: leading(['127.0.0.1'])})('/')).toMatchObject({status: 200})
    expect(await door({target: own}, {lookup: leading(['169.254.169.254'])})('/')).toMatchObject({reason: 'capability'})
    expect(await door({target: `http://localhost:${target.port}`})('/')).toMatchObject({status: 200})
  })
})

describe('credentials', () => {
  const credentials = {
    token: {variable: 'TOKEN', file: null, header: 'Authorization', scheme: 'Bearer'},
    key: {variable: null, file: 'secrets/key', header: 'X-API-Key', scheme: null},
  }
  const echo: Parameters<typeof serve>[0] = ({headers}, response) =>
    void response.end(`${headers.authorization} ${headers['x-api-key']}`)

  it('come from a variable or a file, and are secret from then on', async () => {
    const target = await served(echo)
    const {root, remove} = await folderWith({'secrets/key': 'key-from-file\n'})
    const doors = open({
      root,
      env: {TOKEN: 'tok-from-env'},
      environment: environment({target: target.url, credentials}),
    })
    closing.push(doors.close, remove)
    const {http} = doors.doorsFor('-', new AbortController().signal)
    expect(await http.request(ask('/', {credential: 'token'}))).toMatchObject({body: 'Bearer tok-from-env undefined'})
    expect(await http.request(ask('/', {credential: 'key'}))).toMatchObject({body: 'undefined key-from-file'})
    expect(doors.redactText('tok-from-env and key-from-file')).toBe('[secret] and [secret]')
  })

  it.each([
    ['token', 'variable TOKEN'],
    ['key', 'file secrets/key'],
    ['other', 'other'],
  ])('%s is missing', async (credential, what) => {
    const target = await served(echo)
    expect(await door({target: target.url, credentials})('/', {credential})).toMatchObject({reason: 'credential', what})
    expect(target.seen).toEqual([])
  })
})

describe('a host that limits the rate', () => {
  const limited = (times: number, after?: string) => {
    let left = times
    return served((_, response) => {
      left -= 1
      if (left >= 0) response.writeHead(429, after === undefined ? {} : {'retry-after': after}).end()
      else response.end('ok')
    })
  }

  it.each([
    ['2', 2_000],
    ['0', 0],
    ['1m30s', 90_000],
    ['Tue, 24 Nov 2026 14:00:07 GMT', 7_000],
    ['soon', 1_000],
    [undefined, 1_000],
  ])('Retry-After %s is waited for', async (after, ms) => {
    const target = await limited(1, after)
    const clock = stillClock()
    expect(await door({target: target.url}, {clock})('/')).toMatchObject({status: 200})
    expect(clock.waits).toEqual(ms === 0 ? [] : [ms])
  })

  it('is waited for once', async () => {
    const target = await limited(9, '2')
    const clock = stillClock()
    const request = door({target: target.url}, {clock})
    const closed = {reason: 'error', what: target.url, message: expect.stringContaining('Rate limited by')}
    expect(await request('/')).toMatchObject(closed)
    expect(await request('/')).toMatchObject(closed)
    expect(clock.waits).toEqual([2_000])
    expect(target.seen).toHaveLength(3)
  })

  it('is never waited for longer than the call may take', async () => {
    const target = await limited(1, '86400')
    const clock = stillClock()
    const doors = open({environment: environment({target: target.url}), clock})
    closing.push(doors.close)
    const time = {attempt: 1, endsAt: () => clock.now().getTime() + 10_000, extend: () => {}}
    const {http} = doors.doorsFor('-', new AbortController().signal, time)
    await expect(http.request(ask('/'))).rejects.toMatchObject({
      message: `Rate limited by \`${target.url}\`, which asks to wait 86400 s, longer than the call may take`,
    })
    expect(clock.waits).toEqual([])
  })

  it.each([{'retry-after': '2'}, {'x-ratelimit-remaining': '0'}])('may say so with 403 and %j', async (headers) => {
    const target = await served((_, response) => response.writeHead(403, headers).end('rate limit'))
    expect(await door({target: target.url}, {clock: stillClock()})('/')).toMatchObject({
      ...{reason: 'error', message: expect.stringContaining('Rate limited by')},
    })
  })

  it('is not meant by any other 403', async () => {
    const target = await served((_, response) => response.writeHead(403, {'x-ratelimit-remaining': '59'}).end())
    expect(await door({target: target.url})('/')).toMatchObject({status: 403})
  })

  it('is an answer where that is what a check looks for', async () => {
    const target = await limited(1, '2')
    expect(await door({target: target.url})('/', {wait: false})).toMatchObject({status: 429})
  })
})

it('keeps to the budget of each host, and gives the call that time back', async () => {
  const target = await served(ok)
  const clock = stillClock()
  const given: number[] = []
  const doors = open({environment: environment({target: target.url, budget: 4}), clock})
  closing.push(doors.close)
  const time = {attempt: 1, endsAt: () => Number.POSITIVE_INFINITY, extend: (ms: number) => void given.push(ms)}
  const {http} = doors.doorsFor('-', new AbortController().signal, time)
  for (let i = 0; i < 3; i += 1) await http.request(ask('/'))
  expect(clock.waits).toEqual([250, 250])
  expect(given).toEqual([250, 250])
})
