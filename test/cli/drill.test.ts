import {writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import {DrillReport} from '../../src/model/index.ts'
import {payments, projectOf, proofmark, service, shown} from './proofmark.ts'

const env = {PRODUCTION: 'http://127.0.0.1:9'}

test.each([
  ['drill'],
  ['drill switch number'],
  ['drill --failing'],
  ['drill not-broken'],
  ['drill --failing answers'],
  ['drill --all --failing'],
  ['drill swich'],
  ['drill --env staging'],
])('proofmark %s', async (command) => {
  const cwd = await projectOf('drill')
  expect(shown(command, await proofmark(command.split(' '), {cwd}))).toMatchSnapshot()
})

test('it asks nothing of the world, and tells what a run saw fail', async () => {
  const cwd = await projectOf('launch')
  const before = await proofmark(['drill', '--env', 'production'], {cwd, env})
  expect([before.code, before.err]).toEqual([0, ''])
  expect(before.out).toContain('none was seen red in a run')
  await proofmark(['run', '--env', 'production'], {cwd, env: {PRODUCTION: await service(payments)}})
  const after = await proofmark(['drill', '--all', '--env', 'production'], {cwd, env})
  expect(shown('drill --all --env production', after)).toMatchSnapshot()
})

test('--format json holds every call, and is what its schema says', async () => {
  const cwd = await projectOf('drill')
  const {code, out} = await proofmark(['drill', '--format', 'json'], {cwd})
  const {environments} = DrillReport.strict().parse(JSON.parse(out))
  expect([code, environments.map(({environment}) => environment)]).toEqual([1, ['production']])
  const [{calls} = {calls: []}] = environments
  expect(calls.filter(({vacuous}) => vacuous)).toHaveLength(21)
  expect(calls.every(({lastFailed, shown}) => lastFailed === null && shown > 0)).toBe(true)
})

test('without a check call there is nothing to judge', async () => {
  const cwd = await projectOf('drill')
  await writeFile(
    path.join(cwd, 'docs/launch.bindings.yaml'),
    'items:\n  answers:\n    attest: {question: Who saw it?}\n',
  )
  const whole = await proofmark(['drill'], {cwd})
  expect([whole.code, whole.out, whole.err]).toEqual([
    2,
    '',
    'Unexpected plan without a check call, expected one to drill\n',
  ])
  const one = await proofmark(['drill', 'answers'], {cwd})
  expect([one.code, one.err]).toEqual([
    2,
    'Unexpected `answers` without a check call, expected an item with one to drill\n',
  ])
})
