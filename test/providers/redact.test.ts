import {describe, expect, it} from 'vitest'
import {environment, file} from '../run/build.ts'
import {folderWith} from '../run/folder.ts'
import {open} from './open.ts'

const canary = 'p"4ss/w+rd &<n>=\'ü%'

async function knowing(secret: string, name = 'MY_SECRET') {
  const {root, remove} = await folderWith({'a.env': `${name}=${JSON.stringify(secret)}`})
  const doors = open({root, environment: environment({config: [file('a.env')]})})
  await doors.readings('-')
  await remove()
  return doors
}

const ways: Record<string, (secret: string) => string> = {
  plain: (secret) => secret,
  JSON: (secret) => JSON.stringify({secret}),
  'JSON in JSON': (secret) => JSON.stringify(JSON.stringify({secret})),
  URL: (secret) => encodeURIComponent(secret),
  'URL in lower case': (secret) => encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase()),
  form: (secret) => encodeURIComponent(secret).replaceAll('%20', '+'),
  HTML: (secret) =>
    secret.replace(/[&<>"']/g, (sign) => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'})[sign] ?? '&#39;'),
  base64: (secret) => Buffer.from(secret).toString('base64'),
  base64url: (secret) => Buffer.from(secret).toString('base64url'),
  'base64 with a user': (secret) => Buffer.from(`user:${secret}`).toString('base64'),
  'base64 with more': (secret) => Buffer.from(`ab${secret}cd`).toString('base64'),
  'base64 with yet more': (secret) => Buffer.from(`a${secret}`).toString('base64url'),
}

describe('a secret', () => {
  it.each(Object.entries(ways))('is replaced as %s', async (_, way) => {
    const doors = await knowing(canary)
    const text = `before ${way(canary)} after`
    const shown = doors.redactText(text)
    expect(shown).toMatch(/^before .*\[secret\].* after$/)
    for (const other of Object.values(ways)) expect(shown).not.toContain(other(canary))
    expect(shown.length).toBeLessThan(45)
  })

  it('is replaced in keys, lists and maps', async () => {
    const doors = await knowing(canary)
    expect(doors.redact({[canary]: [canary, {a: `x${canary}x`}], n: 1, t: true, z: null})).toEqual({
      ...{'[secret]': ['[secret]', {a: 'x[secret]x'}], n: 1, t: true, z: null},
    })
  })

  it('is replaced line by line too', async () => {
    const lines = ['-----BEGIN KEY-----', 'MIIEvQIBADANBgkqhkiG9w0B', '-----END KEY-----']
    const doors = await knowing(lines.join('\n'), 'TLS_PRIVATE_KEY')
    expect(doors.redactText(`leaked ${lines[1]}!`)).toBe('leaked [secret]!')
  })

  it('the longest goes first', async () => {
    const {root, remove} = await folderWith({'a.env': 'A_SECRET=abcdef\nB_SECRET=abcdefghij\n'})
    const doors = open({root, environment: environment({config: [file('a.env')]})})
    await doors.readings('-')
    expect(doors.redactText('abcdefghij abcdef')).toBe('[secret] [secret]')
    await remove()
  })

  it.each(['abc', 'true', 'false', 'None', ''])('%j is too common to be one', async (word) => {
    const doors = await knowing(word)
    expect(doors.redactText(`it is ${word} here`)).toBe(`it is ${word} here`)
    expect(doors.secrets()).toBe(0)
  })

  it('the password of a URL is one by itself', async () => {
    const doors = await knowing('postgres://app:hunter2hunter2@db:5432/app', 'DB')
    expect(doors.redactText('user app, password hunter2hunter2')).toBe('user app, password [secret]')
  })
})

it('leaves data without secrets as it is', async () => {
  const doors = open({environment: environment()})
  const data = {a: [1, {b: 'text'}]}
  expect(doors.redact(data)).toBe(data)
})

it('masks the headers that carry secrets, whatever they hold', () => {
  const doors = open({environment: environment()})
  const headers = {
    authorization: 'Bearer x',
    'X-API-Key': 'y',
    'set-cookie': 'sid=abc; Path=/',
    cookie: 'a=b',
    date: 'now',
    'x-auth-token': '',
  }
  expect(doors.redact({headers})).toEqual({
    headers: {
      authorization: '[secret]',
      'X-API-Key': '[secret]',
      'set-cookie': '[secret]',
      cookie: '[secret]',
      date: 'now',
      'x-auth-token': '',
    },
  })
})
