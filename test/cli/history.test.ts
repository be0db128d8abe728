import {readdir, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import {formats} from '../../src/model/report.ts'
import {hoursOn, pastWorld, told} from './past.ts'

const settings = 'deploy/production.env'
const bindings = 'docs/launch.bindings.yaml'
const reportOf = ({out}: {out: string}) => formats['item-history'].schema.parse(JSON.parse(out))

test('a line for each change, the newest first, with what was seen; runs that say the same are folded', async () => {
  const {call, change, run} = await pastWorld()
  await run(0)
  await run(1)
  await change(settings, 'DEBUG_HEADERS=yes', 'DEBUG_HEADERS=off')
  const mended = await run(2)
  await run(3)
  await run(4)
  const line = 'history access/debug-headers --env production'
  expect(told(line, await call(line))).toMatchSnapshot()
  const report = reportOf(await call(`${line} --format json`))
  expect(report).toMatchObject({
    key: 'launch:access/debug-headers',
    environments: [
      {
        runs: 5,
        lines: [
          {
            tenants: ['-'],
            lastRed: hoursOn(1).toISOString(),
            stretches: [
              {
                status: 'pass',
                run: mended,
                since: hoursOn(2).toISOString(),
                runs: 3,
                lastSeen: hoursOn(4).toISOString(),
              },
              {status: 'fail', since: hoursOn(0).toISOString(), runs: 2, release: '4f2c91a'},
            ],
          },
        ],
      },
    ],
  })
  const newest = reportOf(await call(`${line} --last 2 --format json`))
  expect(newest.environments[0]?.lines).toMatchObject([{lastRed: null, stretches: [{status: 'pass', runs: 2}]}])
})

test('tenants that differ have a line each', async () => {
  const {call, change, run} = await pastWorld()
  await run(0)
  await change(settings, 'QUEUE_RETRIES=5', 'QUEUE_RETRIES=50')
  await run(1)
  const line = 'history if-use/queue-retries --env production'
  expect(told(line, await call(line))).toMatchSnapshot()
})

test('old runs are judged by the rules of today', async () => {
  const {call, change, run} = await pastWorld()
  await run(0)
  await change(bindings, 'at_most: 5', 'at_most: 1')
  const [past] = reportOf(await call('history if-use/queue-retries --env production --format json')).environments
  const globex = past?.lines.find(({tenants}) => tenants.includes('globex'))
  expect(globex?.stretches).toMatchObject([{status: 'fail', saw: expect.stringContaining('5')}])
})

test('a run that does not know the checks of an item is no failure of it', async () => {
  const {call, change, run} = await pastWorld()
  await run(0)
  await change(
    bindings,
    '  recovery/restore',
    '  recovery/copied:\n    checks:\n      - env: QUEUE_RETRIES=5\n  recovery/restore',
  )
  await change(
    'docs/launch.md',
    '- [ ] A restore',
    '- [ ] Backups are copied (`copied/to`) <!-- proofmark: recovery/copied -->\n- [ ] A restore',
  )
  await run(1)
  const line = 'history recovery/copied --env production'
  expect(told(line, await call(line))).toMatchSnapshot()
})

test('a record counts from the day of its run on', async () => {
  const {call, run} = await pastWorld()
  await run(0)
  const attested = await call('attest recovery/restore-rehearsed --env production --by m.k.', 48)
  expect(attested).toMatchObject({code: 0})
  await run(49)
  await run(24 * 200)
  const {environments} = reportOf(
    await call('history recovery/restore-rehearsed --env production --format json', 24 * 300),
  )
  expect(environments[0]?.lines[0]?.stretches).toMatchObject([
    {status: 'blocked', reason: 'expired', since: hoursOn(24 * 200).toISOString()},
    {status: 'pass', since: hoursOn(49).toISOString()},
    {status: 'blocked', since: hoursOn(0).toISOString()},
  ])
})

test('what another place saw before counts beside a run', async () => {
  const {call, change, run} = await pastWorld()
  await change(bindings, '-> 401\n', '-> 401\n        from: cluster\n')
  await run(0, '--env production --vantage cluster')
  await run(1)
  const {environments} = reportOf(await call('history access/admin --env production --format json'))
  expect(environments[0]?.lines[0]?.stretches).toMatchObject([{status: 'pass', runs: 2}])
  const newest = reportOf(await call('history access/admin --env production --last 1 --format json'))
  expect(newest.environments[0]?.lines[0]?.stretches).toMatchObject([{status: 'pass', runs: 1}])
})

test('without a run it says so, and what to do', async () => {
  const {call} = await pastWorld()
  expect(told('history access/admin', await call('history access/admin'))).toMatchSnapshot()
})

test('a run that cannot be read is passed over, and named', async () => {
  const {call, cwd, run} = await pastWorld()
  await run(0)
  const folder = path.join(cwd, '.proofmark/runs/production')
  await writeFile(path.join(folder, '2026-11-24T08-00-00Z-aaaaaa.json'), '{')
  await rm(path.join(folder, 'history.json'), {force: true})
  const {code, out} = await call('history access/admin --env production')
  expect([code, out]).toEqual([
    0,
    expect.stringContaining('A kept run was passed over: Unexpected text that is no JSON'),
  ])
  expect(out).toContain('1 kept run')
  expect(await readdir(folder)).not.toContain('history.json')
})

test.each([
  ['history access/admin --last none', 'Unexpected `none` for `--last`, expected a number'],
  ['history nothing/here', 'Unexpected item `nothing/here`'],
  ['history', 'Unexpected end of the line, expected `proofmark history ITEM`'],
])('`%s` cannot be understood', async (line, message) => {
  const {call} = await pastWorld()
  expect(await call(line)).toMatchObject({code: 2, err: expect.stringContaining(message)})
})
