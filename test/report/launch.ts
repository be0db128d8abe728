import type {
  Binding,
  CheckCall,
  Checklist,
  Finding,
  Gate,
  Item,
  Plan,
  PlannedCall,
  PlannedItem,
  Repair,
  Result,
  Results,
  Run,
  Status,
} from '../../src/model/index.ts'

// An invented checklist with its results, as the stages before the report give them.

const day = '2026-11-24'
export const at = (line: number, column = 1, file = 'docs/launch.md') => ({file, line, column})

interface Written {
  id: string
  text: string
  section: string
  parent?: string
  claim?: Item['claim']
}

export function item({id, text, section, parent, claim = 'not-ticked'}: Written, line: number): Item {
  return {
    id,
    idFrom: 'derived',
    forms: [id, id.slice(id.indexOf('/') + 1)],
    text,
    own: text,
    html: text,
    claim,
    parent: parent ?? null,
    section,
    path: [section],
    codes: [],
    links: [],
    colon: text.endsWith(':'),
    duplicate: false,
    fingerprint: {own: `own:${'0'.repeat(32)}`, context: `context:${'0'.repeat(32)}`},
    at: at(line, 3),
    box: 0,
  }
}

export function checklist(sections: readonly string[], items: readonly Written[], file = 'docs/launch.md'): Checklist {
  return {
    file,
    name: file.replace(/^.*\/|\.md$/g, ''),
    title: 'Launch',
    digest: 'a'.repeat(64),
    sections: sections.map((title, index) => ({
      anchor: title,
      title,
      depth: 2,
      parent: null,
      links: [],
      at: at(index + 1),
    })),
    items: items.map((written, index) => item(written, index + 10)),
  }
}

export function planned(
  list: Checklist,
  {id, parent, colon}: Item,
  binding: PlannedItem['binding'] = null,
): PlannedItem {
  return {
    key: `${list.name}:${id}`,
    checklist: list.name,
    id,
    parent: parent === null ? null : `${list.name}:${parent}`,
    children: list.items.filter((other) => other.parent === id).map((other) => `${list.name}:${other.id}`),
    colon,
    duplicate: false,
    binding,
    whens: [],
    choice: null,
    option: null,
    perTenant: false,
    changed: null,
    calls: {'-': []},
  }
}

export const binding = (given: Partial<Binding> = {}): Binding => ({
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
  ...given,
})

/** A call of a check, as a binding has it and as the plan has it. */
export const written = (text: string): CheckCall => ({
  check: 'http',
  params: {},
  written: text,
  expect: null,
  when: null,
  from: null,
  needs: [],
  timeout: null,
  retry: null,
  why: null,
  at: at(1),
})
export const call = (id: string, text: string, from: string | null = null): PlannedCall => ({
  id,
  look: `look of ${id}`,
  check: 'http',
  params: {},
  written: text,
  expect: {form: 'cel', text: 'status == 200', at: at(1)},
  tenant: '-',
  from,
  needs: [],
  timeout: 1000,
  retry: null,
  at: at(1),
})

export function plan(checklists: readonly Checklist[], environment = 'production'): Plan {
  return {
    service: 'payments-api',
    environment: {
      name: environment,
      target: 'http://127.0.0.1:8000',
      release: {given: '4f2c91a'},
      config: [],
      facts: {},
      tenants: [{id: '-', facts: {}, config: [], target: null}],
      credentials: {},
      allow: [],
      freshFor: 86_400_000,
      budget: null,
    },
    claimsHere: true,
    approvers: [],
    checks: [],
    checklists: [...checklists],
    items: checklists.flatMap((list) => list.items.map((each) => planned(list, each))),
    calls: [],
    settings: {},
    facts: {},
    gates: [{name: 'launch', environments: [environment], tenants: null, sections: null, unbound: 'counts'}],
    problems: [],
  }
}

export function finding(call: string, given: Partial<Finding> = {}): Finding {
  return {
    call,
    check: 'http',
    written: 'http: GET /health -> 200',
    tenant: '-',
    vantage: 'outside',
    outcome: 'pass',
    cause: null,
    message: 'status is 200',
    expected: 'status to be 200',
    saw: 'status 200',
    source: null,
    next: null,
    observation: {status: 200},
    at: `${day}T14:02:10.000Z`,
    ms: 12,
    attempts: 1,
    look: `look of ${call}`,
    until: null,
    ...given,
  }
}

export function result(key: string, status: Status | null, given: Partial<Result> & {because?: string} = {}): Result {
  const {because = '', ...rest} = given
  return {
    key,
    tenant: '-',
    own: {status, reason: null, because},
    rollUp: {status, recommendedNotSo: 0},
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
    ...rest,
  }
}

export function repair(
  key: string,
  status: Repair['items'][number]['status'],
  given: Partial<Repair> & {owner?: string} = {},
): Repair {
  const {owner = null, ...rest} = given
  return {
    cause: null,
    items: [{key, tenants: ['-'], status, reason: null, owner, at: at(10), contradicted: false}],
    expected: null,
    saw: null,
    because: '',
    next: `proofmark show ${key.slice(key.indexOf(':') + 1)}`,
    ...rest,
  }
}

export function gate(given: Partial<Gate> = {}): Gate {
  return {
    name: 'launch',
    environment: 'production',
    verdict: 'unmet',
    why: 'to-mend',
    sentence: '',
    read: 24,
    passing: 12,
    toMend: 2,
    failing: 1,
    blocked: 1,
    waived: 1,
    listed: [],
    dropped: [],
    repairs: [],
    until: null,
    lapsesFirst: null,
    ...given,
  }
}

const worstFirst: readonly Status[] = ['fail', 'blocked', 'pass', 'not-applicable']

export function results(all: readonly Result[], given: Partial<Results> = {}): Results {
  const items: Results['items'] = {}
  for (const [key, cells] of Map.groupBy(all, ({key}) => key)) {
    const status = worstFirst.find((each) => cells.some(({own}) => own.status === each)) ?? null
    items[key] = {status, rollUp: status}
  }
  return {
    environment: 'production',
    judgedAt: `${day}T14:02:12.000Z`,
    freshUntil: null,
    results: [...all],
    claims: [],
    items,
    counts: countsOf(Object.values(items)),
    coverage: {automatic: 11, 'semi-automatic': 3, manual: 4, unbound: 0},
    gates: [gate()],
    decision: null,
    ...given,
  }
}

function countsOf(items: readonly Results['items'][string][]): Results['counts'] {
  const counts = {pass: 0, fail: 0, blocked: 0, 'not-applicable': 0, none: 0}
  for (const {status} of items) counts[status ?? 'none'] += 1
  return counts
}

export function run(given: Partial<Run> = {}): Run {
  return {
    version: 1,
    id: `${day}T14-02-11Z-9f31c2`,
    service: 'payments-api',
    environment: 'production',
    vantage: 'outside',
    target: 'http://127.0.0.1:8000',
    release: '4f2c91a',
    startedAt: `${day}T14:02:09.200Z`,
    finishedAt: `${day}T14:02:11.000Z`,
    complete: true,
    checklists: [],
    facts: [],
    findings: [],
    causes: [],
    ...given,
  }
}

const access = 'Access'
const queue = 'If we use the queue'
const recovery = 'Recovery'

/** The example that the report's look was drawn with. */
export function launch() {
  const list = checklist(
    [access, queue, recovery],
    [
      {id: 'access/admin-routes', text: 'Admin routes refuse a caller without a role', section: access},
      {
        id: 'access/debug-headers',
        text: 'Debug headers are off (`DEBUG_HEADERS=false`)',
        section: access,
        claim: 'ticked',
      },
      {id: 'access/keys', text: 'Keys come from the vault, in no ConfigMap', section: access},
      {id: 'queue/retries', text: 'Retries are bounded', section: queue},
      {id: 'queue/dead-letters', text: 'Dead letters are watched:', section: queue},
      {id: 'queue/alert', text: 'an alert exists', section: queue, parent: 'queue/dead-letters'},
      {id: 'queue/runbook', text: 'a runbook exists', section: queue, parent: 'queue/dead-letters'},
      {id: 'recovery/restore-rehearsed', text: 'A restore was rehearsed', section: recovery},
      {id: 'recovery/encrypted', text: 'Backups are encrypted at rest', section: recovery},
    ],
  )
  const key = (id: string) => `launch:${id}`
  const off = {
    because: 'queue is off',
    own: {status: 'not-applicable', reason: 'condition', because: 'queue is off'},
  } as const
  const debug = finding('c2', {
    outcome: 'fail',
    expected: 'DEBUG_HEADERS to be false',
    saw: '"yes" (reads as true)',
    source: at(12, 1, 'deploy/prod.env'),
    observation: {value: 'yes', effective: true},
  })
  const all = [
    result(key('access/admin-routes'), 'pass'),
    result(key('access/debug-headers'), 'fail', {
      own: {status: 'fail', reason: 'expectation', because: 'expected DEBUG_HEADERS to be false'},
      owner: 'platform',
      findings: [debug],
      elsewhere: [{environment: 'staging', status: 'pass'}],
    }),
    result(key('access/keys'), 'pass'),
    ...['queue/retries', 'queue/dead-letters', 'queue/alert', 'queue/runbook'].map((id) =>
      result(key(id), 'not-applicable', off),
    ),
    result(key('recovery/restore-rehearsed'), 'blocked', {
      own: {
        status: 'blocked',
        reason: 'missing',
        because: 'no attestation for production (that for staging does not count)',
      },
      owner: 'data',
      proof: 'manual',
    }),
    result(key('recovery/encrypted'), 'fail', {
      own: {status: 'fail', reason: 'expectation', because: 'expected encrypted to be true'},
      waiver: {
        approver: 'm.k.',
        owner: 'data',
        reason: 'The new disks come in January.',
        until: '2027-02-01',
        at: at(1, 1, 'docs/records/backups.md'),
      },
    }),
  ]
  const repairs = [
    repair(key('access/debug-headers'), 'fail', {owner: 'platform'}),
    {
      ...repair(key('recovery/restore-rehearsed'), 'blocked', {next: 'proofmark attest recovery/restore-rehearsed'}),
      items: [
        {
          key: key('recovery/restore-rehearsed'),
          tenants: ['-'],
          status: 'blocked' as const,
          reason: 'missing' as const,
          owner: 'data',
          at: at(17),
          contradicted: false,
        },
      ],
    },
  ]
  const staging = results([result(key('access/debug-headers'), 'pass')], {
    environment: 'staging',
    gates: [gate({environment: 'staging', verdict: 'met', why: 'met', until: '2026-12-03T14:00:00.000Z'})],
  })
  return {
    plan: plan([list]),
    run: run({findings: Array.from({length: 24}, (_, index) => finding(`c${index}`))}),
    results: results(all, {
      gates: [gate({repairs})],
      claims: [
        {key: key('access/debug-headers'), claim: 'ticked', status: 'fail', verdict: 'contradicted'},
        {key: key('access/keys'), claim: 'not-ticked', status: 'pass', verdict: 'unclaimed'},
      ],
    }),
    others: [staging],
    savedAs: `.proofmark/runs/production/${day}T14-02-11Z-9f31c2.json`,
  }
}
