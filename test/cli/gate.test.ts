import {readdir, readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import {payments, projectOf, proofmark, service} from './proofmark.ts'

test('a gate is judged over a stored run, again by a changed expectation, and held against a baseline', async () => {
  const cwd = await projectOf('launch')
  const env = {PRODUCTION: await service(payments)}
  await proofmark(['run', '--env', 'production'], {cwd, env})
  const folder = path.join(cwd, '.proofmark/runs/production')
  const [file = ''] = (await readdir(folder)).filter((name) => name !== 'history.json')
  const run = path.join(folder, file)
  const gate = await proofmark(['gate', '--env', 'production'], {cwd, env})
  expect([gate.code, gate.out.startsWith('NOT MET'), gate.err]).toEqual([1, true, ''])

  const bindings = path.join(cwd, 'docs/launch.bindings.yaml')
  await writeFile(bindings, (await readFile(bindings, 'utf8')).replace('GET /healthz -> 200', 'GET /healthz -> 503'))
  const worse = await proofmark(['gate', '--run', run, '--format', 'json'], {cwd, env})
  const [judged] = JSON.parse(worse.out).environments
  expect(judged.runs[0].judgedAnew).toBe(1)
  expect(JSON.stringify(judged.gates[0].repairs)).toContain('access/healthz')
  const again = await proofmark(['gate', '--run', run, '--baseline', file.replace('.json', '')], {cwd, env})
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('still unmet')])
})

test.each([
  [['gate', '--at', 'soon'], 'expected a day such as'],
  [['gate', '--run', 'nothing.json'], 'expected a run as'],
  [['gate', '--run', 'proofmark.yaml'], 'text that is no JSON'],
  [['gate', 'nothing'], 'Unexpected gate `nothing`'],
])('what cannot be judged ends with 2: %j', async (args, said) => {
  const ended = await proofmark(args, {cwd: await projectOf('launch'), env: {PRODUCTION: 'http://127.0.0.1:9'}})
  expect([ended.code, ended.out, ended.err]).toEqual([2, '', expect.stringContaining(said)])
})
