import {mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Snapshot, TrendPoint} from '../../src/model/index.ts'
import {markMade, refillSite} from '../../src/publish/index.ts'
import {emptyMarker, runShell, statusJson} from '../../src/view/index.ts'
import {checklist, environment, item, result, snapshot} from '../setup/snapshot.ts'

let out = ''
beforeEach(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'proofmark-stamp-'))
})
afterEach(() => rm(out, {recursive: true, force: true}))

const point = (id: string): TrendPoint => ({
  run: id,
  at: '2026-11-24T14:02:11Z',
  release: 'r1',
  counts: {pass: 1, fail: 0, blocked: 0, 'not-applicable': 0, none: 0},
  gates: [{name: 'go-live', verdict: 'met'}],
  stood: {'readiness:access/a': [{tenant: '-', status: 'pass'}]},
})

const shotOf = (runs: readonly string[], name = 'production'): Snapshot =>
  snapshot(
    [checklist([item('access/a', 'A & <b>')])],
    [environment(name, [result('readiness:access/a', 'pass')], {trend: runs.map(point)})],
  )

const title = runShell.title
const html = (marker: string): string =>
  `<title>${title} | x</title><link rel="canonical" href="https://x.example/b/${runShell.route}/"/><meta property="og:title" content="${title}"/><meta property="og:url" content="https://x.example/b/${runShell.route}/"/><nav>${title}</nav><h1 id="_top" dir="auto">\n ${title}</h1>${marker}`

/** A site as a build leaves it, of which only what matters here is there. */
async function built(shot: Snapshot): Promise<void> {
  await mkdir(path.join(out, runShell.route), {recursive: true})
  await writeFile(path.join(out, runShell.route, 'index.html'), html(emptyMarker('part', 'run')))
  await writeFile(path.join(out, 'status.json'), statusJson(shot))
  await markMade(out)
  await refillSite({root: out, out, snapshot: shot})
}

const pages = async (name = 'production'): Promise<string[]> =>
  (await readdir(path.join(out, 'readiness/runs', name)).catch(() => [])).toSorted()
const page = (run: string, name = 'production'): Promise<string> =>
  readFile(path.join(out, 'readiness/runs', name, run, 'index.html'), 'utf8')

test('a run gets a page made from that of none, with its own title and address', async () => {
  await built(shotOf(['run-1']))
  const text = await page('run-1')
  const own = 'Production, run of 24\u00a0Nov\u00a02026,\u00a014:02\u00a0UTC'
  expect(text).toContain(`<title>${own} | x</title>`)
  expect(text).toContain(`<meta property="og:title" content="${own}"/>`)
  expect(text).toContain(`<h1 id="_top" dir="auto">\n ${own}</h1>`)
  expect(text.match(/https:\/\/x\.example\/b\/readiness\/runs\/production\/run-1\/"/g)).toHaveLength(2)
  expect(text).toContain('<pm-verdict data-part="run:production/run-1" class="not-content"><p')
  // A document of that title keeps its name in the sidebar.
  expect(text).toContain(`<nav>${title}</nav>`)
  expect(await readFile(path.join(out, runShell.route, 'index.html'), 'utf8')).toContain('All runs')
})

test('a page stays while its run is among the newest, goes with it, and is not written where nothing changed', async () => {
  const runs = Array.from({length: 31}, (_, index) => `run-${String(index).padStart(2, '0')}`)
  await built(shotOf(runs.slice(0, 30)))
  expect(await pages()).toEqual(runs.slice(0, 30))
  const kept = path.join(out, 'readiness/runs/production/run-20/index.html')
  const before = await stat(kept, {bigint: true})
  const {changed} = await refillSite({root: out, out, snapshot: shotOf(runs)})
  // The oldest that is left leads to the one before it no more.
  expect(changed).toEqual(['run-01', 'run-30', 'run-00'].map((run) => `readiness/runs/production/${run}/index.html`))
  expect(await pages()).toEqual(runs.slice(1))
  expect(await stat(kept, {bigint: true})).toMatchObject({ino: before.ino, mtimeNs: before.mtimeNs})
  expect((await refillSite({root: out, out, snapshot: shotOf(runs)})).changed).toEqual([])
})

test('an environment that goes takes its pages along, and a document that stands there stays', async () => {
  const shot = shotOf(['run-1'], 'old')
  await built(shot)
  await mkdir(path.join(out, 'readiness/runs/old/notes'), {recursive: true})
  await writeFile(path.join(out, 'readiness/runs/old/notes/index.html'), '<p>Notes</p>')
  await refillSite({root: out, out, snapshot: shotOf(['run-1'], 'run')})
  expect(await pages('old')).toEqual(['notes'])
  expect(await pages('run')).toEqual(['index.html', 'run-1'])
})

test('a name that leads elsewhere gets no page, and a site without a page of none has none', async () => {
  await built(shotOf(['../../../evil', 'a/b', '.hidden', 'run-1']))
  expect(await pages()).toEqual(['run-1'])
  expect((await readdir(out)).toSorted()).not.toContain('evil')
  await rm(path.join(out, 'readiness'), {recursive: true})
  await refillSite({root: out, out, snapshot: shotOf(['run-2'])})
  expect(await pages()).toEqual([])
})
