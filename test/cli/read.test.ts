import {writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import {payments, projectOf, proofmark, root, service, shown} from './proofmark.ts'

const env = {PRODUCTION: 'http://127.0.0.1:9'}

test.each([
  ['list'],
  ['plan --env production'],
  ['lint'],
  ['docs/launch.md'],
  ['show access/debug-headers --env production'],
])('proofmark %s', async (command) => {
  const cwd = await projectOf('launch')
  expect(shown(command, await proofmark(command.split(' '), {cwd, env}))).toMatchSnapshot()
})

test('show tells what the newest run saw', async () => {
  const cwd = await projectOf('launch')
  const live = {PRODUCTION: await service(payments)}
  await proofmark(['run', '--env', 'production'], {cwd, env: live})
  const command = 'show if-use/dead-letters --env production'
  expect(shown(command, await proofmark(command.split(' '), {cwd, env: live}))).toMatchSnapshot()
})

test('the RecSys checklist has its 59 items, with ids, places and the links of items and sections', async () => {
  const file = path.join(root, 'docs/recsys/operations/production-readiness-checklist.md')
  const {code, out} = await proofmark(['list', file, '--format', 'json'])
  const {count, checklists} = JSON.parse(out)
  const [{items, sections}] = checklists
  expect([code, count, items.length]).toEqual([0, 59, 59])
  expect(items[8]).toMatchObject({
    id: 'tenancy-authentication/dev-auth-enabled',
    at: {line: expect.any(Number), column: 1},
  })
  const linked = [...items, ...sections].flatMap(({links}: {links: unknown[]}) => links)
  expect(linked).toHaveLength(12)
})

test('a list is good where there is nothing in it, or where links are dead', async () => {
  const cwd = await projectOf('launch')
  await writeFile(path.join(cwd, 'docs/launch.md'), '# Launch\n\nSee [nothing](nowhere.md).\n')
  const list = await proofmark(['list'], {cwd, env})
  expect([list.code, list.out.trimEnd().split('\n').at(-1)]).toEqual([0, '0 items, 2 problems: proofmark lint'])
  const lint = await proofmark(['lint'], {cwd, env})
  expect(lint.code).toBe(2)
  expect(lint.out).toContain('docs/launch.md:3:5 ')
})

test('lint gives 1 where something is wrong, each problem once though two environments share it', async () => {
  const cwd = await projectOf('launch')
  await writeFile(path.join(cwd, 'docs/dead-letters.md'), '# Dead letters\n\nSee [nothing](nowhere.md).\n')
  const bindings = 'items:\n  access/nothing:\n    checks:\n      - env: A\n'
  await writeFile(path.join(cwd, 'docs/launch.bindings.yaml'), bindings)
  expect(shown('lint', await proofmark(['lint'], {cwd, env}))).toMatchSnapshot()
})

test('a failing that is our own says so, with the trace only where it is asked for', async () => {
  const broken = `data:text/javascript,${encodeURIComponent('process.stdout.write = () => { throw new Error("cannot write\\u001B[31m") }')}`
  const asked = ['list', path.join(root, 'test/fixtures/launch/docs/launch.md'), '--format', 'json']
  const quiet = await proofmark(asked, {env: {...env, NODE_OPTIONS: `--import=${broken}`}})
  expect([quiet.code, quiet.out]).toEqual([2, ''])
  expect(quiet.err).toMatch(/^cannot write\. This is a fault of Proofmark's own; PROOFMARK_DEBUG=1 shows where\.\n$/)
  const loud = await proofmark(asked, {env: {...env, NODE_OPTIONS: `--import=${broken}`, PROOFMARK_DEBUG: '1'}})
  expect(loud.err).toContain('    at ')
})

test('colour comes only where it is asked for, and never with NO_COLOR', async () => {
  const cwd = await projectOf('launch')
  const plain = await proofmark(['list'], {cwd, env})
  const coloured = await proofmark(['list'], {cwd, env: {...env, NO_COLOR: '', FORCE_COLOR: '1'}})
  expect(coloured.out).toContain('\u001B[1mAccess\u001B[22m')
  for (const more of [{NO_COLOR: ''}, {NO_COLOR: '', FORCE_COLOR: '0'}, {NO_COLOR: '1', FORCE_COLOR: '1'}])
    expect((await proofmark(['list'], {cwd, env: {...env, ...more}})).out).toBe(plain.out)
})
