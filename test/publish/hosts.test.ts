import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Snapshot, SnapshotEnvironment} from '../../src/model/index.ts'
import {finish as finishWith} from '../../src/publish/finish.ts'
import {headersFile} from '../../src/publish/host-files.ts'
import {refillSite} from '../../src/publish/index.ts'
import {checklist, environment, gate, item, result, snapshot} from '../setup/snapshot.ts'

const shell = '<!doctype html><html lang="en"><head><meta charset="utf-8"></head></html>'

let out = ''
beforeEach(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'proofmark-hosts-'))
  await mkdir(path.join(out, 'readiness/item'), {recursive: true})
  await writeFile(path.join(out, 'readiness/item/index.html'), shell)
  await writeFile(path.join(out, '404.html'), shell)
})
afterEach(() => rm(out, {recursive: true, force: true}))

const finish = (folder: string, shot: Snapshot) => finishWith(folder, shot, () => expect.unreachable())
const shotOf = (...environments: SnapshotEnvironment[]) => snapshot([checklist([item('access/a', 'A')])], environments)
const text = (name: string): Promise<string> => readFile(path.join(out, name), 'utf8')

test('a built site tells hosts what they must know, and a refill leaves that as it is', async () => {
  await finish(out, shotOf(environment('production', [])))
  const headers = await text('_headers')
  expect(headers).toContain('/*\n  X-Content-Type-Options: nosniff\n')
  expect(headers).toContain("  Content-Security-Policy: frame-ancestors 'none'\n")
  expect(headers).toContain('/status.json\n  Cache-Control: no-cache\n')
  expect(await text('.nojekyll')).toBe('')
  const {stale} = await refillSite({
    root: out,
    out,
    snapshot: shotOf(environment('production', [result('readiness:access/a', 'fail')])),
  })
  expect(stale).toBeNull()
  expect(await text('_headers')).toBe(headers)
  expect(await text('.nojekyll')).toBe('')
})

test.each(['/orders/', '/orders', 'orders'])('a site below %s names its own addresses alone', (base) => {
  const places = headersFile(base).match(/^\/.*$/gm)
  expect(places).toEqual(['/orders/*', '/orders/_astro/*', '/orders/status.json', '/orders/badge/*'])
})

test('environments that are called as the badge of another is have badges all the same', async () => {
  const names = ['x', 'x.svg', 'x.json']
  await finish(
    out,
    shotOf(...names.map((name) => environment(name, [], {results: {gates: [gate(name, 'met', {name: 'audit'})]}}))),
  )
  for (const name of names) expect(await text(`badge/${name}.svg`)).toContain(`aria-label="${name}: met until`)
  expect(await text('badge/x/audit.svg')).toContain('aria-label="x audit: met until')
  for (const name of names.slice(1))
    expect(await text(`badge/${name}~/audit.svg`)).toContain(`aria-label="${name} audit: met until`)
})
