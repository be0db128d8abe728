import {readFile, rm} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import {workFolder} from '../../src/publish/tool.ts'
import {runAction, type StandIn} from '../ci/action.ts'
import {launch, runPipeline} from '../ci/pipeline.ts'
import {checkout, orders} from '../ci/project.ts'

// From the checkout to the folder that Pages takes, over a gate that is unmet.
test('the Action hands the site of an unmet gate to Pages, and then fails', async () => {
  const job = {...(await checkout('project')), env: {TARGET: await orders()}}
  const handed: string[] = []
  const pages: StandIn = async ({path: folder = ''}) => {
    handed.push(folder, await readFile(path.join(folder, 'launch/index.html'), 'utf8'))
    return undefined
  }
  const ran = await runAction({...job, inputs: {site: 'true'}, standIns: {'actions/upload-pages-artifact': pages}})
  await rm(workFolder(job.workspace), {recursive: true, force: true})
  const [folder, page] = handed
  expect([ran.code, ran.outputs.site, folder]).toEqual([
    1,
    path.join(job.workspace, '_site'),
    path.join(job.workspace, '_site'),
  ])
  expect(page).toContain('What must be so before orders are taken.')
  expect(page).toMatch(/Debug headers are off/)
  expect(page).toMatch(/class="pm-[a-z]+ fail"/)
  expect(JSON.parse(await readFile(path.join(job.workspace, '_site/status.json'), 'utf8'))).toBeTypeOf('object')
  expect(ran.steps.slice(-3).map(({name, code}) => [name, code])).toEqual([
    ['Build the site', 0],
    ['Hand the site to Pages', 0],
    ['End as the run did', 1],
  ])
}, 180_000)

test('the template publishes the site of an unmet gate from the default branch', async () => {
  const ask = await launch({CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'main', CI_COMMIT_REF_SLUG: 'main'})
  const jobs = await runPipeline(ask)
  await rm(workFolder(ask.workspace), {recursive: true, force: true})
  expect(jobs.map(({name, code, artifacts}) => [name, code, artifacts.at(-1)])).toEqual([
    ['proofmark-check', 0, '.proofmark/runs'],
    ['proofmark-merge', 1, '.proofmark/ci'],
    ['pages', 0, 'public'],
  ])
  const page = await readFile(path.join(ask.workspace, 'public/launch/index.html'), 'utf8')
  expect(page).toMatch(/class="pm-[a-z]+ fail"/)
}, 180_000)
