import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Item, Snapshot} from '../../src/model/index.ts'
import {markMade, refillSite} from '../../src/publish/index.ts'
import {drawnPicture, statusJson} from '../../src/view/index.ts'
import {at, checklist, environment, gate, item, result, snapshot} from '../setup/snapshot.ts'

let out = ''
beforeEach(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'proofmark-png-'))
})
afterEach(() => rm(out, {recursive: true, force: true}))

const site = {title: 'T', url: 'https://ready.example', base: '/', audience: 'internal' as const}

/** A site in which one item is not so, until it is. */
function shotOf(met: boolean, {text = 'A', more = {}}: {text?: string; more?: Partial<Snapshot>} = {}): Snapshot {
  const only: Item = item('access/a', text)
  const key = 'readiness:access/a'
  const open = {
    key,
    tenants: ['-'],
    status: 'fail' as const,
    reason: null,
    owner: null,
    at: at(12),
    contradicted: false,
  }
  const repairs = [{cause: null, items: [open], expected: null, saw: null, because: '', next: ''}]
  const gates = [met ? gate('production', 'met') : gate('production', 'unmet', {failing: 1, toMend: 1, repairs})]
  const results = [result(key, met ? 'pass' : 'fail')]
  return snapshot([checklist([only])], [environment('production', results, {results: {gates}})], {site, ...more})
}

const place = (): string => path.join(out, 'og/production.png')

async function refilled(shot: Snapshot): Promise<Buffer> {
  await writeFile(path.join(out, 'status.json'), statusJson(shot))
  await markMade(out)
  await refillSite({root: out, out, snapshot: shot})
  return readFile(place())
}

test('the picture of a link is a PNG of the size that is told, the same twice, and another for another verdict', async () => {
  const unmet = await refilled(shotOf(false))
  expect(unmet.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  expect([unmet.readUInt32BE(16), unmet.readUInt32BE(20)]).toEqual([1200, 630])
  expect(unmet.subarray(-8, -4).toString('latin1')).toBe('IEND')
  // Its words are drawn: an empty picture of the size takes a tenth.
  expect(unmet.length).toBeGreaterThan(15_000)
  const met = await refilled(shotOf(true))
  expect(met.equals(unmet)).toBe(false)
  await rm(place())
  expect((await refilled(shotOf(true))).equals(met)).toBe(true)
  expect((await refilled(shotOf(false))).equals(unmet)).toBe(true)
})

test('it is drawn again only when it changed, and is not there where no page could name it', async () => {
  await refilled(shotOf(true))
  const before = await stat(place(), {bigint: true})
  await refillSite({root: out, out, snapshot: shotOf(true), tool: () => expect.unreachable()})
  expect(await stat(place(), {bigint: true})).toMatchObject({ino: before.ino, mtimeNs: before.mtimeNs})
  const nameless = shotOf(true, {more: {site: {...site, url: null}}})
  await refillSite({root: out, out, snapshot: nameless, tool: () => expect.unreachable()})
  await expect(stat(place())).rejects.toThrow('ENOENT')
})

test.each([
  ['Ελέγχθηκε → Проверено ≤ 5, بسيط', 'Ελέγχθηκε → Проверено ≤ 5, بسيط'],
  ['🚀 Launch it 🎉', 'Launch it'],
  ['数据已备份', 'The item on line 10'],
  ['สำรองข้อมูลแล้ว', 'The item on line 10'],
])('what the font has no letters for is told by its place: %s', (text, drawn) => {
  expect(drawnPicture(shotOf(false, {text}))?.svg).toContain(`>${drawn}</text>`)
})

test('a service whose name the font cannot write is asked for as this one', () => {
  expect(drawnPicture(shotOf(true, {more: {service: '订单'}}))?.svg).toContain('>May this service go live?</text>')
})
