import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import {Run} from '../../src/model/index.ts'
import {MergeReport} from '../../src/model/report.ts'
import {inProcess} from './person.ts'
import {payments, projectOf, service} from './proofmark.ts'

const monday = new Date('2026-11-23T08:00:00Z')

async function world() {
  const cwd = await projectOf('launch')
  const target = await service(payments)
  const env = {PRODUCTION: target, STAGING: target}
  const call = (line: string) => inProcess(line.split(' '), {cwd, env, now: monday})
  const runAt = async (file: string): Promise<Run> =>
    Run.parse(JSON.parse(await readFile(path.join(cwd, file), 'utf8')))
  const shard = async (share: string): Promise<string> => {
    const {code, out} = await call(`run --env production --shard ${share}`)
    expect(code).toBe(0)
    expect(out).toContain('A shard judges no gate')
    return /kept as (\S+)/.exec(out)?.[1] ?? ''
  }
  return {cwd, call, runAt, shard}
}

const timeless = (observation: unknown): unknown =>
  JSON.parse(JSON.stringify(observation, (key, value) => (['ms', 'date', 'modified'].includes(key) ? null : value)))

/** Without moments, durations and ids, in what was seen too. */
const steady = ({id, startedAt, finishedAt, ...run}: Run) => ({
  ...run,
  findings: run.findings.map(({at, ms, observation, ...finding}) => ({...finding, seen: timeless(observation)})),
  causes: run.causes.map(({since, ...cause}) => cause),
})

test('eight shards make the run that one place makes', async () => {
  const {cwd, call, runAt, shard} = await world()
  const files: string[] = []
  for (let index = 8; index >= 1; index -= 1) files.push(await shard(`${index}/8`))
  // A share is no run: nothing is judged by it.
  await expect(readdir(path.join(cwd, '.proofmark/runs/production'))).rejects.toThrow('ENOENT')
  const told = MergeReport.parse(JSON.parse((await call(`merge ${files.join(' ')} --format json`)).out))
  const merged = told.runs
  expect(merged).toMatchObject([{environment: 'production', vantage: 'outside', complete: true}])
  const whole = JSON.parse((await call('run --env production --format json')).out).environments[0].savedAs
  const made = steady(await runAt(merged[0]?.file ?? ''))
  expect(made.findings.length).toBeGreaterThan(1)
  expect(made).toEqual(steady(await runAt(whole)))
  expect((await call(`gate --run ${merged[0]?.id}`)).code).toBe((await call(`gate --run ${whole}`)).code)
})

test('a lost, a double and a foreign file are refused, and nothing is kept', async () => {
  const {cwd, call, shard} = await world()
  const [one, two] = [await shard('1/2'), await shard('2/2')]
  const refused = async (line: string): Promise<string> => {
    const {code, err, out} = await call(line)
    expect(code).toBe(2)
    return err + out
  }
  expect(await refused(`merge ${one}`)).toContain('without shard `2/2`')
  expect(await refused(`merge ${one} ${two} ${one}`)).toContain('Unexpected shard 1/2')
  expect(await refused('merge proofmark.yaml')).toContain('text that is no JSON')
  expect(await refused('merge nowhere.json')).toContain('Unexpected `nowhere.json`, where no file is')
  expect(await refused(`gate --run ${one}`)).toContain('expected a run')
  await expect(readdir(path.join(cwd, '.proofmark/runs/production'))).rejects.toThrow('ENOENT')
  expect((await call(`merge ${two} ${one} --out merged.json`)).code).toBe(0)
  expect(Run.parse(JSON.parse(await readFile(path.join(cwd, 'merged.json'), 'utf8'))).complete).toBe(true)
})

test.each(['0/2', '3/2', '2', 'a/b', '1/2/3'])('refuses the share %s', async (share) => {
  const {call} = await world()
  expect(await call(`run --shard ${share}`)).toMatchObject({
    code: 2,
    err: expect.stringContaining(`Unexpected \`${share}\``),
  })
})

test('a shard goes with nothing that judges', async () => {
  const {call} = await world()
  expect(await call('run --shard 1/2 --gate launch')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Unexpected `--gate`'),
  })
})

test('runs of two vantages are kept side by side, and two of one are refused', async () => {
  const {call} = await world()
  const made = async (vantage: string): Promise<string> =>
    JSON.parse((await call(`run --env production --vantage ${vantage} --format json`)).out).environments[0].savedAs
  const [inside, outside] = [await made('cluster'), await made('outside')]
  expect(JSON.parse((await call(`merge ${inside} ${outside} --format json`)).out).runs).toMatchObject([
    {vantage: 'cluster', file: inside},
    {vantage: 'outside', file: outside},
  ])
  expect(await call(`merge ${inside} ${inside}`)).toMatchObject({
    code: 2,
    err: expect.stringContaining('vantage `cluster`'),
  })
})
