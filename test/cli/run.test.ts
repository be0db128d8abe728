import {readdir, readFile, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import {payments, projectOf, proofmark, service, shown, start} from './proofmark.ts'

test('a run over all environments: the document with its verdicts, the run files, exit code 1', async () => {
  const cwd = await projectOf('launch')
  const env = {PRODUCTION: await service(payments), STAGING: await service(payments)}
  const ended = await proofmark(['run'], {cwd, env})
  expect(shown('run', ended)).toMatchSnapshot()
  for (const name of ['production', 'staging'])
    expect(await readdir(path.join(cwd, '.proofmark/runs', name))).toEqual([
      expect.stringMatching(/^[\dTZ-]+-[0-9a-f]{6}\.json$/),
      'history.json',
    ])
})

test('a gate that is met gives exit code 0, and the other environments speak from their kept runs', async () => {
  const cwd = await projectOf('launch')
  const env = {PRODUCTION: await service(payments)}
  await proofmark(['run', '--env', 'production'], {cwd, env})
  const staging = {STAGING: await service(payments)}
  const narrow = path.join(cwd, 'docs/launch.bindings.yaml')
  await writeFile(narrow, (await readFile(narrow, 'utf8')).replace('    owner: Data\n', '    level: recommended\n'))
  const ended = await proofmark(['run', '--env', 'staging'], {cwd, env: {...env, ...staging}})
  expect(shown('run --env staging', ended)).toMatchSnapshot()
  expect(ended.code).toBe(0)
})

test('a dead target cannot be judged: exit code 1, and one line for the cause', async () => {
  const cwd = await projectOf('launch')
  const ended = await proofmark(['run', '--env', 'staging', '--failing'], {
    cwd,
    env: {PRODUCTION: 'http://127.0.0.1:9'},
  })
  expect(shown('run --env staging --failing', ended)).toMatchSnapshot()
})

test.each([
  ['run --env nowhere', {}],
  ['run --gate lanch', {}],
  ['run docs/nothing.md', {}],
  ['run --pack nothing', {}],
  ['run --config docs/launch.md', {}],
  ['run --root nowhere', {}],
  ['run', {'proofmark.yaml': 'service: [\n'}],
  ['run', {'docs/launch.md': '# Launch\n\n- no box\n'}],
  ['run', {'docs/launch.md': ''}],
  ['run', {'docs/launch.bindings.yaml': 'items:\n  access/admin:\n    checks:\n      - htpp: GET /admin -> 401\n'}],
  ['show access/admn', {}],
  ['show nothing-like-it', {}],
])('what cannot be judged gives exit code 2 and its problems alone: %s', async (command, files) => {
  const cwd = await projectOf('launch')
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(cwd, name), text)
  const ended = await proofmark(command.split(' '), {cwd, env: {PRODUCTION: 'http://127.0.0.1:9'}})
  expect(shown(command, {...ended, err: ended.err.replaceAll(cwd, 'FOLDER')})).toMatchSnapshot()
  expect([ended.code, ended.out]).toEqual([2, ''])
})

test('a missing variable is named before anything is done', async () => {
  const ended = await proofmark(['run'], {cwd: await projectOf('launch')})
  expect([ended.code, ended.out]).toEqual([2, ''])
  expect(ended.err).toContain('PRODUCTION')
})

test('without proofmark.yaml a file is judged for the environment local', async () => {
  const cwd = await projectOf('launch')
  await rm(path.join(cwd, 'proofmark.yaml'))
  const ended = await proofmark(['run', 'docs/launch.md'], {cwd})
  expect(shown('run docs/launch.md', ended)).toMatchSnapshot()
})

test('in a folder without a project a run says what it expects', async () => {
  const cwd = await projectOf('launch/deploy')
  const ended = await proofmark(['run'], {cwd})
  expect(shown('run', {...ended, err: ended.err.replaceAll(cwd, 'FOLDER')})).toMatchSnapshot()
})

test('a file belongs to the project around it, wherever one calls from', async () => {
  const cwd = await projectOf('launch')
  const env = {PRODUCTION: 'http://127.0.0.1:9'}
  const inside = await proofmark(['list', 'launch.md', '--format', 'json'], {cwd: path.join(cwd, 'docs'), env})
  const outside = await proofmark(['list', path.join(cwd, 'docs/launch.md'), '--format', 'json'], {env})
  expect(inside).toEqual(outside)
  expect(JSON.parse(inside.out)).toMatchObject({count: 7, checklists: [{file: 'docs/launch.md'}]})
})

test('the first Ctrl-C keeps what is finished, saves the run, reports, and ends with 130', async () => {
  const cwd = await projectOf('launch')
  const reached = Promise.withResolvers<void>()
  const slow = await service((request) => {
    if (request.url === '/healthz') reached.resolve()
  })
  const {child, ended} = start(['run', '--env', 'production'], {cwd, env: {PRODUCTION: slow}})
  await reached.promise
  child.kill('SIGINT')
  const {code, out, err} = await ended
  expect(code).toBe(130)
  expect(err).toContain('Interrupted: what is finished is kept.')
  expect(out).toContain('interrupted, ')
  const [file = ''] = await readdir(path.join(cwd, '.proofmark/runs/production'))
  expect(JSON.parse(await readFile(path.join(cwd, '.proofmark/runs/production', file), 'utf8'))).toMatchObject({
    complete: false,
  })
})

test('a run that cannot be kept is still reported, and says so', async () => {
  const cwd = await projectOf('launch')
  await writeFile(path.join(cwd, '.proofmark'), 'a file where the folder should be')
  const ended = await proofmark(['run', '--env', 'production'], {cwd, env: {PRODUCTION: await service(payments)}})
  expect(ended.code).toBe(1)
  expect(ended.err).toContain(
    'could not be kept below `.proofmark/runs`: a file stands where a folder should. It is judged all the same.',
  )
  expect(ended.out).toContain('Run not kept')
})
