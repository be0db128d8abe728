import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {type ServedSite, serveSite} from '../../src/live/index.ts'

let folder = ''
let site: ServedSite

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'proofmark-bell-'))
  await writeFile(path.join(folder, 'status.json'), '{}')
  site = await serveSite({folder, host: '127.0.0.1', port: 0, base: '/docs'})
})

afterAll(async () => {
  await site.close()
  await rm(folder, {recursive: true})
})

test('the status file says where changes are heard of, below the base', async () => {
  const answer = await fetch(`${site.url}status.json`)
  expect(answer.headers.get('proofmark-events')).toBe('/docs/events')
})

test('every listener hears the bell, and one that left does no harm', async () => {
  const answers = await Promise.all([fetch(`${site.url}events`), fetch(`${site.url}events`)])
  const [one, other] = answers.map(({body}) => body?.pipeThrough(new TextDecoderStream()).getReader())
  expect(answers[0]?.headers.get('content-type')).toBe('text/event-stream')
  expect(answers[0]?.headers.get('access-control-allow-origin')).toBeNull()
  expect((await one?.read())?.value).toBe('retry: 1000\n\n')
  await other?.cancel()
  site.ring()
  site.ring()
  let heard = ''
  while (!heard.includes('changed\n\ndata: changed')) heard += (await one?.read())?.value ?? ''
  await one?.cancel()
})

test('no more than two hundred listen at once', async () => {
  const listeners = await Promise.all(Array.from({length: 201}, () => fetch(`${site.url}events`)))
  expect(
    listeners
      .map(({status}) => status)
      .toSorted()
      .slice(-2),
  ).toEqual([200, 503])
  await Promise.all(listeners.map(({body}) => body?.cancel()))
})
