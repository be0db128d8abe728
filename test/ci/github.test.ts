import {cp, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test, vi} from 'vitest'
import {type Job, readAction, runAction, type StandIn} from './action.ts'
import {forge} from './forge.ts'
import {checkout, orders} from './project.ts'

vi.setConfig({testTimeout: 60_000})

const pullRequest = {pull_request: {number: 7}}

/** A project with one item that is not so, and what the runner knows of its job. */
async function launch(inputs: Record<string, string> = {}, env: Record<string, string> = {}): Promise<Job> {
  return {...(await checkout('project')), inputs, env: {TARGET: await orders(), ...env}}
}

const filesBelow = async (folder: string): Promise<string[]> =>
  (await readdir(folder, {recursive: true, withFileTypes: true}))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted()

test('the annotation stands at the line of the item, the summary has the matrix, and the job ends with 1', async () => {
  const job = await launch()
  const ran = await runAction(job)
  expect(ran.code).toBe(1)
  expect(ran.log).toMatch(/^::error file=docs\/launch\.md,line=8,col=1,title=production%3A ticked%2C and not so::.+/m)
  expect(ran.summary).toMatch(/\| production \|.*\n\| --- .*\n\| Access \|/)
  expect(ran.outputs).toMatchObject({
    met: 'false',
    'exit-code': '1',
    summary: 'production: gate default unmet',
    artifact: 'proofmark',
    site: '',
  })
  const folder = path.join(job.workspace, '.proofmark')
  const [runFile = ''] = ran.outputs.runs?.split('\n') ?? []
  expect(path.dirname(runFile)).toBe(path.join(folder, 'runs/production'))
  expect(JSON.parse(await readFile(runFile, 'utf8'))).toMatchObject({service: 'orders-api', vantage: 'outside'})
  expect(await filesBelow(path.join(folder, 'ci'))).toEqual([
    'annotations.txt',
    'comment.md',
    'junit.xml',
    'outcome.json',
    'report.json',
  ])
  expect(ran.steps.at(-1)).toMatchObject({name: 'End as the run did', code: 1})
  const uploaded = ran.used.get('actions/upload-artifact@v7')
  expect(uploaded).toMatchObject({name: 'proofmark', 'include-hidden-files': 'true'})
  expect(uploaded?.path?.trim().split('\n')).toEqual([path.join(folder, 'ci'), path.join(folder, 'shards'), runFile])
})

test('code scanning gets SARIF that is JSON, and a job that may not report there goes on', async () => {
  const job = await launch({sarif: 'true', comment: 'false'})
  const given: unknown[] = []
  const upload: StandIn = async ({sarif_file: file = ''}) => {
    given.push(JSON.parse(await readFile(file, 'utf8')))
    throw new Error('Resource not accessible by integration')
  }
  const ran = await runAction({...job, standIns: {'github/codeql-action/upload-sarif': upload}})
  const found = {ruleId: 'launch:access/debug-headers', locations: [{physicalLocation: {region: {startLine: 8}}}]}
  expect(given).toMatchObject([{version: '2.1.0', runs: [{tool: {driver: {name: 'Proofmark'}}, results: [found]}, {}]}])
  expect(ran.code).toBe(1)
})

test('the comment is posted once, and then written anew', async () => {
  const github = await forge('github-actions[bot]', false)
  const job = {...(await launch({}, {GITHUB_API_URL: github.url})), event: pullRequest}
  expect((await runAction(job)).log).toContain('The comment stands on the request')
  expect(github.comments).toHaveLength(1)
  expect(github.comments[0]?.body).toMatch(
    /^<!-- proofmark: report -->\n<!-- proofmark: by proofmark -->\n## Proofmark\n/,
  )
  expect(github.comments[0]?.body).toContain('[The job](https://github.example/acme/orders/actions/runs/42)')
  expect(github.comments[0]?.body).toContain('To mend: 1')
  await writeFile(path.join(job.workspace, 'deploy/production.env'), 'DEBUG_HEADERS=false\n')
  expect((await runAction(job)).code).toBe(0)
  expect(github.comments).toHaveLength(1)
  expect(github.comments[0]?.body).not.toContain('To mend')
  expect(github.asked.filter((line) => line.startsWith('POST'))).toHaveLength(1)
  expect(github.asked.at(-1)).toBe('PATCH /repos/acme/orders/issues/comments/1')
})

test('without a pull request, and with a token that may only read, no comment is written and nothing fails for it', async () => {
  const github = await forge('github-actions[bot]')
  const job = await launch({'fail-on': 'never'}, {GITHUB_API_URL: github.url})
  const pushed = await runAction(job)
  expect([pushed.code, github.asked]).toEqual([0, []])
  github.refuse = 403
  const forked = await runAction({...job, event: pullRequest})
  expect([forked.code, github.comments]).toEqual([0, []])
  expect(forked.log).toMatch(/^::notice title=Proofmark::No comment: the token may not write one here/m)
  expect(forked.log).not.toContain('token-of-the-job')
})

test('fail-on: never ends with 0 and says what is so', async () => {
  const ran = await runAction(await launch({'fail-on': 'never'}))
  expect(ran.code).toBe(0)
  expect(ran.outputs).toMatchObject({met: 'false', 'exit-code': '0'})
})

test('a baseline fails only on what got worse, unless told otherwise', async () => {
  const job = await launch()
  const first = await runAction(job)
  const baseline = path.basename(first.outputs.runs ?? '', '.json')
  const held = await runAction({...job, inputs: {baseline}})
  expect([held.code, held.outputs.met]).toEqual([0, 'false'])
  const strict = await runAction({...job, inputs: {baseline, 'fail-on': 'unmet'}})
  expect(strict.code).toBe(1)
  const worse = await runAction({...job, inputs: {baseline}, env: {...job.env, TARGET: 'http://127.0.0.1:9'}})
  expect(worse.code).toBe(1)
  const alone = await runAction({...job, inputs: {'fail-on': 'worse'}})
  expect([alone.code, alone.outputs['exit-code']]).toEqual([2, '2'])
  expect(alone.log).toContain('::error title=Proofmark::Unexpected `fail-on: worse` without a `baseline`')
})

test('what cannot be judged fails at once with its message', async () => {
  const job = await launch()
  await writeFile(path.join(job.workspace, 'proofmark.yaml'), 'checklists: [docs/launch.md]\nenvironment: {}\n')
  const ran = await runAction(job)
  expect([ran.code, ran.outputs['exit-code'], ran.outputs.met]).toEqual([2, '2', ''])
  expect(ran.log).toMatch(/^::error title=Proofmark::proofmark\.yaml:2:1 Unexpected/m)
  expect(ran.steps.map(({name}) => name)).toEqual([
    'Node',
    'Find or install Proofmark',
    'Runs of earlier jobs',
    'Run and judge',
  ])
})

test.each([
  ['run', 'maybe', 'Unexpected `maybe` for `run`, expected `true` or `false`'],
  ['fail-on', 'often', 'Unexpected `often` for `fail-on`, expected one of `unmet`, `worse`, `never`'],
  ['keep-runs', '-1', 'Unexpected `-1` for `keep-runs`, expected a number from 1'],
  ['working-directory', 'nowhere', 'Unexpected `working-directory` `nowhere`, expected a folder that is there'],
  ['merge', 'gone/*.json', 'Unexpected `gone/*.json` for `merge`, where no file is'],
  ['environments', 'produktion', 'Unexpected environment `produktion`'],
])('%s: %s is named, and nothing is judged', async (name, value, message) => {
  const ran = await runAction(await launch({[name]: value}))
  expect(ran.code).toBe(2)
  expect(ran.log).toContain(message)
})

const hostile = [
  '"; touch pwned; echo "\'; touch pwned; $(touch pwned) `touch pwned` ${{ github.token }}',
  '--out=pwned',
  'a\nmet=true\n::error::pwned',
]

test.each(hostile)(
  'an input and a branch named %j run nothing',
  async (text) => {
    const inputs = ['environments', 'gate', 'baseline', 'vantage', 'shard', 'merge', 'version', 'fail-on', 'keep-runs']
    const job = await launch({}, {GITHUB_HEAD_REF: text, GITHUB_REF_NAME: text, GITHUB_BASE_REF: text})
    const github = {head_ref: text, ref_name: text}
    const plain = await runAction({...job, github, event: {pull_request: {number: text}}})
    expect(plain.outputs.met).toBe('false')
    expect(plain.used.get('actions/cache/restore@v5')?.key).toMatch(/^proofmark-[0-9a-f]{12}-42-1$/)
    for (const name of inputs) {
      const ran = await runAction({...job, github, inputs: {[name]: text}})
      expect.soft([name, ran.code === 0], name).toEqual([name, false])
      expect(ran.log).not.toMatch(/^::error::pwned/m)
      expect(ran.outputs.met).not.toBe('true')
    }
    expect((await filesBelow(job.workspace)).filter((file) => file.includes('pwned'))).toEqual([])
  },
  60_000,
)

test('no script holds an expression, and every input comes by the environment', async () => {
  const {runs} = await readAction()
  const scripts = runs.steps.flatMap(({run}) => run ?? [])
  expect(scripts).toHaveLength(5)
  for (const script of scripts) expect(script).toMatch(/^node "\$GITHUB_ACTION_PATH\/ci\/[a-z]+\.mjs"$/)
  for (const {uses} of runs.steps) if (uses !== undefined) expect(uses).toMatch(/^[a-z]+\/[a-z-]+(\/[a-z-]+)*@v\d+$/)
})

test('runs are kept from job to job, also of one that ends unmet, and old ones are forgotten', async () => {
  const job = await launch({'keep-runs': '2'})
  const store = new Map<string, string>()
  const folder = path.join(job.workspace, '.proofmark/runs')
  const save: StandIn = async ({path: from = '', key = ''}) => {
    const kept = path.join(job.temp, `cache-${store.size}`)
    await cp(from, kept, {recursive: true})
    store.set(key, kept)
    return undefined
  }
  const restore: StandIn = async ({path: to = '', 'restore-keys': prefixes = ''}) => {
    expect(to).toBe(folder)
    for (const prefix of prefixes.split('\n')) {
      const [, found] = [...store].findLast(([key]) => key.startsWith(prefix)) ?? []
      if (found === undefined) continue
      await cp(found, to, {recursive: true})
      return undefined
    }
    return undefined
  }
  const standIns = {'actions/cache/save': save, 'actions/cache/restore': restore}
  for (const [branch, attempt] of [
    ['main', '1'],
    ['main', '2'],
    ['feature,one', '1'],
    ['feature,one', '2'],
  ]) {
    await rm(path.join(job.workspace, '.proofmark'), {recursive: true, force: true})
    const env = {...job.env, GITHUB_REF_NAME: branch ?? '', GITHUB_RUN_ATTEMPT: attempt ?? ''}
    expect((await runAction({...job, env, standIns})).code).toBe(1)
  }
  expect(new Set(store.keys()).size).toBe(4)
  expect((await filesBelow(folder)).filter((file) => !file.endsWith('history.json'))).toHaveLength(2)
  const history = JSON.parse(await readFile(path.join(folder, 'production/history.json'), 'utf8'))
  expect(Object.keys(history.runs).length).toBeGreaterThanOrEqual(2)
})

test('a project in a folder below the top has its annotations there', async () => {
  const job = {...(await checkout('project', {within: 'services/orders, eu'})), env: {TARGET: await orders()}}
  const ran = await runAction({...job, inputs: {'working-directory': 'services/orders, eu', sarif: 'true'}})
  expect(ran.log).toMatch(/^::error file=services\/orders%2C eu\/docs\/launch\.md,line=8,/m)
  expect(ran.outputs.artifact).toMatch(/^proofmark-services-orders-eu-[0-9a-f]{12}$/)
  const sarif = await readFile(path.join(job.workspace, 'services/orders, eu/.proofmark/ci/proofmark.sarif'), 'utf8')
  expect(sarif).toContain('"uri":"services/orders%2C%20eu/docs/launch.md"')
})

test('shards of several jobs become one run, judged in another', async () => {
  const job = await launch()
  const parts = path.join(job.workspace, 'parts')
  await mkdir(parts)
  for (const shard of ['1/2', '2/2']) {
    const ran = await runAction({...job, inputs: {shard, environments: 'production'}})
    expect([ran.code, ran.outputs.met, ran.used.has('actions/cache/save@v5')]).toEqual([0, '', false])
    expect(ran.outputs.artifact).toMatch(/^proofmark-production-[12]-of-2$/)
  }
  await cp(path.join(job.workspace, '.proofmark/shards/production'), parts, {recursive: true})
  const judged = await runAction({...job, inputs: {run: 'false', merge: 'parts/*.json', environments: 'production'}})
  expect([judged.code, judged.outputs.summary]).toEqual([1, 'production: gate default unmet'])
  expect(judged.log).toContain('::error file=docs/launch.md,line=8,')
})
