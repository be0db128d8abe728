import path from 'node:path'
import {expect, test} from 'vitest'
import {checks} from '../../src/checks/index.ts'
import {drill} from '../../src/drill/index.ts'
import {planFor, prepare} from '../../src/line/index.ts'

const root = path.join(import.meta.dirname, '../..')
const clock = {now: () => new Date('2026-11-25T12:00:00Z'), sleep: async () => undefined}
const prepared = await prepare(
  {root, file: 'proofmark.yaml', files: [], packs: []},
  {env: {}, clock, random: () => 0},
  'checklists',
)

test.each(prepared.project.environments.map((environment) => [environment.name, environment] as const))(
  'every call of the RecSys pack can go red in %s, and errs on nothing instead',
  {timeout: 60_000},
  async (_, environment) => {
    const plan = await planFor(prepared, environment)
    const drilled = drill({plan, runs: [], checks})
    expect(drilled).toHaveLength(plan.calls.length)
    expect(drilled.length).toBeGreaterThan(30)
    expect(drilled.filter(({red, vacuous, doubt}) => red === 0 || vacuous || doubt !== null)).toEqual([])
    const brief = drill({plan, runs: [], checks, brief: true})
    expect(brief.filter(({red}) => red === 0)).toEqual([])
  },
)
