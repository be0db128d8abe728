import {execFile} from 'node:child_process'
import {appendFile, readdir, readFile, rename, symlink, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {describe, expect, it, test} from 'vitest'
import {checkFile, ownProject} from '../checks/own-files.ts'
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

const run = (cwd: string, SERVICE: string): Promise<Ended> =>
  proofmark(['run', '--format', 'json'], {cwd, env: {SERVICE}})

describe('the project of the guide', () => {
  test('passes where the service says so', async () => {
    const ended = await run(await ownProject(), await queues(200, orders(1.5)))
    expect([ended.code, own(ended).status]).toEqual([0, 'pass'])
  })

  test('fails where it says otherwise, in the words of the check', async () => {
    const cwd = await ownProject()
    const {code, out} = await proofmark(['run'], {cwd, env: {SERVICE: await queues(200, orders(90))}})
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
    const env = {SERVICE: 'http://127.0.0.1:9'}
    expect(await proofmark(['lint'], {cwd, env})).toMatchObject({code: 0, out: 'No problems.\n'})
    expect((await proofmark(['plan'], {cwd, env})).out).toContain('queue-depth: orders')
    expect((await proofmark(['drill', '--all'], {cwd, env})).out).toContain('turns red on: exists false; oldest 61')
  })

  test('its examples are a test of its own', async () => {
    const cwd = await ownProject()
    const said = await new Promise<string>((resolve) => {
      // Without the mark of a test that runs tests.
      const {NODE_TEST_CONTEXT: _, ...env} = process.env
      execFile(process.execPath, ['--test', 'checks/*.test.ts'], {cwd, env}, (_, out) => resolve(out))
    })
    expect(said).toMatch(/pass 1$/m)
  })
})

test('what an older file of a check said is stale, and a new run says it anew', async () => {
  const cwd = await ownProject()
  const env = {SERVICE: await queues(200, orders(1.5))}
  const file = path.join(cwd, 'checks/queue-depth.ts')
  expect((await run(cwd, env.SERVICE)).code).toBe(0)
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'))
  expect((await proofmark(['gate'], {cwd, env})).code).toBe(0)
  await appendFile(file, '\n// Another one.\n')
  const gate = await proofmark(['gate', '--format', 'json'], {cwd, env})
  expect(gate.code).toBe(1)
  expect(gate.out).toContain('the check `queue-depth` has changed since the last result')
  expect((await proofmark(['gate'], {cwd, env})).out).toContain('next: proofmark run --env production')
  expect((await run(cwd, env.SERVICE)).code).toBe(0)
  expect((await proofmark(['gate'], {cwd, env})).code).toBe(0)
})

/** What stands in `checks`, with what is said of it and where. */
async function told(files: Record<string, string>, checks = 'checks/look.ts'): Promise<string> {
  const yaml = `checklists: [docs/launch.md]\nchecks: [${checks}]\n`
  const cwd = await ownProject({'proofmark.yaml': yaml, 'docs/launch.bindings.yaml': 'items: {}\n', ...files})
  const {code, err} = await proofmark(['plan'], {cwd})
  expect([code, /\n +at |node:internal/.test(err)]).toEqual([2, false])
  return err.split(' [own-check]')[0] ?? ''
}
const here = 'proofmark.yaml:2:10'
const look = (given: string, head = ''): Record<string, string> => ({'checks/look.ts': checkFile(given, head)})

describe('what is wrong with a file is said in a sentence, with its place', () => {
  test.each([
    ['no file', {}, `${here} Unexpected absence of \`checks/look.ts\`, expected a file with a check`],
    [
      'nothing exported',
      {'checks/look.ts': 'export const looks = 1\n'},
      `${here} Unexpected file \`checks/look.ts\` with no check in it, expected \`export const check = defineCheck({…})\`, or a default export of that; it exports \`looks\``,
    ],
    [
      'what defineCheck did not make',
      {'checks/look.ts': 'export default {name: "look"}\n'},
      `${here} Unexpected file \`checks/look.ts\` with an export that \`defineCheck\` did not make`,
    ],
    [
      'no summary',
      look('summary: undefined,'),
      'checks/look.ts:4:22 Unexpected error in `checks/look.ts`, expected a file that can be imported: Unexpected check, expected text at `summary`',
    ],
    ['no observe', look('observe: undefined,'), 'expected a function at `observe`'],
    [
      'a schema of something else',
      look('params: {},'),
      'expected what `z.object` or `z.strictObject` gives, with `z` of `proofmark/check` at `params`',
    ],
    [
      'an example without an outcome',
      look("examples: [{title: 'a', call: 'look: a', world: {}}],"),
      'expected `pass`, `fail`, `error` or `not-run` at `examples[0].outcome`',
    ],
    [
      'syntax',
      {'checks/look.ts': 'const a: number = 1\nconst b = {\n  a: }\n'},
      'checks/look.ts:3:1 Unexpected error in `checks/look.ts`, expected a file that can be imported: Expression expected (also proofmark.yaml:2:10)',
    ],
    ['types that are more than types', {'checks/look.ts': '\nenum A {B}\n'}, 'checks/look.ts:2:1 '],
    [
      'a throw',
      look('', "throw new Error('no way\\nand more')"),
      'checks/look.ts:3:7 Unexpected error in `checks/look.ts`, expected a file that can be imported: no way (also',
    ],
    [
      'a throw of what is no error',
      look('', "throw '\\x1b[2Jno way'"),
      'expected a file that can be imported: [2Jno way',
    ],
    [
      'a package that is not there',
      look('', "import 'no-such-package'"),
      "Cannot find package 'no-such-package' imported from checks/look.ts",
    ],
    ['no such export', look('', "import {nothing} from 'proofmark/check'"), 'checks/look.ts:3:1 '],
  ])('%s', async (_, files, sentence) => {
    expect(await told(files)).toContain(sentence)
  })

  test('the package itself is not installed', async () => {
    const cwd = await ownProject()
    await rename(path.join(cwd, 'node_modules'), path.join(cwd, 'gone'))
    const {code, err} = await proofmark(['plan'], {cwd, env: {SERVICE: 'http://127.0.0.1:9'}})
    expect([code, err]).toEqual([2, expect.stringContaining('`npm install --save-dev proofmark`')])
  })

  test('several at once', async () => {
    const said = await told({'checks/a.ts': 'x', 'checks/b.ts': 'throw 1'}, 'checks/a.ts, checks/b.ts')
    expect(said).toContain('checks/a.ts')
    expect(await told({'checks/a.ts': 'throw 2', 'checks/look.ts': 'throw 1'}, 'checks/look.ts')).not.toContain(': 2')
  })
})

describe('no file from elsewhere', () => {
  test.each([
    ['../look.ts', 'expected a path below the project, without `..`'],
    ['/look.ts', 'expected a path below the project, without `..`'],
    ['checks/look.py', 'expected a file that ends in `.ts`, `.mts`, `.js` or `.mjs`'],
  ])('%s', async (file, sentence) => {
    expect(await told({}, file)).toContain(sentence)
  })

  test('by a link, and no types below node_modules', async () => {
    const cwd = await ownProject({
      'inside/proofmark.yaml': 'checklists: [launch.md]\nchecks: [look.ts, folder/look.ts, node_modules/look.ts]\n',
      'inside/launch.md': '- [ ] One\n',
      'inside/node_modules/look.ts': checkFile(''),
      'look.ts': checkFile('', "throw new Error('run')"),
    })
    await symlink('../look.ts', path.join(cwd, 'inside/look.ts'))
    await symlink('..', path.join(cwd, 'inside/folder'))
    const {code, err} = await proofmark(['plan'], {cwd: path.join(cwd, 'inside')})
    expect(code).toBe(2)
    expect(err).toContain('Unexpected link at `look.ts`, which leads out of the project')
    expect(err).toContain('Unexpected link at `folder/look.ts`, which leads out of the project')
    expect(err).toContain('below `node_modules` Node takes no types out')
    expect(err).not.toContain(': run')
  })

  it.each(['docs/launch.bindings.yaml', 'packs/more.yaml'])('%s can bring none', async (file) => {
    const cwd = await ownProject({
      'packs/more.yaml': 'items: {}\n',
      [file]: 'checks: [checks/queue-depth.ts]\nitems: {}\n',
    })
    await appendFile(path.join(cwd, 'proofmark.yaml'), 'packs: [packs/more.yaml]\n')
    const {code, err} = await proofmark(['plan'], {cwd, env: {SERVICE: 'http://127.0.0.1:9'}})
    expect([code, err]).toEqual([2, expect.stringContaining('Unexpected key `checks`')])
  })
})

describe('names', () => {
  const named = (name: string, given = ''): [Record<string, string>, string] => [
    {[`checks/${name}.ts`]: checkFile(`name: '${name}', ${given}`)},
    `checks/${name}.ts`,
  ]
  test.each([
    [
      'another than its file',
      look("name: 'other',"),
      'checks/look.ts',
      'Unexpected name `other` of the check in `checks/look.ts`, expected `look`, as the file is called',
    ],
    ['one that ships', ...named('http'), 'Unexpected second check `http` in `checks/http.ts`'],
    ['a common key', ...named('retry'), 'every check call has a key `retry`'],
    ['any', ...named('any'), 'every check call has a key `any`'],
    ['a parameter that ships', ...named('path'), 'the check `file` has a parameter `path`'],
    ['its own parameter', ...named('at'), 'the check `at` has a parameter `at`'],
    [
      'a parameter like a common key',
      look('params: z.object({when: z.string()}),'),
      'checks/look.ts',
      'Unexpected parameter `when` of the check `look` in `checks/look.ts`',
    ],
    [
      'a parameter like a check',
      look('params: z.object({link: z.string()}),'),
      'checks/look.ts',
      'a check is called `link`',
    ],
    ['of no such form', ...named('Look_at'), 'lower-case words joined by `-`'],
    [
      'one of two folders',
      {...look(''), 'more/look.mts': checkFile('')},
      'checks/look.ts, more/look.mts',
      'Unexpected second check `look` in `more/look.mts`, expected another name: the other one is in `checks/look.ts`',
    ],
  ])('%s', async (_, files, checks, sentence) => {
    expect(await told(files, checks)).toContain(sentence)
  })
})

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
  const env = {SERVICE: 'http://127.0.0.1:9'}
  expect((await proofmark(['list'], {cwd, env})).code).toBe(0)
  const overview = await proofmark([], {cwd, env})
  expect([overview.code, overview.err]).toEqual([0, ''])
  expect(overview.out).toMatch(/bound +Orders wait/)
  expect(await readdir(cwd)).not.toContain('run')
  expect((await proofmark(['show', item], {cwd, env})).code).toBe(2)
  expect(await readdir(cwd)).toContain('run')
})
