import {spawn} from 'node:child_process'
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import fc from 'fast-check'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import type {Cause, Finding, History, Outcome, Run} from '../../src/model/index.ts'
import {forgetRuns, historyFrom, historyOf, listRuns, saveRun} from '../../src/store/index.ts'
import {finding} from '../results/build.ts'
import {folderWith} from '../run/folder.ts'

let root = ''
let remove = async () => {}
beforeEach(async () => ({root, remove} = await folderWith()))
afterEach(() => remove())

const start = Date.parse('2026-11-24T00:00:00.000Z')
const minute = (count: number): string => new Date(start + count * 60_000).toISOString()

/** What a test says of one call in a run: the outcome, or the cause of what was not made. */
type Saw = 'pass' | 'fail' | Cause
const causes: Partial<Record<Saw, Outcome>> = {
  unreachable: 'error',
  vantage: 'not-run',
  interrupted: 'not-run',
  needs: 'not-run',
}
const findingAt = (call: string, saw: Saw, at: string): Finding =>
  saw === 'pass' || saw === 'fail'
    ? finding(call, saw, {at, cause: null})
    : finding(call, causes[saw] ?? 'error', {at, cause: saw})

/** A run of so many minutes after the start, with what it saw of its calls. */
function run(at: number, saw: Record<string, Saw>, {vantage = 'outside', hash = 0, lag = {}}: More = {}): Run {
  const startedAt = minute(at)
  const findings = Object.entries(saw).map(([call, each]) => findingAt(call, each, minute(at + (lag[call] ?? 0))))
  return {
    ...{version: 1, service: 'shop', environment: 'production', vantage, target: null, release: null, complete: true},
    id: `${startedAt.slice(0, 19).replaceAll(':', '-')}Z-${(hash + (vantage === 'outside' ? 0 : 1)).toString(16).padStart(6, '0')}`,
    ...{startedAt, finishedAt: minute(at + 9), checklists: [], facts: [], findings, causes: []},
  }
}
interface More {
  vantage?: string
  hash?: number
  lag?: Record<string, number>
}

const save = async (...runs: Run[]): Promise<void> => {
  for (const each of runs) await saveRun(root, each)
}
const history = async (): Promise<History> => (await historyOf(root, 'production')).history
const folder = () => path.join(root, '.proofmark/runs/production')
const index = () => path.join(folder(), 'history.json')

/** The same, straight from all runs that ever were. */
function oracle(runs: readonly Run[]): History {
  const badness = {pass: 0, 'not-run': 1, error: 2, fail: 3}
  const told = runs
    .flatMap(({findings}) => findings)
    .filter(({cause}) => cause !== 'vantage' && cause !== 'interrupted')
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at) || badness[b.outcome] - badness[a.outcome])
  const of = Map.groupBy(told, ({call}) => call)
  return Object.fromEntries(
    [...of].map(([call, newestFirst]) => {
      const [newest] = newestFirst
      const breaks = newestFirst.findIndex(({outcome, cause}) => outcome !== newest?.outcome || cause !== newest.cause)
      const line = breaks === -1 ? newestFirst : newestFirst.slice(0, breaks)
      return [
        call,
        {
          lastFailed: newestFirst.find(({outcome}) => outcome === 'fail')?.at ?? null,
          outcome: newest?.outcome ?? 'error',
          cause: newest?.cause ?? null,
          since: line.at(-1)?.at ?? '',
        },
      ]
    }),
  )
}

describe('the history of calls', () => {
  it('says when each was last seen to fail, what it came to last, and since when', async () => {
    await save(
      run(0, {a: 'fail', b: 'pass'}),
      run(10, {a: 'pass', b: 'unreachable'}),
      run(20, {a: 'pass', b: 'unreachable'}),
    )
    expect(await historyOf(root, 'production')).toEqual({
      history: {
        a: {lastFailed: minute(0), outcome: 'pass', cause: null, since: minute(10)},
        b: {lastFailed: null, outcome: 'error', cause: 'unreachable', since: minute(10)},
      },
      problems: [],
    })
  })

  it('knows nothing where nothing was kept, and leaves nothing there', async () => {
    expect(await historyOf(root, 'production')).toEqual({history: {}, problems: []})
    expect(await readdir(root)).toEqual([])
  })

  it('counts a run that is not kept, without keeping what it says', async () => {
    await save(run(0, {a: 'fail'}))
    const made = run(10, {a: 'pass'})
    const {history: now} = await historyOf(root, 'production', [made])
    expect(now.a).toEqual({lastFailed: minute(0), outcome: 'pass', cause: null, since: minute(10)})
    expect((await history()).a).toMatchObject({outcome: 'fail'})
    expect(await historyFrom([made])).toEqual({a: {lastFailed: null, outcome: 'pass', cause: null, since: minute(10)}})
  })

  it('neither breaks nor makes a line with what another vantage must answer, or what was interrupted', async () => {
    await save(
      run(0, {a: 'pass'}),
      run(10, {a: 'vantage', b: 'vantage'}),
      run(20, {a: 'interrupted'}),
      run(30, {a: 'pass'}),
    )
    expect(await history()).toEqual({a: {lastFailed: null, outcome: 'pass', cause: null, since: minute(0)}})
  })

  it('breaks a line where the cause is another', async () => {
    await save(run(0, {a: 'unreachable'}), run(10, {a: 'needs'}), run(20, {a: 'needs'}))
    expect((await history()).a).toEqual({lastFailed: null, outcome: 'not-run', cause: 'needs', since: minute(10)})
  })

  it('hears a run that comes late as if it had come in time, also where it breaks a line inside', async () => {
    await save(run(0, {a: 'pass'}), run(10, {a: 'pass'}), run(20, {a: 'pass'}), run(30, {a: 'pass'}))
    expect((await history()).a?.since).toBe(minute(0))
    await save(run(15, {a: 'fail'}, {vantage: 'cluster'}))
    expect((await history()).a).toEqual({lastFailed: minute(15), outcome: 'pass', cause: null, since: minute(20)})
    await save(run(17, {a: 'pass'}, {vantage: 'cluster'}), run(12, {a: 'unreachable'}, {vantage: 'cluster'}))
    expect((await history()).a).toEqual({lastFailed: minute(15), outcome: 'pass', cause: null, since: minute(17)})
  })

  it('comes to the same in whatever order runs come, and however often it is asked between', async () => {
    const saws = fc.constantFrom<Saw>('pass', 'fail', 'unreachable', 'needs', 'vantage', 'interrupted')
    const one = fc.record({
      at: fc.integer({min: 0, max: 12}),
      vantage: fc.constantFrom('outside', 'cluster'),
      saw: fc.dictionary(fc.constantFrom('a', 'b', '__proto__x'), saws),
      lag: fc.dictionary(fc.constantFrom('a', 'b'), fc.integer({min: 0, max: 3})),
      ask: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(one, {maxLength: 14}), async (given) => {
        const here = await mkdtemp(path.join(os.tmpdir(), 'proofmark-history-'))
        try {
          const runs = given.map(({at, saw, vantage, lag}, hash) => run(at, saw, {vantage, lag, hash: 2 * hash}))
          for (const [order, each] of runs.entries()) {
            await saveRun(here, each)
            if (given[order]?.ask)
              expect((await historyOf(here, 'production')).history).toEqual(oracle(runs.slice(0, order + 1)))
          }
          expect((await historyOf(here, 'production')).history).toEqual(oracle(runs))
          await rm(path.join(here, '.proofmark/runs/production/history.json'), {force: true})
          expect((await historyOf(here, 'production')).history).toEqual(oracle(runs))
        } finally {
          await rm(here, {recursive: true, force: true})
        }
      }),
      {numRuns: 150},
    )
  }, 60_000) // every run of every case is forced to disk
})

describe('the index of the history', () => {
  it('stands beside the runs, and is no run', async () => {
    await save(run(0, {a: 'pass'}))
    await history()
    expect((await readdir(folder())).sort()).toEqual(['2026-11-24T00-00-00Z-000000.json', 'history.json'])
    expect(await listRuns(root, 'production')).toHaveLength(1)
  })

  it('holds what it was told: no run is read twice', async () => {
    const runs = [run(0, {a: 'fail'}), run(10, {a: 'pass'})]
    await save(...runs)
    const before = await history()
    for (const {file} of await listRuns(root, 'production')) await writeFile(path.join(root, file), 'no run any more')
    expect(await historyOf(root, 'production')).toEqual({history: before, problems: []})
  })

  it('outlives the runs that are deleted', async () => {
    const runs = Array.from({length: 12}, (_, order) => run(order * 10, {a: order === 1 ? 'fail' : 'pass'}))
    await save(...runs)
    expect(await forgetRuns(root, 'production', 3)).toEqual([])
    expect(await forgetRuns(root, 'production', 3)).toHaveLength(9)
    expect(await history()).toEqual(oracle(runs))
    const newest = run(130, {a: 'pass'})
    await save(newest)
    expect(await history()).toEqual(oracle([...runs, newest]))
    expect(Object.keys(JSON.parse(await readFile(index(), 'utf8')).runs)).toHaveLength(4)
  })

  it('deletes no run that it does not hold yet', async () => {
    await save(run(0, {a: 'fail'}), run(10, {a: 'pass'}), run(20, {a: 'pass'}))
    await history()
    await save(run(5, {a: 'pass', b: 'fail'}))
    expect(await forgetRuns(root, 'production', 1)).toEqual([
      '.proofmark/runs/production/2026-11-24T00-10-00Z-000000.json',
      '.proofmark/runs/production/2026-11-24T00-00-00Z-000000.json',
    ])
    expect((await history()).b?.lastFailed).toBe(minute(5))
  })

  it.each([
    ['no JSON', '{"version": 1, '],
    ['empty', ''],
    ['another version', '{"version": 2, "runs": {}, "calls": {}}'],
    ['a list', '[]'],
    ['a call without a line', '{"version": 1, "runs": {}, "calls": {"a": null}}'],
    [
      'moments that contradict each other',
      JSON.stringify({
        ...{version: 1, runs: {}},
        calls: {
          a: {lastFailed: minute(9), outcome: 'pass', cause: null, since: minute(5), newest: minute(1), before: null},
        },
      }),
    ],
  ])('that is %s counts for nothing, and is made again', async (_, text) => {
    const runs = [run(0, {a: 'fail'}), run(10, {a: 'pass'})]
    await save(...runs)
    await writeFile(index(), text)
    const told = await historyOf(root, 'production')
    expect(told.history).toEqual(oracle(runs))
    expect(told.problems).toEqual([
      expect.objectContaining({
        ...{slug: 'run-file', message: expect.stringContaining('`.proofmark/runs/production/history.json`')},
        at: {file: '.proofmark/runs/production/history.json', line: 1, column: 1},
      }),
    ])
    expect(await historyOf(root, 'production')).toEqual({history: oracle(runs), problems: []})
  })

  it('that cannot be written is made anew each time', async () => {
    const runs = [run(0, {a: 'fail'}), run(10, {a: 'pass'})]
    await save(...runs)
    await mkdir(index())
    for (const _ of [1, 2]) {
      const told = await historyOf(root, 'production')
      expect(told.history).toEqual(oracle(runs))
      expect(told.problems.map(({slug}) => slug)).toEqual(['run-file'])
    }
  })

  it('passes over a file that is no run, with a problem each time', async () => {
    await save(run(0, {a: 'pass'}))
    await writeFile(path.join(folder(), '2026-11-25T09-00-00Z-0a1b2c.json'), '{')
    for (const _ of [1, 2]) {
      const told = await historyOf(root, 'production')
      expect(Object.keys(told.history)).toEqual(['a'])
      expect(told.problems).toHaveLength(1)
    }
  })

  it('is not lost, mixed or cut short by processes that write at once, one of which is killed', async () => {
    const keeper = fileURLToPath(new URL('../fixtures/store/keeper.ts', import.meta.url))
    const keep = (name: string, count: number, kill = false) =>
      new Promise<void>((resolve) => {
        const child = spawn(process.execPath, [keeper, root, name, String(count)], {
          stdio: ['ignore', 'pipe', 'inherit'],
        })
        if (kill) child.stdout.once('data', () => child.kill('SIGKILL'))
        child.once('close', () => resolve())
      })
    await Promise.all([keep('a', 40), keep('b', 40), keep('c', 5_000, true)])
    const {history: now, problems} = await historyOf(root, 'production')
    expect(problems).toEqual([])
    // Each process saw its own calls fail once, in runs that it has deleted since.
    for (const name of ['a', 'b'])
      for (let order = 0; order < 40; order += 1)
        expect(now[`${name}${order}`]).toEqual({
          lastFailed: minute(order),
          outcome: 'fail',
          cause: null,
          since: minute(order),
        })
    expect(JSON.parse(await readFile(index(), 'utf8')).version).toBe(1)
    expect((await listRuns(root, 'production')).length).toBeLessThan(60)
  }, 60_000)
})
