import {afterAll, beforeAll, expect, test} from 'vitest'
import type {ServedSite} from '../../src/live/index.ts'
import {type AttestWorld, attestWorld, filled, hiddenIn, post, send} from './attest-world.ts'

let world: AttestWorld
let site: ServedSite
let form = ''
let fields: [string, string][] = []

beforeAll(async () => {
  world = await attestWorld()
  site = await world.serve()
  form = `${site.url}attest/launch/recovery/restore/`
  fields = [...hiddenIn((await send(form)).body), ...Object.entries(filled), ['step', 'preview']]
})

afterAll(async () => {
  expect(await world.records()).toEqual([])
  await site.close()
  await world.remove()
})

const type = 'application/x-www-form-urlencoded'
const sentFrom = (headers: Readonly<Record<string, string>>) =>
  send(form, {method: 'POST', headers, body: new URLSearchParams(fields).toString()})

test('a form is taken from a page of this server, however the browser says so', async () => {
  const {origin} = new URL(form)
  const ways: Readonly<Record<string, string>>[] = [
    {Origin: origin},
    {'Sec-Fetch-Site': 'same-origin'},
    {Origin: 'null', 'Sec-Fetch-Site': 'same-origin'},
    {Origin: origin.replace('127.0.0.1', 'localhost'), Host: new URL(form).host.replace('127.0.0.1', 'localhost')},
  ]
  for (const way of ways) expect((await sentFrom({'Content-Type': `${type}; charset=UTF-8`, ...way})).status).toBe(200)
})

test.each<[string, Readonly<Record<string, string>>]>([
  ['another site', {Origin: 'https://evil.example'}],
  ['another site that hides', {Origin: 'null'}],
  ['another port of this machine', {Origin: 'http://127.0.0.1:1'}],
  ['another name of this machine', {Origin: 'http://localhost'}],
  ['another site, as the browser says', {'Sec-Fetch-Site': 'cross-site'}],
  ['a sister, as the browser says', {'Sec-Fetch-Site': 'same-site'}],
  ['nobody knows where', {}],
])('a form that was sent from %s is refused', async (_, headers) => {
  const answer = await sentFrom({'Content-Type': type, ...headers})
  expect([answer.status, answer.body]).toEqual([
    403,
    'Only a form of this site can attest: open it here, and send it from there.\n',
  ])
})

test('an own origin helps nobody whose browser says otherwise', async () => {
  const headers = {Origin: new URL(form).origin, 'Sec-Fetch-Site': 'cross-site', 'Content-Type': type}
  expect((await sentFrom(headers)).status).toBe(403)
})

test('a name that is rebound to this machine sees and sends nothing', async () => {
  const headers = {Host: 'evil.example', Origin: 'http://evil.example', 'Content-Type': type}
  expect((await send(form, {headers: {Host: 'evil.example'}})).status).toBe(421)
  expect((await sentFrom(headers)).status).toBe(421)
})

test.each(['text/plain', 'application/json', 'multipart/form-data; boundary=x', ''])(
  'the type `%s` is no form',
  async (kind) => {
    const {origin} = new URL(form)
    expect((await sentFrom({Origin: origin, ...(kind === '' ? {} : {'Content-Type': kind})})).status).toBe(415)
  },
)

test('without the token of this form, or with that of another form or process, nothing is taken', async () => {
  const other = hiddenIn((await send(`${site.url}attest/launch/recovery/backups/`)).body)
  const restarted = await world.serve({attest: {...world.attest(), secret: 'another'}})
  const after = hiddenIn((await send(`${restarted.url}attest/launch/recovery/restore/`)).body)
  await restarted.close()
  const tokenIn = (all: readonly (readonly [string, string])[]) => all.find(([name]) => name === 'token')?.[1] ?? ''
  for (const token of ['', 'x', tokenIn(other), tokenIn(after)]) {
    const answer = await post(
      form,
      fields.map(([name, value]) => [name, name === 'token' ? token : value]),
    )
    expect([answer.status, answer.body.includes('open it again')]).toEqual([403, true])
  }
  expect(
    (
      await post(
        form,
        fields.filter(([name]) => name !== 'token'),
      )
    ).status,
  ).toBe(400)
})

test.each<[string, [string, string][]]>([
  ['a field too many', [['file', '../../etc/passwd']]],
  ['a field twice', [['by', 'somebody']]],
  ['a step that is none', [['step', 'delete']]],
  ['a name of JavaScript', [['__proto__', 'x']]],
])('%s is refused', async (_, more) => {
  const answer = await post(form, [...fields, ...more])
  expect([answer.status, answer.body]).toEqual([400, 'Unexpected fields, expected those of the form.\n'])
})

test('a form of more than 64 kB is refused, and an endless one is cut off', async () => {
  const large = await post(form, [...fields.filter(([name]) => name !== 'note'), ['note', 'x'.repeat(66_000)]])
  expect([large.status, large.headers.connection]).toEqual([413, 'close'])
  const endless = post(form, [...fields, ['more', 'x'.repeat(3_000_000)]]).then(
    ({status}) => status,
    () => 'cut off',
  )
  expect([413, 'cut off']).toContain(await endless)
  expect((await post(form, fields)).status).toBe(200)
})

test('a form that does not arrive in time is given up', async () => {
  const slow = await world.serve({attest: world.attest({late: true})})
  const headers = {'Content-Type': type, Origin: new URL(slow.url).origin, 'Content-Length': '1000'}
  const url = `${slow.url}attest/launch/recovery/restore/`
  const answer = await send(url, {method: 'POST', headers, body: 'by=', unended: true})
  expect([answer.status, answer.headers.connection]).toEqual([408, 'close'])
  await slow.close()
})

test('other methods are refused, and other pages take no form at all', async () => {
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const answer = await send(form, {method})
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, POST'])
  }
  for (const page of ['', 'items/launch/recovery/restore/', 'status.json'])
    expect((await post(site.url + page, fields)).status).toBe(405)
  const {headers} = await send(`${site.url}items/launch/recovery/restore/`)
  expect(headers['content-security-policy']).toContain("form-action 'none'")
})

test('a server that others can reach takes nothing without a token', async () => {
  const open = await world.serve({host: '0.0.0.0'})
  const url = `${open.url.replace('0.0.0.0', '127.0.0.1')}attest/launch/recovery/restore/`
  for (const answer of [await send(url), await post(url, fields)])
    expect([answer.status, answer.body.includes('without a token')]).toEqual([403, true])
  const item = await send(url.replace('/attest/', '/items/'))
  expect([item.status, item.body.includes('/attest/')]).toEqual([200, false])
  await open.close()
})

test.each(['0.0.0.0', '127.0.0.1'])('with a token the form at %s is for those who know it', async (host) => {
  const token = 'correct horse battery staple'
  const open = await world.serve({host, attest: world.attest({token})})
  const url = `${open.url.replace('0.0.0.0', '127.0.0.1')}attest/launch/recovery/restore/`
  const basic = (password: string) => ({Authorization: `Basic ${Buffer.from(`ines:${password}`).toString('base64')}`})
  for (const headers of [
    {},
    basic('wrong'),
    basic(''),
    {Authorization: 'Basic !'},
    {Authorization: `Digest ${token}`},
  ]) {
    const answer = await send(url, {headers})
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([
      401,
      'Basic realm="Proofmark", charset="UTF-8"',
    ])
    expect((await post(url, fields, headers)).status).toBe(401)
  }
  const seen = await send(url, {headers: basic(token)})
  expect([seen.status, seen.body.includes(token)]).toEqual([200, false])
  expect((await send(url.replace('/attest/', '/items/'))).body).toContain('/attest/')
  await open.close()
})
