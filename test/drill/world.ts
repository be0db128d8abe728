import * as z from 'zod'
import {makePlan} from '../../src/bindings/index.ts'
import {defineCheck} from '../../src/checks/define.ts'
import {checks} from '../../src/checks/index.ts'
import {loadProject} from '../../src/config/index.ts'
import {drill} from '../../src/drill/index.ts'
import {parseChecklist} from '../../src/markdown/index.ts'
import type {AnyCheck, Drilled, Expectation, Json, Plan, PlannedCall, Run} from '../../src/model/index.ts'
import {folderWith} from '../run/folder.ts'

/** A check whose observation has a field of every kind. */
export const all = defineCheck({
  name: 'look',
  summary: 'Looks.',
  params: z.strictObject({}),
  observation: z.object({
    count: z.int().min(0),
    share: z.number().min(0).max(1),
    name: z.string(),
    mode: z.enum(['file', 'folder', 'none']),
    ok: z.boolean(),
    note: z.string().nullable(),
    day: z.iso.datetime(),
    json: z.unknown(),
    tags: z.array(z.string()),
    labels: z.record(z.string(), z.string()),
    rows: z.array(z.object({id: z.int(), state: z.enum(['up', 'down'])})),
    maybe: z.int().optional(),
  }),
  shorthand: null,
  expect: 'ok',
  observe: async () => {
    throw new Error('drilled, never made')
  },
  tell: ({name}) => ({saw: `the name ${name}`}),
  examples: [],
})

const at = {file: 'x.bindings.yaml', line: 1, column: 1}
type Written = string | {[key: string]: Json}
export const written = (of: Written): Expectation =>
  typeof of === 'string' ? {form: 'cel', text: of, at} : {form: 'map', map: of, at}

/** A plan of nothing but these expectations, all over one check. */
export function planOver(
  expectations: readonly Written[],
  check: AnyCheck = all,
  params: Record<string, Json> = {},
): Plan {
  const calls = expectations.map(
    (of, index): PlannedCall => ({
      ...{
        id: `call-${index}`,
        look: 'a-look',
        check: check.name,
        params,
        written: JSON.stringify(of),
        expect: written(of),
      },
      ...{tenant: '-', from: null, needs: [], timeout: 1_000, retry: null, at: {...at, line: index + 1}},
    }),
  )
  const environment = {
    ...{name: 'prod', target: null, release: null, config: [], facts: {}, tenants: [], credentials: {}, allow: []},
    ...{freshFor: 1, budget: null},
  }
  return {
    ...{service: 's', environment, claimsHere: true, checklists: [], items: [], calls, settings: {}, facts: {}},
    ...{gates: [], approvers: [], checks: [], problems: []},
  }
}

/** What became of one expectation over the check with every kind of field. */
export function drilledOver(of: Written, runs: readonly Run[] = [], check: AnyCheck = all): Drilled {
  const [only] = drill({plan: planOver([of], check), runs, checks: [check]})
  if (only === undefined) throw new Error('Unexpected plan without a call')
  return only
}

/** The plan of a project in a few files, with the checks that ship. */
export async function planIn(
  files: Readonly<Record<string, string>>,
): Promise<{plan: Plan; checks: readonly AnyCheck[]}> {
  const {root, remove} = await folderWith(files)
  try {
    const {project} = await loadProject({root, env: {}})
    const checklists = project.checklists.map(
      (file) => parseChecklist({file, source: files[file] ?? '', exists: () => true}).checklist,
    )
    const [environment] = project.environments
    if (environment === undefined) throw new Error('Unexpected project without an environment')
    const {plan} = await makePlan({project, environment, checklists, packsFolder: root, checks})
    return {plan, checks}
  } finally {
    await remove()
  }
}
