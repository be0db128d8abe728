import path from 'node:path'
import {expect, test} from 'vitest'
import {formats} from '../../src/model/report.ts'
import {pastWorld, told} from './past.ts'

const settings = 'deploy/production.env'
const reportOf = ({out}: {out: string}) => formats.diff.schema.parse(JSON.parse(out))

test('what got worse and what got better, with both gates', async () => {
  const {call, change, run} = await pastWorld()
  const first = await run(0)
  await change(settings, 'DEBUG_HEADERS=yes', 'DEBUG_HEADERS=off')
  await change(settings, 'QUEUE_RETRIES=5', 'QUEUE_RETRIES=50')
  const second = await run(1)
  const line = `diff ${first} ${second}`
  const said = await call(line)
  expect(told(line, said)).toMatchSnapshot()
  const report = reportOf(await call(`${line} --format json`))
  expect(report.counts).toEqual({worse: 1, better: 1, other: 0, same: 5})
  expect(report).toMatchObject({
    from: {run: first, environment: 'production', release: '4f2c91a', gates: [{name: 'launch', verdict: 'unmet'}]},
    to: {run: second},
    differences: [
      {key: 'launch:access/debug-headers', tenant: '-', change: 'better', from: {status: 'fail'}, to: {status: 'pass'}},
      {
        key: 'launch:if-use/queue-retries',
        tenant: 'globex',
        change: 'worse',
        from: {status: 'pass'},
        to: {status: 'fail'},
      },
    ],
  })
  const back = await call(`diff ${second} ${first} --format json`)
  expect([back.code, reportOf(back).counts]).toEqual([1, {worse: 1, better: 1, other: 0, same: 5}])
})

test('where nothing got worse it ends with 0', async () => {
  const {call, change, run} = await pastWorld()
  await run(0)
  await change(settings, 'DEBUG_HEADERS=yes', 'DEBUG_HEADERS=off')
  await run(1)
  const line = 'diff previous latest'
  expect(told(line, await call(line))).toMatchSnapshot()
  const same = await call('diff latest latest')
  expect([same.code, same.out]).toEqual([0, expect.stringContaining('0 got worse, 0 better, 7 the same')])
})

test('a run is named by its file, its id, or the beginning of it', async () => {
  const {call, run} = await pastWorld()
  const first = await run(0)
  const second = await run(24)
  const file = path.join('.proofmark/runs/production', `${second}.json`)
  const report = reportOf(await call(`diff 2026-11-23 ${file} --format json`))
  expect([report.from.run, report.to.run]).toEqual([first, second])
})

test('two environments: what is worse there', async () => {
  const {call, run} = await pastWorld()
  const staging = await run(0, '--env staging')
  const production = await run(1)
  const line = `diff ${staging} ${production}`
  expect(told(line, await call(line))).toMatchSnapshot()
})

test('runs from different places say that only one of them can answer some calls', async () => {
  const {call, run} = await pastWorld()
  await run(0)
  await run(1, '--env production --vantage cluster')
  const {code, out} = await call('diff previous latest')
  expect(code).toBe(0)
  expect(out).toContain('They were made from different places, outside and cluster')
})

test('what got worse is worse though it is waived, and says so', async () => {
  const {call, change, run} = await pastWorld()
  await change('proofmark.yaml', 'claims_for', 'approvers: [a.b]\nclaims_for')
  await change(settings, 'DEBUG_HEADERS=yes', 'DEBUG_HEADERS=off')
  await run(0)
  await change(settings, 'DEBUG_HEADERS=off', 'DEBUG_HEADERS=yes')
  await run(1)
  const waived = await call(
    'waive access/debug-headers --env production --reason Tried --owner m.k. --approver a.b --until 2026-12-24',
    0,
  )
  expect(waived).toMatchObject({code: 0})
  const report = reportOf(await call('diff previous latest --format json'))
  expect(report.differences).toMatchObject([{change: 'worse', to: {status: 'fail', waived: true}}])
  expect((await call('diff previous latest')).out).toContain('was pass, now fail, waived')
})

test('what one cause took is told once', async () => {
  const {call, env, run} = await pastWorld()
  await run(0)
  env.PRODUCTION = 'http://127.0.0.1:9'
  await run(1)
  const line = 'diff previous latest'
  expect(told(line, await call(line))).toMatchSnapshot()
})

test('an item that only the second run knows is said to be unknown to the first', async () => {
  const {call, change, run} = await pastWorld()
  await run(0)
  await change(
    'docs/launch.bindings.yaml',
    '  recovery/restore',
    '  recovery/copied:\n    checks:\n      - env: QUEUE_RETRIES=5\n  recovery/restore',
  )
  await change(
    'docs/launch.md',
    '- [ ] A restore',
    '- [ ] Backups are copied (`copied/to`) <!-- proofmark: recovery/copied -->\n- [ ] A restore',
  )
  await run(1)
  const {code, out} = await call('diff previous latest')
  expect(out).toContain('was unknown to the run, now pass')
  expect(code).toBe(0)
})

test.each([
  ['diff latest latest', 'Unexpected run `latest`, expected a kept run below'],
  ['diff 2026-1 latest', 'Unexpected run `2026-1`, expected a kept run below'],
  ['diff gone.json latest', 'Unexpected `gone.json`, where no file is'],
  ['diff latest', 'Unexpected end of the line, expected `proofmark diff RUN RUN`'],
])('`%s` cannot be judged', async (line, message) => {
  const {call} = await pastWorld()
  expect(await call(line)).toMatchObject({code: 2, err: expect.stringContaining(message)})
})

test('what may mean several runs is no name', async () => {
  const {call, run} = await pastWorld()
  await run(0)
  await run(1)
  await run(0, '--env staging')
  expect((await call('diff 2026-11 latest')).err).toContain('expected the beginning of one id; 3 kept runs begin so')
  expect((await call('diff previous latest')).err).toContain('expected `--env NAME` beside it')
  expect(await call('diff previous latest --env production')).toMatchObject({code: 0, err: ''})
})
