import {afterEach, describe, expect, it} from 'vitest'
import {parse} from 'yaml'
import {makePlan} from '../../src/bindings/index.ts'
import {checks} from '../../src/checks/index.ts'
import {loadProject} from '../../src/config/index.ts'
import {anchorsOf, readDocs} from '../../src/markdown/index.ts'
import type {Example} from '../../src/model/index.ts'
import {folderWith} from '../run/folder.ts'
import {serve} from '../run/serve.ts'
import {run} from '../run/world.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** The only finding of a project that is nothing but the example: a checklist of one item, bound by its call. */
async function findingOf({call, world}: Example) {
  const {files = {}, answers = {}, settings = '{}', environment = '{}'} = world
  const target = await serve((request, response) => {
    const answer = answers[`${request.method} ${request.url}`] ?? {status: 404}
    response.writeHead(answer.status, {...answer.headers}).end(answer.body)
  })
  const example = {target: target.url, ...parse(environment)}
  const {root, remove} = await folderWith({
    ...files,
    'launch.md': '- [ ] The example holds {#example}\n',
    'launch.bindings.yaml': JSON.stringify({settings: parse(settings), items: {example: {checks: [parse(call)]}}}),
    'proofmark.yaml': JSON.stringify({checklists: ['launch.md'], environments: {example}}),
  })
  closing.push(remove, target.close)
  const {project} = await loadProject({root, env: {}})
  const {checklists} = await readDocs({root, docs: null, checklists: project.checklists})
  const [only] = project.environments
  if (only === undefined) throw new Error('Unexpected project without an environment')
  const {plan, problems} = await makePlan({project, environment: only, checklists, packsFolder: root, checks})
  expect(problems).toEqual([])
  const {findings} = await run(plan, root, {anchorsOf})
  expect(findings).toHaveLength(1)
  return findings[0]
}

describe.each(checks.map((check) => [check.name, check.examples] as const))('%s', (_, examples) => {
  it.each(examples.map((example) => [example.title, example] as const))('%s', async (_, example) => {
    const finding = await findingOf(example)
    expect(finding?.outcome, finding?.message).toBe(example.outcome)
  })
})
