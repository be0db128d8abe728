import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {stages} from '../../src/index.ts'
import {environmentsNamed, planFor, prepare, runEnvironment, type World} from '../../src/line/index.ts'
import type {Plan, Result} from '../../src/model/index.ts'

const ours = fileURLToPath(new URL('../../docs/recsys/operations/production-readiness-checklist.md', import.meta.url))
const pack = fileURLToPath(new URL('../../packs/recsys.yaml', import.meta.url))
const seed = process.env.PROOFMARK_SEED
const which = seed === undefined ? 'ours, since PROOFMARK_SEED is not set' : 'the one that PROOFMARK_SEED names'

const clock = {now: () => new Date('2026-11-25T12:00:00Z'), sleep: () => Promise.resolve()}
const world: World = {env: {}, clock, random: () => 0}
const checklist = 'production-readiness-checklist.md'

let root: string

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'proofmark-pack-'))
  await writeFile(path.join(root, checklist), await readFile(seed ?? ours, 'utf8'))
})

afterAll(() => rm(root, {recursive: true, force: true}))

const planned = async (file: string | null, name: string): Promise<Plan> => {
  const alone = file === null ? {files: [checklist], packs: ['recsys']} : {files: [], packs: []}
  const prepared = await prepare({root, file, ...alone}, world, 'checklists')
  const [environment] = environmentsNamed(prepared.project, [name])
  if (environment === undefined) throw new Error(`Unexpected project without ${name}`)
  const plan = await planFor(prepared, environment)
  return {...plan, problems: plan.problems.filter((each) => !prepared.problems.includes(each))}
}

/** Where items stand in an environment of the given lines, without a target and with nobody's word. */
async function judged(lines: readonly string[]): Promise<(id: string, tenant?: string) => Result['own']> {
  const file = 'proofmark.yaml'
  const head = [`checklists: [${checklist}]`, 'packs: [recsys]', 'environments:', '  here:']
  await writeFile(path.join(root, file), [...head, ...lines.map((line) => `    ${line}`), ''].join('\n'))
  const plan = await planned(file, 'here')
  const {run} = await runEnvironment(plan, root, world, {})
  const {judge} = await stages.results()
  const {results} = judge({plan, runs: [run], records: [], now: clock.now()})
  return (id, tenant = '-') => {
    const found = results.find((each) => each.key.endsWith(`:${id}`) && each.tenant === tenant)
    if (found === undefined) throw new Error(`Unexpected results without ${id} for ${tenant}`)
    return found.own
  }
}

const withValues = (values: Readonly<Record<string, string>>): string[] => [
  `config: [{values: ${JSON.stringify(values)}}]`,
]

describe(`the pack recsys on a checklist alone (${which})`, () => {
  test('binds all 59 items, fits each sentence, and has no problem', async () => {
    const plan = await planned(null, 'local')
    expect(plan.items).toHaveLength(59)
    expect(plan.problems).toEqual([])
    expect(plan.items.filter(({changed}) => changed !== null)).toEqual([])
    const {run} = await runEnvironment(plan, root, world, {})
    const {judge} = await stages.results()
    const {results, coverage} = judge({plan, runs: [run], records: [], now: clock.now()})
    expect(results.filter(({own}) => own.reason === 'unbound')).toEqual([])
    expect(coverage.unbound).toBe(0)
  })

  test('says of every item why, in one place', async () => {
    const {items} = await planned(null, 'local')
    expect(items.filter(({binding}) => (binding?.why ?? '') === '').map(({id}) => id)).toEqual([])
  })

  test('knows the sentence of every item', async () => {
    const {items} = await planned(null, 'local')
    expect(items.filter(({binding}) => binding?.texts.length !== 2).map(({id}) => id)).toEqual([])
  })

  test('leaves only those unproven by themselves that end in a colon', async () => {
    const {items} = await planned(null, 'local')
    const groups = items.filter(
      ({binding}) =>
        binding !== null &&
        binding.checks.length === 0 &&
        binding.attest === null &&
        binding.choice === null &&
        binding.option === null,
    )
    expect(groups.every(({colon, children}) => colon && children.length > 0)).toBe(true)
    expect(groups).toHaveLength(9)
  })
})

test('the pack quotes nobody', async () => {
  // Ids are names, not sentences: our checklist has them pinned.
  const plain = (text: string): string => text.replaceAll(/<!--.*?-->/g, '').replaceAll(/\s+/g, ' ')
  const text = plain(await readFile(pack, 'utf8'))
  for (const file of new Set([ours, seed ?? ours])) {
    const source = plain(await readFile(file, 'utf8'))
    const quoted = Array.from({length: source.length - 47}, (_, at) => source.slice(at, at + 48)).filter((part) =>
      text.includes(part),
    )
    expect(quoted).toEqual([])
  }
})

describe('tenants of both modes', () => {
  const pipelines = [
    'pipelines-readiness/confirm-artifact-publishing',
    'pipelines-readiness/confirm-can-roll-back',
    'pipelines-readiness/define-freshness-slos-alerting',
    'safe-rollout/artifact-manifests',
  ]

  test('pipelines are asked for where a tenant is served from artifacts, by its own config', async () => {
    await writeFile(path.join(root, 'shared.env'), 'RECSYS_ARTIFACT_MODE_ENABLED=false\n')
    await writeFile(path.join(root, 'acme.env'), 'RECSYS_ARTIFACT_MODE_ENABLED=true\n')
    const own = await judged([
      'config: [shared.env]',
      'tenants:',
      '  - {id: acme, config: [acme.env]}',
      '  - {id: globex}',
    ])
    for (const id of pipelines) {
      expect([id, own(id, 'acme').status, own(id, 'globex').status]).toEqual([id, 'blocked', 'not-applicable'])
      expect(own(id, 'acme').reason).toBe('missing')
    }
    expect(own('decide-serving/pick-serving-mode-tenant', 'acme').status).toBe('pass')
    expect(own('decide-serving/artifact-manifest-mode', 'acme').status).toBe('pass')
    expect(own('decide-serving/artifact-manifest-mode', 'globex').status).toBe('not-applicable')
    expect(own('decide-serving/db-only-mode', 'globex').status).toBe('pass')
  })

  test('where the config cannot be read, nobody says that pipelines do not apply', async () => {
    const own = await judged(['config: [gone.env]', 'tenants: [{id: acme}]'])
    for (const id of pipelines) expect(own(id, 'acme')).toMatchObject({status: 'blocked', reason: 'undetermined'})
  })
})

describe('who may call', () => {
  const tokens = ['jwt-jwks-url', 'auth-jwks-allowed-hosts', 'readyz'].map((id) => `tenancy-authentication/${id}`)
  const keys = ['api-key-enabled', 'rotate-keys-document-process'].map((id) => `tenancy-authentication/${id}`)
  const rows = [
    {says: 'tokens alone', jwt: 'true', key: 'false', choice: 'pass'},
    {says: 'keys alone', jwt: 'no', key: 'yes', choice: 'pass'},
    {says: 'both at once', jwt: 'on', key: '1', choice: 'pass'},
    {says: 'neither', jwt: 'false', key: '0', choice: 'fail'},
  ]

  test.each(rows)('$says', async ({jwt, key, choice}) => {
    const own = await judged(withValues({JWT_AUTH_ENABLED: jwt, API_KEY_ENABLED: key}))
    const asked = (word: string): boolean => ['true', 'yes', 'on', '1'].includes(word)
    expect(own('tenancy-authentication/decide-production-auth-mechanism').status).toBe(choice)
    expect(own('tenancy-authentication/jwt').status).toBe(asked(jwt) ? 'pass' : 'not-applicable')
    expect(own('tenancy-authentication/api-keys').status).toBe(asked(key) ? 'pass' : 'not-applicable')
    for (const id of tokens) expect([id, own(id).status === 'not-applicable']).toEqual([id, !asked(jwt)])
    for (const id of keys) expect([id, own(id).status === 'not-applicable']).toEqual([id, !asked(key)])
  })
})

describe('settings that are said to be so', () => {
  const rows = [
    {id: 'tenancy-authentication/dev-auth-enabled', values: {DEV_AUTH_ENABLED: 'yes'}, status: 'fail'},
    {id: 'database-migrations/explicit-migration-job', values: {MIGRATE_ON_START: 'TRUE'}, status: 'fail'},
    {id: 'performance-capacity/pprof-enabled', values: {PPROF_ENABLED: 't'}, status: 'fail'},
    {
      id: 'performance-capacity/recsys-backpressure-max-inflight',
      values: {RECSYS_BACKPRESSURE_MAX_INFLIGHT: 'ten', RECSYS_BACKPRESSURE_MAX_QUEUE: '8'},
      status: 'fail',
    },
    {
      id: 'performance-capacity/recsys-backpressure-max-inflight',
      values: {RECSYS_BACKPRESSURE_MAX_INFLIGHT: '10', RECSYS_BACKPRESSURE_MAX_QUEUE: '8'},
      status: 'pass',
    },
    {
      id: 'tenancy-authentication/auth-viewer-role',
      values: {AUTH_VIEWER_ROLE: '', AUTH_OPERATOR_ROLE: '', AUTH_ADMIN_ROLE: ''},
      status: 'fail',
    },
    {id: 'tenancy-authentication/auth-viewer-role', values: {}, status: 'pass'},
    {
      id: 'tenancy-authentication/auth-jwks-allowed-hosts',
      values: {
        JWT_AUTH_ENABLED: 'true',
        JWT_JWKS_URL: 'https://id.example.evil.test/keys',
        AUTH_JWKS_ALLOWED_HOSTS: 'id.example',
      },
      status: 'fail',
    },
    {
      id: 'tenancy-authentication/auth-jwks-allowed-hosts',
      values: {
        JWT_AUTH_ENABLED: 'true',
        JWT_JWKS_URL: 'https://id.example:8443/keys',
        AUTH_JWKS_ALLOWED_HOSTS: 'login.example, id.example',
      },
      status: 'pass',
    },
    {
      id: 'observability-runbooks/cache-hit-miss',
      values: {RECSYS_CONFIG_CACHE_TTL: '0s', RECSYS_RULES_CACHE_TTL: '0s'},
      status: 'not-applicable',
    },
    {id: 'observability-runbooks/cache-hit-miss', values: {RECSYS_CONFIG_CACHE_TTL: '0s'}, status: 'blocked'},
  ]

  test.each(rows)('$id with $values is $status', async ({id, values, status}) => {
    expect((await judged(withValues(values)))(id).status).toBe(status)
  })
})
