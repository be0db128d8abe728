import {mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {SnapshotEnvironment} from '../../src/model/index.ts'
import {markMade, refillSite} from '../../src/publish/index.ts'
import {machineFiles, statusJson} from '../../src/view/index.ts'
import {checklist, environment, gate, item, result, snapshot} from '../setup/snapshot.ts'

let out = ''
beforeEach(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'proofmark-refill-'))
})
afterEach(() => rm(out, {recursive: true, force: true}))

const shotOf = (...environments: SnapshotEnvironment[]) => snapshot([checklist([item('access/a', 'A')])], environments)
const owned = (owner: string) => result('readiness:access/a', 'fail', {owner, since: '2026-11-24T14:02:11Z'})

const namesIn = async (): Promise<string[]> => {
  const found = await readdir(out, {recursive: true, withFileTypes: true})
  return found
    .filter((entry) => entry.isFile())
    .map(({parentPath, name}) => path.relative(out, path.join(parentPath, name)).replaceAll(path.sep, '/'))
    .toSorted()
}

test('a refill writes what is for programs as a build does, and takes away what is no longer there', async () => {
  const before = shotOf(environment('production', [owned('Platform')]), environment('old', []))
  const after = shotOf(
    environment('production', [owned('Identity')], {results: {gates: [gate('production', 'unmet', {name: 'audit'})]}}),
  )
  await writeFile(path.join(out, 'status.json'), statusJson(before))
  await markMade(out)
  await refillSite({root: out, out, snapshot: before})
  expect(await namesIn()).toContain('badge/old/go-live.svg')
  // A page of the docs may have such an address.
  await mkdir(path.join(out, 'changes/2026'), {recursive: true})
  await writeFile(path.join(out, 'changes/2026/index.html'), '<p>Notes</p>')
  await refillSite({root: out, out, snapshot: after})
  const files = machineFiles(after)
  expect(await namesIn()).toEqual(
    [...files.keys(), 'changes/2026/index.html', '.proofmark/made-by', 'filters.css', 'status.json'].toSorted(),
  )
  for (const [name, text] of files) expect(await readFile(path.join(out, name), 'utf8')).toBe(text)
  const feed = await stat(path.join(out, 'changes.atom'), {bigint: true})
  await refillSite({root: out, out, snapshot: after})
  expect(await stat(path.join(out, 'changes.atom'), {bigint: true})).toMatchObject({
    ino: feed.ino,
    mtimeNs: feed.mtimeNs,
  })
})
