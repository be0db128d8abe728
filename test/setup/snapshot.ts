import {
  type Binding,
  type Checklist,
  type Finding,
  type Gate,
  type Item,
  type Position,
  type Result,
  type Section,
  Snapshot,
  type SnapshotEnvironment,
  type Status,
} from '../../src/model/index.ts'

/** Builders of snapshots: each takes what a test is about, and fills in the rest plainly. */

export const at = (line: number, file = 'docs/readiness.md'): Position => ({file, line, column: 1})

export function item(id: string, text: string, more: Partial<Item> = {}): Item {
  return {
    id,
    idFrom: 'derived',
    forms: [id],
    text,
    own: text,
    html: text,
    claim: 'not-ticked',
    parent: null,
    section: id.split('/')[0] ?? null,
    path: [],
    codes: [],
    links: [],
    colon: text.endsWith(':'),
    duplicate: false,
    fingerprint: {own: `own:${'0'.repeat(32)}`, context: `context:${'0'.repeat(32)}`},
    at: at(10),
    box: 3,
    ...more,
  }
}

export const section = (anchor: string, title: string, more: Partial<Section> = {}): Section => ({
  anchor,
  title,
  depth: 2,
  parent: null,
  links: [],
  at: at(5),
  ...more,
})

export const checklist = (items: Item[], more: Partial<Checklist> = {}): Checklist => ({
  file: 'docs/readiness.md',
  name: 'readiness',
  title: 'Readiness',
  digest: 'ab'.repeat(32),
  sections: [...new Set(items.flatMap(({section}) => section ?? []))].map((anchor) =>
    section(anchor, `The ${anchor} section`),
  ),
  items,
  ...more,
})

export const finding = (outcome: Finding['outcome'], more: Partial<Finding> = {}): Finding => ({
  call: 'c0ffee0000000000',
  check: 'http',
  written: 'http: GET /readyz -> 200',
  tenant: '-',
  vantage: 'outside',
  outcome,
  cause: null,
  message: 'expected `status` to be 200, saw 503',
  expected: '`status` to be 200',
  saw: outcome === 'pass' ? '200' : '503',
  source: null,
  next: null,
  observation: {status: outcome === 'pass' ? 200 : 503},
  at: '2026-11-24T14:02:09Z',
  ms: 12,
  attempts: 1,
  look: 'c0ffee',
  until: null,
  ...more,
})

export type ResultMore = Partial<Omit<Result, 'own' | 'rollUp'>> & {
  own?: Partial<Result['own']>
  rollUp?: Status | null
}

/** A result with this status, of its own and rolled up. */
export function result(key: string, status: Status | null, {own, rollUp, ...more}: ResultMore = {}): Result {
  return {
    key,
    tenant: '-',
    own: {
      status,
      reason:
        status === 'blocked' ? 'unbound' : status === null ? 'grouping' : status === 'fail' ? 'expectation' : null,
      because: '',
      ...own,
    },
    rollUp: {status: rollUp === undefined ? status : rollUp, recommendedNotSo: 0},
    level: 'required',
    proof: 'automatic',
    owner: null,
    findings: [],
    condition: null,
    fact: null,
    flaky: false,
    attestation: null,
    waiver: null,
    since: null,
    lapses: null,
    seenRed: [],
    elsewhere: [],
    ...more,
  }
}

export const gate = (environment: string, verdict: Gate['verdict'], more: Partial<Gate> = {}): Gate => ({
  name: 'go-live',
  environment,
  verdict,
  why: verdict === 'met' ? 'met' : verdict === 'unmet' ? 'to-mend' : 'no-run',
  sentence: '',
  read: 1,
  passing: 1,
  toMend: 0,
  failing: 0,
  blocked: 0,
  waived: 0,
  listed: [],
  dropped: [],
  repairs: [],
  until: null,
  lapsesFirst: null,
  ...more,
})

export type EnvironmentMore = Partial<Omit<SnapshotEnvironment, 'results'>> & {
  results?: Partial<SnapshotEnvironment['results']>
}

export function environment(
  name: string,
  results: Result[],
  {results: judged, ...more}: EnvironmentMore = {},
): SnapshotEnvironment {
  return {
    name,
    tenants: ['-'],
    run: {
      id: '2026-11-24T14-02-11Z-9f31c2',
      finishedAt: '2026-11-24T14:02:11Z',
      release: '4f2c91a',
      target: null,
      complete: true,
      vantages: ['outside'],
      others: [],
    },
    causes: [],
    trend: [],
    ...more,
    results: {
      environment: name,
      judgedAt: '2026-11-24T14:02:11Z',
      freshUntil: '2026-11-25T14:02:11Z',
      results,
      claims: [],
      items: Object.fromEntries(
        results.map(({key, own, rollUp}) => [key, {status: own.status, rollUp: rollUp.status}]),
      ),
      counts: {pass: 0, fail: 0, blocked: 0, 'not-applicable': 0, none: 0},
      coverage: {automatic: results.length, 'semi-automatic': 0, manual: 0, unbound: 0},
      gates: [gate(name, 'met')],
      decision: null,
      ...judged,
    },
  }
}

export const binding = (more: Partial<Binding> = {}): Binding => ({
  texts: [],
  why: null,
  whens: [],
  checks: [],
  attest: null,
  choice: null,
  option: null,
  level: 'required',
  owner: null,
  drop: null,
  loosened: [],
  sources: [],
  ...more,
})

/** A snapshot that its schema accepts. */
export const snapshot = (
  checklists: Checklist[],
  environments: SnapshotEnvironment[],
  more: Partial<Snapshot> = {},
): Snapshot =>
  Snapshot.parse({
    version: 1,
    service: 'RecSys',
    site: {title: 'RecSys readiness', url: null, base: '/', audience: 'internal'},
    source: 'https://forge.example/recsys/blob/main/{file}#L{line}',
    claimsFor: environments[0]?.name ?? null,
    docs: '0'.repeat(64),
    checklists,
    routes: Object.fromEntries(checklists.map(({name}) => [name, `operations/${name}`])),
    bindings: {},
    environments,
    problems: [],
    ...more,
  })
