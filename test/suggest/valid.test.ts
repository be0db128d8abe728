import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {mergeBindings, suggest} from '../../src/author/index.ts'
import {makePlan} from '../../src/bindings/index.ts'
import {checks} from '../../src/checks/index.ts'
import {bareProject} from '../../src/config/index.ts'
import type {Checklist} from '../../src/model/index.ts'
import {readCorpus} from './read.ts'

const parts = [...(await readCorpus('open')), ...(await readCorpus('held-out'))]

async function planOf(checklist: Checklist, text: string) {
  const root = await mkdtemp(path.join(os.tmpdir(), 'proofmark-suggest-'))
  onTestFinished(() => rm(root, {recursive: true, force: true}))
  const file = path.join(root, checklist.file.replace(/\.md$/, '.bindings.yaml'))
  await mkdir(path.dirname(file), {recursive: true})
  await writeFile(file, text)
  const project = bareProject({root, checklists: [checklist.file]})
  const [environment] = project.environments
  if (environment === undefined) throw new Error('expected an environment')
  return makePlan({project, environment, checklists: [checklist], packsFolder: path.join(root, 'packs'), checks})
}

test.each(parts.map(({file, checklist}) => [file, checklist] as const))(
  'what is written for %s is read without a problem, and binds just what was proposed',
  async (_, checklist) => {
    const found = suggest({checklist, bound: new Set(), declared: {settings: {}, facts: {}}})
    const {plan, problems} = await planOf(checklist, mergeBindings(null, found, checklist))
    expect(problems.length).toBe(0)
    const bound = plan.items.filter(({binding}) => binding !== null).map(({key}) => key)
    expect(bound.length).toBe(found.proposals.length)
    expect(plan.items.filter(({changed}) => changed !== null).length).toBe(0)
  },
)
