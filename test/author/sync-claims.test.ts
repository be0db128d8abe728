import {expect, test} from 'vitest'
import {environmentsNamed, judgeEnvironment, planFor} from '../../src/line/index.ts'
import {folderOf, now, readAll} from './world.ts'

const files = {
  'proofmark.yaml':
    'docs: docs\nchecklists: [docs/launch.md]\nclaims_for: production\nenvironments: {production: {}, staging: {}}\n',
  'docs/launch.bindings.yaml': `facts: {queue: {}}
match: [{section: Queue, when: facts.queue}]
`,
  'docs/launch.md': `# L
## Plain
- [x] parent:
  - [ ] child
  - [-] another
## Queue
- [x] waits:
  - [ ] for what nobody knows yet
`,
}

test('a ticked box over an open child is told before anything was run, where it is known to apply', async () => {
  const prepared = await readAll(await folderOf(files))
  const told = async (name: string) => {
    const [environment] = environmentsNamed(prepared.project, [name])
    if (environment === undefined) throw new Error('expected an environment')
    const {runs, problems} = await judgeEnvironment(await planFor(prepared, environment), prepared.project.root, now)
    expect(runs).toEqual([])
    return problems
  }
  expect(await told('production')).toMatchObject([
    {
      slug: 'claim-over-open-child',
      message: expect.stringContaining('Unexpected `[x]` over unticked `plain/child`'),
      at: {line: 3},
      also: [{line: 4}],
    },
  ])
  expect(await told('staging')).toEqual([])
})
