import {execFile} from 'node:child_process'
import {appendFile, readdir, readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {describe, expect, test} from 'vitest'
import {checkFile, installIn, ownProject} from '../checks/own-files.ts'
import {type Ended, proofmark, service} from './proofmark.ts'

const item = 'queues/orders-wait-minute-most'

/** A service that gives this answer for the queue. */
const queues = (status: number, body = ''): Promise<string> =>
  service((request, response) => {
    response.statusCode = request.url === '/queues/orders' ? status : 404
    response.end(body)
  })

const orders = (oldest: number): string => JSON.stringify({waiting: 7, oldest})

interface Stood {
  status: string
  reason: string | null
  because: string
}

/** Where the one item of the project stands, by what a command gives to programs. */
const own = ({out}: Ended): Stood => JSON.parse(out).environments[0].results.results[0].own

const run = (cwd: string, PRODUCTION: string): Promise<Ended> =>
  proofmark(['run', '--format', 'json'], {cwd, env: {PRODUCTION}})

describe('the project of the guide', () => {
  test('passes where the service says so', async () => {
    const ended = await run(await ownProject(), await queues(200, orders(1.5)))
    expect([ended.code, own(ended).status]).toEqual([0, 'pass'])
  })

  test('fails where it says otherwise, in the words of the check', async () => {
    const cwd = await ownProject()
    const {code, out} = await proofmark(['run'], {cwd, env: {PRODUCTION: await queues(200, orders(90))}})
    expect(code).toBe(1)
    expect(out).toMatch(/FAIL +Orders wait for a minute at most +\[x\] contradicted/)
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'oldest to be at most 60 · saw 7 messages in orders, the oldest for 90 s next: see who reads from orders',
    )
  })

  test.each([
    ['a status that it does not know', 503, '', 'Unexpected status `503`'],
    ['an answer that is no JSON', 200, 'busy', 'the check `queue-depth` broke'],
    ['an answer of another form', 200, '{"waiting": -1, "oldest": 0}', 'the check `queue-depth` broke'],
  ])('is blocked, never passed, by %s', async (_, status, body, because) => {
    const ended = await run(await ownProject(), await queues(status, body))
    expect(ended.code).toBe(1)
    expect(own(ended)).toMatchObject({status: 'blocked', reason: 'error'})
    expect(own(ended).because).toContain(because)
  })

  test('is linted, planned and drilled without a call', async () => {
    const cwd = await ownProject()
    const env = {PRODUCTION: 'http://127.0.0.1:9'}
    expect(await proofmark(['lint'], {cwd, env})).toMatchObject({code: 0, out: 'No problems.\n'})
    expect((await proofmark(['plan'], {cwd, env})).out).toContain('queue-depth: orders')
    expect((await proofmark(['drill', '--all'], {cwd, env})).out).toContain('turns red on: exists false; oldest 61')
  })

  test('its examples are a test of its own', async () => {
    const cwd = await ownProject()
    await installIn(cwd)
    const said = await new Promise<string>((resolve) => {
      // Without the mark of a test that runs tests.
      const {NODE_TEST_CONTEXT: _, ...env} = process.env
      execFile(process.execPath, ['--test', 'checks/*.test.ts'], {cwd, env}, (_, out) => resolve(out))
    })
    expect(said).toMatch(/pass 1$/m)
  })
})

test('what an older file of a check said is stale, and a new run says it anew', {timeout: 60_000}, async () => {
  const cwd = await ownProject()
  const env = {PRODUCTION: await queues(200, orders(1.5))}
  const file = path.join(cwd, 'checks/queue-depth.ts')
  expect((await run(cwd, env.PRODUCTION)).code).toBe(0)
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'))
  expect((await proofmark(['gate'], {cwd, env})).code).toBe(0)
  await appendFile(file, '\n// Another one.\n')
  const gate = await proofmark(['gate', '--format', 'json'], {cwd, env})
  expect(gate.code).toBe(1)
  expect(gate.out).toContain('the check `queue-depth` has changed since the last result')
  expect((await proofmark(['gate'], {cwd, env})).out).toContain('next: proofmark run --env production')
  expect((await run(cwd, env.PRODUCTION)).code).toBe(0)
  expect((await proofmark(['gate'], {cwd, env})).code).toBe(0)
})

const look = (given: string, head = ''): Record<string, string> => ({'checks/look.ts': checkFile(given, head)})

describe('a check that errs', () => {
  const bound = 'items:\n  queues/orders-wait-minute-most:\n    checks: [{look: a}]\n'
  const project = (given: string, head = ''): Promise<string> =>
    ownProject({
      'proofmark.yaml': 'checklists: [docs/launch.md]\nchecks: [checks/look.ts]\n',
      'docs/launch.bindings.yaml': bound,
      ...look(given, head),
    })

  test.each([
    ['throws', "observe: async () => { throw new Error('no way') },", 'the check `look` broke: no way'],
    ['throws what is no error', 'observe: async () => { throw null },', 'the check `look` broke: null'],
    ['gives nothing', 'observe: async () => undefined,', 'what it saw does not fit its observation, expected a map'],
    ['gives another kind', "observe: async () => ({ok: 'yes'}),", 'expected `true` or `false` at `ok`'],
    [
      'gives no JSON',
      'observation: z.object({ok: z.date()}), expect: "true", observe: async () => ({ok: new Date(0)}),',
      '`observe` gave what it should not, expected JSON',
    ],
    ['says nothing', 'tell: () => undefined,', '`tell` gave what it should not, expected a map'],
    ['cannot say', 'tell: () => { throw new Error("mute") },', 'the check `look` broke: mute'],
  ])('%s: blocked by error', async (_, given, because) => {
    const ended = await run(await project(given), '')
    expect([ended.code, own(ended).status, own(ended).reason]).toEqual([1, 'blocked', 'error'])
    expect(own(ended).because).toContain(because)
  })

  test.each([
    ['expect', 'expect: () => { throw new Error("torn") },', 'torn'],
    ['shorthand', 'shorthand: () => 1,', 'expected `{params}`, perhaps with `expect`, or `{problem}`'],
    ['resolve', 'resolve: () => 1,', 'expected a map'],
  ])('in `%s`, nothing can be judged', async (what, given, because) => {
    const {code, err} = await proofmark(['run'], {cwd: await project(given)})
    expect([code, err]).toEqual([2, expect.stringContaining(`Unexpected error in \`${what}\` of the check \`look\``)])
    expect(err).toContain(because)
  })

  test('one that ends the process judges nothing', async () => {
    const observe = 'observe: async () => process.exit(0),'
    expect((await proofmark(['run'], {cwd: await project(observe)})).code).toBe(2)
    expect((await proofmark(['run'], {cwd: await project('', 'process.exit(0)')})).code).toBe(2)
  })
})

test('a list and the overview run no line of it, and know its name', async () => {
  const cwd = await ownProject({
    'checks/queue-depth.ts':
      "import {writeFileSync} from 'node:fs'\nwriteFileSync('run', '')\nthrow new Error('run')\n",
  })
  const env = {PRODUCTION: 'http://127.0.0.1:9'}
  expect((await proofmark(['list'], {cwd, env})).code).toBe(0)
  const overview = await proofmark([], {cwd, env})
  expect([overview.code, overview.err]).toEqual([0, ''])
  expect(overview.out).toMatch(/bound +Orders wait/)
  expect(await readdir(cwd)).not.toContain('run')
  expect((await proofmark(['show', item], {cwd, env})).code).toBe(2)
  expect(await readdir(cwd)).toContain('run')
})
