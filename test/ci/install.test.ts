import {chmod, cp, mkdir, readFile, symlink, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test, vi} from 'vitest'
import {type Job, repository, runAction} from './action.ts'
import {checkout, orders} from './project.ts'

vi.setConfig({testTimeout: 60_000})

/** An npm that writes down what it is asked for, and installs this repository where a version is not 9.9.9. */
const npm = `#!/usr/bin/env bash
echo "$PWD $*" >> "$HOME/npm.log"
case "$*" in *@9.9.9\\ *) echo 'No matching version found' >&2; exit 1;; esac
mkdir -p node_modules && ln -s "$REPOSITORY" node_modules/proofmark
`

/** A project without Proofmark, an Action as GitHub checks it out, and that npm. */
async function bare(inputs: Record<string, string> = {}): Promise<Job & {log: () => Promise<string>}> {
  const {workspace, temp} = await checkout('project', {installed: false})
  const action = path.join(path.dirname(workspace), 'action')
  const bin = path.join(path.dirname(workspace), 'bin')
  await mkdir(action)
  await mkdir(bin)
  await cp(path.join(repository, 'ci'), path.join(action, 'ci'), {recursive: true})
  await cp(path.join(repository, 'package.json'), path.join(action, 'package.json'))
  await writeFile(path.join(bin, 'npm'), npm)
  await chmod(path.join(bin, 'npm'), 0o755)
  const PATH = [bin, path.dirname(process.execPath), process.env.PATH ?? ''].join(path.delimiter)
  const env = {PATH, REPOSITORY: repository, TARGET: await orders()}
  const log = () => readFile(path.join(temp, 'npm.log'), 'utf8').catch(() => '')
  return {workspace, temp, action, inputs, env, log}
}

const write = (job: Job, name: string, data: unknown): Promise<void> =>
  writeFile(path.join(job.workspace, name), JSON.stringify(data))

test('without any other word the version of the Action is installed, once, and no script of a package runs', async () => {
  const job = await bare()
  const {version} = JSON.parse(await readFile(path.join(repository, 'package.json'), 'utf8'))
  for (const _ of [1, 2]) expect((await runAction(job)).outputs.summary).toBe('production: gate default unmet')
  const tool = path.join(job.temp, `proofmark-${version}`)
  const asked = `install --no-save --no-package-lock --prefix=. proofmark@${version} --ignore-scripts --no-audit --no-fund`
  expect(await job.log()).toBe(`${tool} ${asked}\n`)
})

test('the version that is asked for comes before the one that is installed, and that before the one that is locked', async () => {
  const job = await bare()
  await write(job, 'package.json', {devDependencies: {proofmark: '^0.1.0'}})
  await write(job, 'package-lock.json', {packages: {'node_modules/proofmark': {version: '0.1.7'}}})
  await runAction(job)
  expect(await job.log()).toContain('proofmark@0.1.7 ')
  await mkdir(path.join(job.workspace, 'node_modules'))
  await symlink(repository, path.join(job.workspace, 'node_modules/proofmark'))
  const ran = await runAction(job)
  expect(ran.log).toContain(`in ${path.join(job.workspace, 'node_modules/proofmark')}\n`)
  await runAction({...job, inputs: {version: '0.2.0-rc.1'}})
  expect((await job.log()).match(/proofmark@\S+/g)).toEqual(['proofmark@0.1.7', 'proofmark@0.2.0-rc.1'])
})

test('a project that names Proofmark without a version is told to install it', async () => {
  const job = await bare()
  await write(job, 'package.json', {devDependencies: {proofmark: '^0.1.0'}})
  const ran = await runAction(job)
  expect([ran.code, ran.outputs['exit-code'], await job.log()]).toEqual([2, '2', ''])
  expect(ran.log).toContain('expected a step before this one that installs what the project needs, such as `npm ci`')
})

test.each(['latest', '^1.0.0', '0.1.0; touch pwned', 'file:../pwned'])('%s is no exact version', async (version) => {
  const job = await bare({version})
  const ran = await runAction(job)
  expect([ran.code, await job.log()]).toEqual([2, ''])
  expect(ran.log).toContain(`Unexpected \`version\` \`${version}\`, expected an exact one such as \`1.2.3\``)
})

test('what npm cannot install ends the job with 2', async () => {
  const ran = await runAction(await bare({version: '9.9.9'}))
  expect([ran.code, ran.steps.at(-1)?.name]).toEqual([2, 'Find or install Proofmark'])
  expect(ran.log).toMatch(/^::error title=Proofmark::Unexpected end of `npm install .*proofmark@9\.9\.9`: exit 1$/m)
})
