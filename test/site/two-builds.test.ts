import {readdir} from 'node:fs/promises'
import path from 'node:path'
import {expect, inject, test} from 'vitest'
import {buildSite} from '../../src/publish/index.ts'
import {filesOf} from '../setup/files.ts'
import {projectIn, readFixture} from '../setup/fixture.ts'

const sites = inject('sites')

/** Files that two sites do not have alike. */
async function differing(folder: string, other: string): Promise<string[]> {
  const [one, two] = await Promise.all([filesOf(folder), filesOf(other)])
  return [...new Set([...one.keys(), ...two.keys()])].filter((file) => one.get(file) !== two.get(file))
}

test('builds of one project at the same moment each give what they would alone, wherever they go', async () => {
  const project = projectIn(sites.root)
  const {documents, broken, mended} = await readFixture(project)
  const alone = path.join(sites.root, 'at-once')
  const shared = path.join(sites.root, 'at-once-shared')
  const waits: string[] = []
  const build = (out: string, snapshot: typeof broken) =>
    buildSite({root: sites.root, project, documents, snapshot, out, onWait: (message) => waits.push(message)})
  await Promise.all([build(alone, mended), build(shared, mended), build(shared, broken)])
  expect(await differing(alone, sites.mended)).toEqual([])
  const [one, other] = await Promise.all([differing(shared, sites.mended), differing(shared, sites.broken)])
  expect([one.length, other.length].toSorted()[0]).toBe(0)
  expect(waits).toEqual(Array(2).fill(`waiting for another build of this project (process ${process.pid})`))
  expect((await readdir(sites.root)).filter((name) => /\.(?:next|before|lock)$/.test(name))).toEqual([])
}, 120_000)
