import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {createServer, type Server} from 'node:http'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {stages} from '../../src/index.ts'
import {judgeEnvironment, planFor, prepare, runEnvironment, snapshotOf} from '../../src/line/index.ts'
import type {Run} from '../../src/model/index.ts'
import {proofmark} from '../cli/proofmark.ts'

/** One secret for each way in: a variable of the process, a dotenv file, a Secret in both notations, an answer, a URL. */
const canaries = {
  credential: 'canary-credential-5f1c',
  dotenv: 'canary-dotenv-77aa',
  secret: 'canary-secret-91be',
  encoded: 'canary-encoded-2d40',
  cookie: 'canary-cookie-c3d9',
  password: 'canary-password-08ef',
}

let root: string
let server: Server
let run: Run

const clock = {now: () => new Date('2026-11-24T14:02:11Z'), sleep: () => Promise.resolve()}
const env = {PROBE_TOKEN: canaries.credential}

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'proofmark-canary-'))
  // It repeats whatever it was shown, as debugging routes do.
  server = createServer((request, response) => {
    response.setHeader('set-cookie', `session=${canaries.cookie}`)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({saw: request.headers, echo: `token=${request.headers.authorization}`}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const files: Record<string, string> = {
    'docs/launch.md': [
      '# Launch',
      '',
      '- [x] The hash secret is a secret',
      '- [x] The salt is a secret',
      '- [x] The token is turned away',
      '- [x] The database is named',
      '- [x] The values file holds nothing',
      '',
    ].join('\n'),
    'docs/launch.bindings.yaml': `
settings:
  HASH_SECRET: {secret: true}
items:
  launch/hash-secret-secret: {checks: [{env: HASH_SECRET, expect: {equals: none}}]}
  launch/salt-secret: {checks: [{env: {names: [SALT_ONE, SALT_TWO]}, expect: all.SALT_ONE.value == "x"}]}
  launch/token-turned-away: {checks: [{http: GET /whoami -> 401, credential: probe}]}
  launch/database-named: {checks: [{env: DATABASE_URL, expect: {value: {equals: x}}}]}
  launch/values-file-holds-nothing: {checks: [{file: deploy/values.env, expect: {exists: false}}]}
`.replace('expect: {equals: none}', 'expect: {value: {equals: none}}'),
    'proofmark.yaml': `
service: canary
docs: docs
checklists: [docs/launch.md]
environments:
  production:
    target: http://127.0.0.1:${port}
    config: [deploy/values.env, deploy/secret.yaml]
    credentials: {probe: {variable: PROBE_TOKEN, scheme: Bearer}}
`,
    'deploy/values.env': `HASH_SECRET=${canaries.dotenv}\nDATABASE_URL=postgres://app:${canaries.password}@db:5432/app\n`,
    'deploy/secret.yaml': `
apiVersion: v1
kind: Secret
metadata: {name: app}
stringData: {SALT_ONE: ${canaries.secret}}
data: {SALT_TWO: ${Buffer.from(canaries.encoded).toString('base64')}}
`,
  }
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), {recursive: true})
    await writeFile(path.join(root, name), text)
  }
  const prepared = await ready()
  const [environment] = prepared.project.environments
  if (environment === undefined) throw new Error('Unexpected project without an environment')
  ;({run} = await runEnvironment(await planFor(prepared, environment), root, {env, clock, random: () => 0}, {}))
})

afterAll(async () => {
  server.close()
  await rm(root, {recursive: true, force: true})
})

const ready = () =>
  prepare({root, file: 'proofmark.yaml', files: [], packs: []}, {env, clock, random: () => 0}, 'documents')

/** Every canary that a text holds, as it is, in base64 or in a URL. */
const singing = (text: string): string[] =>
  Object.entries(canaries).flatMap(([name, canary]) =>
    [canary, Buffer.from(canary).toString('base64'), encodeURIComponent(canary)].some((form) => text.includes(form))
      ? [name]
      : [],
  )

test('the run saw what holds the canaries: each call has a finding, and fails', () => {
  expect(run.findings.map(({outcome}) => outcome)).toEqual(['fail', 'fail', 'fail', 'fail', 'fail'])
  expect(JSON.stringify(run.findings)).toContain('[secret]')
})

test('no canary is in the run, nor in the file that keeps it', async () => {
  expect(singing(JSON.stringify(run))).toEqual([])
  const kept = path.join(root, '.proofmark/runs/production')
  const [file = ''] = await readdir(kept)
  expect(singing(await readFile(path.join(kept, file), 'utf8'))).toEqual([])
})

test('no canary is in the snapshot, nor on a page', async () => {
  const prepared = await ready()
  const snapshot = await snapshotOf(prepared, clock.now())
  expect(singing(JSON.stringify(snapshot))).toEqual([])
  const [{renderPage}, {fill, machineFiles}] = [await stages.markdown(), await import('../../src/view/index.ts')]
  const [checklist = null] = prepared.checklists
  const page = await renderPage({root, file: 'docs/launch.md', documents: prepared.documents, checklist, base: '/'})
  const html = fill(page.html, snapshot)
  expect(html).toContain('fail')
  expect(singing(html)).toEqual([])
  const files = machineFiles(snapshot)
  expect(files.get('history.json')).toContain(run.id)
  for (const [name, text] of files) expect([name, singing(text)]).toEqual([name, []])
})

test.each([
  ['run'],
  ['run', '--format', 'json'],
  ...['csv', 'github', 'junit', 'markdown', 'tap'].map((name) => ['run', '--reporter', name]),
  ['show', 'launch/token-turned-away'],
  ['show', 'launch/hash-secret-secret', '--format', 'json'],
  ['plan'],
  ['list', '--format', 'json'],
])('no canary is in what `proofmark %s %s` prints', async (...args) => {
  const {out, err} = await proofmark(args, {cwd: root, env})
  expect(out.length).toBeGreaterThan(100)
  expect(singing(out + err)).toEqual([])
})

test('judging again gives the same bytes', async () => {
  const prepared = await ready()
  const [environment] = prepared.project.environments
  if (environment === undefined) throw new Error('Unexpected project without an environment')
  const plan = await planFor(prepared, environment)
  const [first, second] = [
    await judgeEnvironment(plan, root, clock.now(), run),
    await judgeEnvironment(plan, root, clock.now(), run),
  ]
  expect(JSON.stringify(first.results)).toBe(JSON.stringify(second.results))
})
