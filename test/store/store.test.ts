import {spawn} from 'node:child_process'
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {CannotJudge, type Run} from '../../src/model/index.ts'
import {latestRuns, listRuns, readRun, saveRun, saveRuns} from '../../src/store/index.ts'
import {folderWith} from '../run/folder.ts'

let root = ''
let remove = async () => {}
beforeEach(async () => ({root, remove} = await folderWith()))
afterEach(() => remove())

const runAt = (time: string, more: Partial<Run> = {}): Run => ({
  ...{
    version: 1,
    id: `${time.replaceAll(':', '-').replace('.000', '')}-0a1b2c`,
    service: 'shop',
    environment: 'production',
  },
  ...{vantage: 'outside', target: null, release: null, startedAt: time, finishedAt: time, complete: true},
  ...{checklists: [], facts: [], findings: [], causes: []},
  ...more,
})
const [first, second, third] = ['2026-11-24T14:00:00.000Z', '2026-11-24T15:00:00.000Z', '2026-11-25T09:00:00.000Z']
const folder = () => path.join(root, '.proofmark/runs/production')

it('keeps a run as one file, and gives it back as it was', async () => {
  const run = runAt(first)
  const file = await saveRun(root, run)
  expect(file).toBe('.proofmark/runs/production/2026-11-24T14-00-00Z-0a1b2c.json')
  expect(await readRun(path.join(root, file))).toEqual(run)
  expect(await readdir(folder())).toEqual(['2026-11-24T14-00-00Z-0a1b2c.json'])
})

it('finds the newest of each vantage', async () => {
  const inside = runAt(second, {vantage: 'cluster'})
  for (const run of [
    runAt(third),
    runAt(first),
    inside,
    runAt(first, {vantage: 'cluster', id: '2026-11-24T14-00-00Z-ffffff'}),
  ])
    await saveRun(root, run)
  expect(await latestRuns(root, 'production')).toEqual({runs: [runAt(third), inside], problems: []})
  expect((await listRuns(root, 'production')).map(({id}) => id)).toEqual([
    ...['2026-11-25T09-00-00Z-0a1b2c', '2026-11-24T15-00-00Z-0a1b2c'],
    ...['2026-11-24T14-00-00Z-ffffff', '2026-11-24T14-00-00Z-0a1b2c'],
  ])
})

it('has nothing where nothing was kept', async () => {
  expect(await latestRuns(root, 'production')).toEqual({runs: [], problems: []})
  expect(await listRuns(root, 'production')).toEqual([])
})

it.each(['../../etc', '.', '..', '/', 'a/b', '.hidden', '', 'pro duction', 'Zürich', 'a\u0000b', '\uD800'])(
  'an environment called %j has a folder of its own, below the others',
  async (environment) => {
    const run = runAt(first, {environment})
    const file = await saveRun(root, run)
    expect(path.dirname(path.dirname(path.join(root, file)))).toBe(path.join(root, '.proofmark/runs'))
    expect(path.basename(path.dirname(file))).not.toMatch(/^\.|[/\\]/)
    const {runs} = await latestRuns(root, environment)
    expect(runs.map(({id}) => id)).toEqual([run.id])
    expect(await readdir(root)).toEqual(['.proofmark'])
  },
)

describe('a file that is no run', () => {
  const put = async (name: string, text: string) => {
    await mkdir(folder(), {recursive: true})
    await writeFile(path.join(folder(), name), text)
  }

  it.each([
    ['is cut short', JSON.stringify(runAt(third)).slice(0, 200), 'Unexpected text that is no JSON'],
    ['is empty', '', 'Unexpected text that is no JSON'],
    ['is another thing', '{"version": 2}', 'Unexpected `version`'],
    [
      'is of another environment',
      JSON.stringify(runAt(third, {environment: 'staging'})),
      'Unexpected environment `staging`',
    ],
  ])('because it %s is passed over with a problem', async (_, text, said) => {
    await saveRun(root, runAt(first))
    await put('2026-11-25T09-00-00Z-0a1b2c.json', text)
    const {runs, problems} = await latestRuns(root, 'production')
    expect(runs).toEqual([runAt(first)])
    expect(problems).toEqual([
      {
        ...{slug: 'run-file', also: [], message: expect.stringContaining(said)},
        at: {file: '.proofmark/runs/production/2026-11-25T09-00-00Z-0a1b2c.json', line: 1, column: 1},
      },
    ])
  })

  it('and is not called like one is not even looked at', async () => {
    await saveRun(root, runAt(first))
    for (const name of ['.2026-11-25T09-00-00Z-0a1b2c.json.1.1.tmp', 'notes.json', '2026-11-25.json'])
      await put(name, '{')
    expect(await latestRuns(root, 'production')).toEqual({runs: [runAt(first)], problems: []})
  })

  it('is a problem where it is asked for', async () => {
    await put('x.json', '{"version": 1}')
    await expect(readRun(path.join(folder(), 'x.json'))).rejects.toBeInstanceOf(CannotJudge)
    await expect(readRun(path.join(folder(), 'nowhere.json'))).rejects.toThrow('where no file is, expected a run')
  })
})

it('two writers at once lose nothing and mix nothing, and one that is killed leaves nothing half', async () => {
  const writer = fileURLToPath(new URL('../fixtures/store/writer.ts', import.meta.url))
  const write = (name: string, count: number, kill = false) =>
    new Promise<void>((resolve) => {
      const child = spawn(process.execPath, [writer, root, name, String(count)], {stdio: ['ignore', 'pipe', 'inherit']})
      if (kill) child.stdout.once('data', () => child.kill('SIGKILL'))
      child.once('close', () => resolve())
    })
  await Promise.all([write('a', 60), write('b', 60), write('c', 5_000, true)])
  const files = await listRuns(root, 'production')
  const runs = await Promise.all(files.map(({file}) => readRun(path.join(root, file))))
  for (const [name, count] of [
    ['a', 60],
    ['b', 60],
  ] as const)
    expect(runs.filter(({service}) => service === name)).toHaveLength(count)
  expect(runs.filter(({service}) => service === 'c').length).toBeGreaterThan(0)
  for (const run of runs) expect(new Set(run.findings.map(({check}) => check))).toEqual(new Set([run.service]))
  expect((await latestRuns(root, 'production')).problems).toEqual([])
}, 60_000)

it('writes what people can read', async () => {
  const text = await readFile(path.join(root, await saveRun(root, runAt(first))), 'utf8')
  expect(text.split('\n').length).toBeGreaterThan(10)
  expect(text.endsWith('}\n')).toBe(true)
})

describe('of two runs of one second and vantage', () => {
  const at = (ms: string, finished: string, hash: string): Run =>
    runAt(`2026-11-24T14:00:00.${ms}Z`, {
      id: `2026-11-24T14-00-00Z-${hash}`,
      finishedAt: `2026-11-24T14:00:0${finished}.000Z`,
    })

  it.each([
    ['the one that started later', at('900', '2', 'aaaaaa'), at('100', '3', 'ffffff')],
    ['else the one that finished later', at('100', '3', 'aaaaaa'), at('100', '2', 'ffffff')],
    ['else the one whose id comes later', at('100', '2', 'ffffff'), at('100', '2', 'aaaaaa')],
  ])('%s is the newest, in whatever order they came', async (_title, newer, older) => {
    for (const order of [
      [newer, older],
      [older, newer],
    ]) {
      await rm(folder(), {recursive: true, force: true})
      for (const run of order) await saveRun(root, run)
      expect((await latestRuns(root, 'production')).runs.map(({id}) => id)).toEqual([newer.id])
    }
  })
})

describe('several runs are kept together', () => {
  const [one, two] = [runAt(first), runAt(second, {vantage: 'cluster'})]
  const refused = async (): Promise<string> =>
    saveRuns(root, [one, two]).then(
      () => 'kept',
      (error: unknown) => (error instanceof CannotJudge ? (error.problems[0]?.message ?? '') : String(error)),
    )

  it('and each has its file', async () => {
    expect(await saveRuns(root, [one, two])).toEqual([one, two].map(({id}) => `.proofmark/runs/production/${id}.json`))
    expect(await readdir(folder())).toEqual([`${one.id}.json`, `${two.id}.json`])
  })

  it('or none of them, where nothing can be written', async () => {
    await writeFile(path.join(root, '.proofmark'), 'in the way')
    expect(await refused()).toBe(
      'Unexpected failure to keep the runs, expected a folder that can be written: a file stands where a folder should; nothing is kept',
    )
  })

  it('and half-way it is said which are kept, with nothing half written beside them', async () => {
    await mkdir(path.join(folder(), `${two.id}.json`, 'in-the-way'), {recursive: true})
    expect(await refused()).toMatch(
      new RegExp(
        `; \`.proofmark/runs/production/${one.id}.json\` is kept already, and the same command keeps the rest$`,
      ),
    )
    expect(await readdir(folder())).toEqual([`${one.id}.json`, `${two.id}.json`])
  })
})
