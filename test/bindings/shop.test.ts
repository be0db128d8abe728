import {join} from 'node:path'
import {expect, test} from 'vitest'
import {makePlan} from '../../src/bindings/index.ts'
import {loadProject} from '../../src/config/index.ts'
import {applies} from '../../src/expr/index.ts'
import {readDocs} from '../../src/markdown/index.ts'
import {Plan} from '../../src/model/index.ts'
import {reading} from '../expr/facts.ts'
import {checks} from './checks.ts'

const root = join(import.meta.dirname, '../fixtures/bindings/shop')
const shop = async () => {
  const {project} = await loadProject({root, env: {}})
  const {checklists} = await readDocs({root, docs: null, checklists: project.checklists})
  const [environment] = project.environments
  if (environment === undefined) throw new Error('Unexpected project without an environment')
  return makePlan({project, environment, checklists, packsFolder: join(root, 'packs'), checks})
}

test('a shop from its files to its plan', async () => {
  const {plan, problems, unused} = await shop()
  expect(problems).toEqual([])
  expect(unused).toMatchObject([{slug: 'unknown-item', at: {file: 'packs/serving.yaml'}}])
  expect(Plan.parse(plan)).toEqual(plan)
  const told = plan.items.map(({id, perTenant, option, whens, calls}) => {
    const written = Object.entries(calls).map(([tenant, nodes]) => {
      const ids = nodes.flatMap((node) => ('any' in node ? node.any : [node])).map(({call}) => call)
      const said = ids
        .map((each) => plan.calls.find(({id: own}) => own === each))
        .map((call) => `${call?.written} (${call?.tenant})`)
      return `${tenant}: ${said.join(', ')}`.trim()
    })
    return [id, perTenant, option?.value ?? whens.map(({text}) => text).join(' && '), ...written]
  })
  expect(told).toEqual([
    ['how-serves/one-way-serving-chosen', true, '', 'acme:', 'globex:'],
    ['how-serves/database', true, 'db_only', 'acme:', 'globex:'],
    ['how-serves/artifacts-built-night', true, 'artifact', 'acme:', 'globex:'],
    [
      'who-may/dev-auth-enabled',
      false,
      '',
      '-: setting: DEV_AUTH_ENABLED=false (-), fetch: POST /v1/recommend -> 401 (-)',
    ],
    ['who-may/if-tokens-used', false, 'facts.auth.token', '-:'],
    ['who-may/readyz', false, '', '-: fetch: GET /readyz -> 200 (-)'],
    ['who-may/hashes-visitors-salted', false, 'facts.visit_hashing', '-: setting: HASH_SECRET (-)'],
    ['when-goes/down', false, '', '-:'],
    [
      'pipelines/pprof-enabled',
      true,
      'facts.serving_mode.artifact',
      'acme: setting: PPROF_ENABLED=false (acme)',
      'globex: setting: PPROF_ENABLED=false (-)',
    ],
  ])
  expect(plan.gates).toMatchObject([{name: 'default', environments: ['production']}])
})

test('what applies follows the facts of the plan', async () => {
  const {plan} = await shop()
  const readings = [
    reading('serving_mode', 'artifact', 'true', {tenant: 'acme'}),
    reading('serving_mode', 'db_only', 'false', {tenant: 'acme'}),
    reading('serving_mode', 'artifact', 'false', {tenant: 'globex'}),
    reading('serving_mode', 'db_only', 'true', {tenant: 'globex'}),
    reading('auth', 'token', 'unknown', {because: 'TOKENS cannot be read'}),
    reading('auth', 'key', 'false'),
  ]
  const told = (id: string, tenant: string) => applies(plan, `launch:${id}`, tenant, readings)
  expect(told('pipelines/pprof-enabled', 'acme')).toEqual({truth: 'true', because: 'serving mode: artifact'})
  expect(told('pipelines/pprof-enabled', 'globex')).toEqual({truth: 'false', because: 'serving mode: db only'})
  expect(told('how-serves/database', 'acme').truth).toBe('false')
  expect(told('who-may/readyz', '-')).toEqual({truth: 'unknown', because: 'auth: unknown (TOKENS cannot be read)'})
  expect(told('who-may/hashes-visitors-salted', '-').truth).toBe('unknown')
})
