import {mkdir, readFile, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Run, TrendPoint} from '../../src/model/index.ts'
import {saveRun, trendOf} from '../../src/store/index.ts'
import {folderWith} from '../run/folder.ts'

let root = ''
let remove = async () => {}
beforeEach(async () => ({root, remove} = await folderWith()))
afterEach(() => remove())

const start = Date.parse('2026-11-24T00:00:00.000Z')
const minute = (count: number): string => new Date(start + count * 60_000).toISOString()

const run = (at: number, vantage = 'outside', environment = 'production'): Run => ({
  ...{version: 1, service: 'shop', environment, vantage, target: null, release: `r${at}`, complete: true},
  id: `${minute(at).slice(0, 19).replaceAll(':', '-')}Z-00000${vantage === 'outside' ? 0 : 1}`,
  ...{startedAt: minute(at), finishedAt: minute(at + 1), checklists: [], facts: [], findings: [], causes: []},
})

const save = async (...runs: Run[]): Promise<void> => {
  for (const each of runs) await saveRun(root, each)
}

/** Where two items stood: one is alike by all runs, the other says the release. */
const standing = (release: string | null): TrendPoint['stood'] => ({
  'list:same': [{tenant: '-', status: 'pass'}],
  'list:other': [{tenant: String(release), status: 'fail'}],
})

/** Judges by counting what was together, and keeps which runs were asked of. */
function judging(verdict: 'met' | 'unmet' = 'met') {
  const asked: string[] = []
  const judge = async (of: Run, together: readonly Run[]): Promise<TrendPoint> => {
    asked.push(`${of.release}: ${together.map(({release}) => release).join(' ')}`)
    const counts = {pass: together.length, fail: 0, blocked: 0, 'not-applicable': 0, none: 0}
    const {id, finishedAt, release} = of
    return {run: id, at: finishedAt, release, counts, gates: [{name: 'default', verdict}], stood: standing(release)}
  }
  return {asked, judge}
}

const releases = (points: readonly TrendPoint[]): (string | null)[] => points.map(({release}) => release)
const file = () => path.join(root, '.proofmark/runs/production/trend.json')

test('each kept run is judged once, with the newest of the other vantages of then', async () => {
  await save(run(1), run(2, 'cluster'), run(5))
  const first = judging()
  expect(releases(await trendOf(root, 'production', [], first.judge))).toEqual(['r1', 'r2', 'r5'])
  expect(first.asked.toSorted()).toEqual(['r1: r1', 'r2: r2 r1', 'r5: r5 r2'])
  await save(run(9))
  const later = judging('unmet')
  const points = await trendOf(root, 'production', [], later.judge)
  expect(later.asked).toEqual(['r9: r9 r2'])
  expect(points.map(({gates}) => gates[0]?.verdict)).toEqual(['met', 'met', 'met', 'unmet'])
})

test('runs in hand are not read again', async () => {
  const [first, second] = [run(1, 'cluster'), run(2)]
  await save(first, second)
  const {asked, judge} = judging()
  await trendOf(root, 'production', [second, first], judge)
  expect(asked.toSorted()).toEqual(['r1: r1', 'r2: r2 r1'])
})

test('a run whose file is gone is still told of, and the newest two hundred are', async () => {
  await save(run(1))
  await trendOf(root, 'production', [], judging().judge)
  await rm(path.join(root, '.proofmark/runs/production', `${run(1).id}.json`))
  await save(...Array.from({length: 199}, (_, index) => run(index + 2)))
  const full = await trendOf(root, 'production', [], judging().judge)
  expect([full.length, full[0]?.release, full.at(-1)?.release]).toEqual([200, 'r1', 'r200'])
  await save(run(300))
  const next = await trendOf(root, 'production', [], judging().judge)
  expect([next.length, next[0]?.release, next.at(-1)?.release]).toEqual([200, 'r2', 'r300'])
})

test('a point tells what differs from the one before, also where a run comes in between and where the oldest goes', async () => {
  const other = (tenant: string) => ({'list:other': [{tenant, status: 'fail'}]})
  await save(run(1), run(5))
  const whole = await trendOf(root, 'production', [], judging().judge)
  expect(whole.map(({stood}) => stood)).toEqual([standing('r1'), other('r5')])
  await save(run(3))
  const between = await trendOf(root, 'production', [], judging().judge)
  expect(between.map(({stood}) => stood)).toEqual([standing('r1'), other('r3'), other('r5')])
  await save(...Array.from({length: 199}, (_, index) => run(index + 10)))
  const full = await trendOf(root, 'production', [], judging().judge)
  expect([full[0]?.stood, full[1]?.stood]).toEqual([standing('r5'), other('r10')])
  expect(await trendOf(root, 'production', [], judging().judge)).toEqual(full)
})

test('what an earlier version kept is judged again where the run is there, and told as it was where it is not', async () => {
  await save(run(1), run(2), run(3))
  const points = await trendOf(root, 'production', [], judging().judge)
  const old = points.map(({stood, ...point}) => point)
  await writeFile(file(), JSON.stringify({version: 1, points: old}, null, 1))
  await rm(path.join(root, '.proofmark/runs/production', `${run(2).id}.json`))
  const again = judging('unmet')
  const read = await trendOf(root, 'production', [], again.judge)
  expect(read.map(({gates, stood}) => [gates[0]?.verdict, stood])).toEqual([
    ['unmet', standing('r1')],
    ['met', undefined],
    ['unmet', standing('r3')],
  ])
  const later = judging()
  expect(await trendOf(root, 'production', [], later.judge)).toEqual(read)
  expect(later.asked).toEqual([])
})

test('a file that is no run, a run from elsewhere and a broken trend keep nobody from the rest', async () => {
  await save(run(1), run(3))
  const foreign = run(2, 'outside', 'staging')
  await writeFile(path.join(root, '.proofmark/runs/production', `${foreign.id}.json`), JSON.stringify(foreign))
  await writeFile(path.join(root, '.proofmark/runs/production/2026-11-24T00-07-00Z-00000f.json'), '{')
  await writeFile(file(), '{"version": 1, "points": [{"run": 3}]}')
  expect(releases(await trendOf(root, 'production', [], judging().judge))).toEqual(['r1', 'r3'])
  expect(JSON.parse(await readFile(file(), 'utf8')).points).toHaveLength(2)
})

test('where it cannot be written it is made again', async () => {
  await save(run(1))
  await mkdir(file())
  for (const _ of [1, 2]) expect(releases(await trendOf(root, 'production', [], judging().judge))).toEqual(['r1'])
})

test('an environment that never ran has no trend', async () => {
  expect(await trendOf(root, 'production', [], judging().judge)).toEqual([])
})
