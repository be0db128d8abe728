import {readFile, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test, vi} from 'vitest'
import {repository} from './action.ts'
import {forge} from './forge.ts'
import {launch, readTemplate, runPipeline} from './pipeline.ts'

vi.setConfig({testTimeout: 60_000})

/** The pipeline of a request, and no site: a build is for the tests of the site. */
test('a merge request: the run goes on to the job that judges, reports and fails; its artifacts are there', async () => {
  const gitlab = await forge('project_12_bot')
  const ask = await launch({CI_API_V4_URL: `${gitlab.url}/api/v4`, PROOFMARK_TOKEN: 'glpat-secret'})
  const [check, merge, ...more] = await runPipeline(ask)
  expect(more).toEqual([])
  expect([check?.name, check?.code, check?.artifacts]).toEqual(['proofmark-check', 0, ['.proofmark/runs']])
  expect(check?.out).toContain('FAIL      Debug headers are off')
  expect([merge?.name, merge?.code]).toEqual(['proofmark-merge', 1])
  expect(merge?.artifacts).toEqual(['.proofmark/runs', '.proofmark/ci'])
  expect(merge?.junit).toContain('<testsuites')
  expect(merge?.junit).toContain('Debug headers are off')
  expect(merge?.out).toContain('NOT MET')
  expect(merge?.out).not.toMatch(/^::|glpat-secret/m)
  expect(gitlab.comments.map(({body}) => body.split('\n')[0])).toEqual(['<!-- proofmark: report -->'])
  await rm(path.join(ask.temp, 'checkout'), {recursive: true})
  await runPipeline(ask)
  expect(gitlab.comments).toHaveLength(1)
  expect(gitlab.asked.at(-1)).toBe('PUT /api/v4/projects/12/merge_requests/7/notes/1')
})

test('a pipeline without a token says so, and ends as the gate does', async () => {
  const ask = await launch()
  await writeFile(path.join(ask.workspace, 'deploy/production.env'), 'DEBUG_HEADERS=false\n')
  const [check, merge] = await runPipeline(ask)
  expect([check?.code, merge?.code]).toEqual([0, 0])
  expect(merge?.out).toContain('No comment: the job has no token that may write one')
})

test('a broken project ends the first job with 2, and no other is run', async () => {
  const ask = await launch()
  await writeFile(path.join(ask.workspace, 'proofmark.yaml'), 'checklists: [docs/launch.md]\nenvironment: {}\n')
  const jobs = await runPipeline(ask)
  expect(jobs.map(({name, code}) => [name, code])).toEqual([['proofmark-check', 2]])
  expect(jobs[0]?.out).toContain('proofmark.yaml:2:1 Unexpected')
})

test('shards of the first stage become one run in the second', async () => {
  const ask = await launch()
  const run = `node "$PROOFMARK_TOOL/node_modules/proofmark/ci/run.mjs"`
  // GitLab would run one job for each; here one after another.
  const script = ['1/2', '2/2'].map((shard) => `PROOFMARK_SHARD=${shard} ${run}`)
  const [check, merge] = await runPipeline({
    ...ask,
    jobs: {
      'proofmark-check': {script},
      'proofmark-merge': {variables: {PROOFMARK_RUN: 'false', PROOFMARK_MERGE: '.proofmark/shards/*/*.json'}},
    },
  })
  expect([check?.code, check?.artifacts]).toEqual([0, ['.proofmark/shards']])
  expect([merge?.code, merge?.artifacts]).toEqual([1, ['.proofmark/runs', '.proofmark/ci']])
})

test('the template installs the version of this package, and its scripts are those that it ships', async () => {
  const {variables, jobs} = await readTemplate()
  const {version, files} = JSON.parse(await readFile(path.join(repository, 'package.json'), 'utf8'))
  expect(variables.PROOFMARK_VERSION).toBe(version)
  expect(files).toContain('ci')
  for (const {script, before_script: before} of jobs) {
    expect(before?.join('\n')).toContain('--ignore-scripts')
    for (const line of script ?? [])
      expect(line).toMatch(/^node "\$PROOFMARK_TOOL\/node_modules\/proofmark\/ci\/[a-z]+\.mjs"$/)
  }
})
