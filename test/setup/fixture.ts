import {fileURLToPath} from 'node:url'
import {readDocs} from '../../src/markdown/index.ts'
import type {
  Checklist,
  Document,
  Environment,
  Item,
  Plan,
  Project,
  Result,
  Results,
  Run,
  Snapshot,
  Status,
  TrendPoint,
} from '../../src/model/index.ts'
import {makeSnapshot, type SnapshotParts} from '../../src/publish/index.ts'
import {pastOf} from './past.ts'
import {binding, finding, gate, type ResultMore, result} from './snapshot.ts'

/** Where the fixture is in this repository; what builds works on a copy. */
export const fixtureRoot = fileURLToPath(new URL('../fixtures/site/', import.meta.url))

/** The fixture's project, wherever it was copied to. */
export const projectIn = (root: string): Project => ({
  root,
  file: 'proofmark.yaml',
  service: 'Signals',
  docs: 'docs',
  checklists: ['docs/readiness.md'],
  packs: [],
  checks: [],
  gates: [],
  claimsFor: 'production',
  approvers: [],
  site: {title: 'Signals readiness', url: null, base: '/', audience: 'internal'},
  environments: [placeNamed('production', ['acme', 'globex']), placeNamed('staging', ['-'])],
  home: null,
})

const placeNamed = (name: string, tenants: string[]): Environment => ({
  name,
  target: `https://${name}.signals.example`,
  release: null,
  config: [],
  facts: {},
  tenants: tenants.map((id) => ({id, facts: {}, config: [], target: null})),
  credentials: {},
  allow: [],
  freshFor: 86_400_000,
  budget: null,
})

/** The parts of a snapshot of the fixture's docs, as a first run saw it or a later one, when most was mended. */
export async function fixtureParts(project: Project, mended: boolean): Promise<SnapshotParts> {
  const {documents, checklists} = await readDocs(project)
  const environments = project.environments.map((environment) => judged(environment, checklists, mended))
  return {project, documents, checklists, environments, problems: []}
}

/** The fixture's docs, with a snapshot over each run. */
export async function readFixture(
  project: Project,
): Promise<{documents: readonly Document[]; broken: Snapshot; mended: Snapshot}> {
  const [broken, mended] = [await fixtureParts(project, false), await fixtureParts(project, true)]
  return {documents: broken.documents, broken: makeSnapshot(broken), mended: makeSnapshot(mended)}
}

function judged(
  environment: Environment,
  checklists: Checklist[],
  mended: boolean,
): {plan: Plan; results: Results; runs: Run[]; trend: TrendPoint[]} {
  const items = checklists.flatMap(({items, name}) => items.map((item) => ({key: `${name}:${item.id}`, item})))
  const at = mended ? '2026-11-24T15:30:00Z' : '2026-11-24T14:02:11Z'
  const run: Run = {
    version: 1,
    id: mended ? '2026-11-24T15-30-00Z-aa11bb' : '2026-11-24T14-02-11Z-9f31c2',
    service: 'Signals',
    environment: environment.name,
    vantage: 'outside',
    target: environment.target,
    release: '4f2c91a',
    startedAt: at,
    finishedAt: at,
    complete: true,
    checklists: checklists.map(({file, digest}) => ({file, digest})),
    facts: [],
    findings: [],
    causes: [],
  }
  const found = items.flatMap(({key, item}) => resultsFor(environment, key, item, mended))
  const results = resultsOf(environment, items, found, at)
  const before = mended ? judged(environment, checklists, false) : null
  const kept = [...(before === null ? [] : [{results: before.results, run: before.runs[0] ?? run}]), {results, run}]
  return {plan: planOf(environment, checklists, items), results, runs: [run], trend: pastOf(...kept)}
}

const planOf = (environment: Environment, checklists: Checklist[], items: {key: string; item: Item}[]): Plan => ({
  service: 'Signals',
  environment,
  claimsHere: environment.name === 'production',
  approvers: [],
  checks: [],
  checklists,
  items: items.map(({key, item}) => ({
    key,
    checklist: 'readiness',
    id: item.id,
    parent: item.parent === null ? null : `readiness:${item.parent}`,
    children: [],
    colon: item.colon,
    duplicate: false,
    binding: bindingFor(item),
    whens: [],
    choice: null,
    option: null,
    perTenant: false,
    changed: null,
    calls: {},
  })),
  calls: [],
  settings: {},
  facts: {},
  gates: [],
  problems: [],
})

const bindingFor = ({id, at}: Item) =>
  id === 'operations/pager'
    ? null
    : binding({
        why: id === 'access/dev-auth' ? 'The setting is read as true, and the service acts on it.' : null,
        choice: id === 'serving/mode' ? 'serving_mode' : null,
        owner: 'Platform',
        sources: [
          {
            pack: null,
            key: id,
            yaml: `${id}:\n  checks:\n    - http: GET /readyz -> 200\n`,
            at: {...at, file: 'docs/readiness.bindings.yaml'},
          },
        ],
      })

/** What was seen, item by item; everything else passes. */
function resultsFor(environment: Environment, key: string, item: Item, mended: boolean): Result[] {
  const inProduction = environment.name === 'production'
  const passing = (): ResultMore => ({owner: 'Platform', findings: [finding('pass')]})
  const one = (status: Status | null, more: ResultMore = {}) => [result(key, status, {...passing(), ...more})]
  const each = (of: (tenant: string) => [Status | null, ResultMore]) =>
    inProduction
      ? ['acme', 'globex'].map((tenant) => {
          const [status, more] = of(tenant)
          return result(key, status, {...passing(), tenant, ...more})
        })
      : one('pass')
  switch (item.id) {
    case 'serving/mode':
      return one('pass', {fact: 'DB-only', findings: []})
    case 'serving/artifact':
      return one('not-applicable', {
        own: {reason: 'condition', because: 'DB-only mode'},
        condition: 'DB-only mode',
        findings: [],
      })
    case 'access/dev-auth':
      return inProduction && !mended ? one('fail', {since: '2026-11-23T14:02:00Z', findings: [devAuth]}) : one('pass')
    case 'access/keys':
      return one(null, {rollUp: inProduction && !mended ? 'fail' : 'pass', findings: [], own: {reason: 'grouping'}})
    case 'access/vault':
      return inProduction && !mended
        ? one('fail', {
            owner: 'Identity',
            waiver: {
              approver: 'lena.b',
              owner: 'Identity',
              reason: 'The vault moves in January.',
              until: '2027-01-15',
              at: {file: 'docs/records/vault.md', line: 1, column: 1},
            },
            findings: [finding('fail')],
          })
        : one('pass')
    case 'access/rotate':
      return one('pass', {
        proof: 'manual',
        findings: [],
        attestation: {
          by: 'samir.h',
          on: '2026-10-14',
          until: '2026-12-20',
          at: {file: 'docs/records/rotate.md', line: 1, column: 1},
        },
      })
    case 'access/roles':
      return each((tenant) =>
        tenant === 'globex' && !mended
          ? ['fail', {owner: 'Identity', findings: [finding('fail', {tenant})]}]
          : ['pass', {}],
      )
    case 'operations/readyz':
      return inProduction && !mended
        ? one('blocked', {
            own: {reason: 'stale', because: 'the last run from `cluster` is 31 hours old'},
            owner: 'SRE',
            findings: [],
          })
        : one('pass', {flaky: true, findings: [finding('pass', {attempts: 2})]})
    case 'operations/pager':
      return one('blocked', {
        own: {reason: 'unbound', because: 'nothing says how to prove it'},
        proof: 'unbound',
        owner: null,
        findings: [],
      })
    default:
      return one('pass')
  }
}

const devAuth = finding('fail', {
  call: 'c0ffee0000000001',
  check: 'env',
  written: 'env: DEV_AUTH_ENABLED=false',
  expected: '`DEV_AUTH_ENABLED` to be false',
  saw: '`"yes"` (reads as true)',
  source: {file: 'deploy/prod.env', line: 12, column: 1},
  next: 'set it to `false` in deploy/prod.env:12, then `proofmark run --env production`',
  observation: {name: 'DEV_AUTH_ENABLED', value: 'yes', effective: true},
})

function resultsOf(
  environment: Environment,
  items: {key: string; item: Item}[],
  results: Result[],
  at: string,
): Results {
  const open = results.filter(({own, waiver}) => (own.status === 'fail' || own.status === 'blocked') && waiver === null)
  const failing = open.filter(({own}) => own.status === 'fail').length
  const inProduction = environment.name === 'production'
  const count = (status: Status | null) => results.filter(({own}) => own.status === status).length
  const repairs = open.map(({key, own, owner, tenant, findings}) => ({
    cause: null,
    items: items
      .filter((one) => one.key === key)
      .map(({item}) => ({
        key,
        tenants: [tenant],
        status: own.status ?? 'blocked',
        reason: own.reason,
        owner,
        at: item.at,
        contradicted: item.claim === 'ticked' && own.status === 'fail',
      })),
    expected: null,
    saw: null,
    because: own.because,
    next: findings[0]?.next ?? `proofmark show ${key}`,
  }))
  const unmet = gate(environment.name, 'unmet', {
    read: 12,
    passing: 8,
    toMend: open.length,
    failing,
    blocked: open.length - failing,
    waived: 1,
    repairs,
    until: '2026-12-20T23:59:59Z',
  })
  const met = gate(environment.name, 'met', {
    name: 'rehearsal',
    read: 12,
    passing: 11,
    listed: ['readiness:operations/pager'],
    until: '2026-12-20T23:59:59Z',
    lapsesFirst: 'readiness:access/rotate',
  })
  return {
    environment: environment.name,
    judgedAt: at,
    freshUntil: new Date(Date.parse(at) + 86_400_000).toISOString(),
    results,
    claims: inProduction ? items.flatMap(({key, item}) => claimOf(key, item, results)) : [],
    items: Object.fromEntries(results.map(({key, own, rollUp}) => [key, {status: own.status, rollUp: rollUp.status}])),
    counts: {
      pass: count('pass'),
      fail: count('fail'),
      blocked: count('blocked'),
      'not-applicable': count('not-applicable'),
      none: count(null),
    },
    coverage: {automatic: 11, 'semi-automatic': 0, manual: 1, unbound: 1},
    gates: [inProduction ? unmet : met],
    decision: null,
  }
}

function claimOf(key: string, {claim}: Item, results: Result[]): Results['claims'] {
  const statuses = results.filter((one) => one.key === key).map(({rollUp}) => rollUp.status)
  const status = (['fail', 'blocked', 'pass', 'not-applicable'] as const).find((one) => statuses.includes(one)) ?? null
  const ticked = claim === 'ticked'
  const verdict =
    status === 'pass'
      ? ticked
        ? 'proven'
        : 'unclaimed'
      : status === 'fail'
        ? ticked
          ? 'contradicted'
          : 'open'
        : status === 'blocked'
          ? ticked
            ? 'unproven'
            : 'open'
          : 'moot'
  return [{key, claim, status, verdict}]
}
