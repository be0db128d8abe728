import type {
  Attestation,
  Binding,
  CallNode,
  CheckCall,
  Checklist,
  Claim,
  Condition,
  Fact,
  FactReading,
  Finding,
  GateSpec,
  Item,
  Link,
  Plan,
  PlannedCall,
  PlannedItem,
  Position,
  Run,
  Section,
  SharedCause,
  Tenant,
  Truth,
  Waiver,
} from '../../src/model/index.ts'
import {noTenant} from '../../src/model/index.ts'

/** The moment that tests judge at, and one in the hour before it. */
export const now = new Date('2026-11-24T14:00:00Z')
export const earlier = '2026-11-24T13:00:00Z'
export const hour = 3_600_000

export const at: Position = {file: 'docs/launch.md', line: 1, column: 1}
const condition = (text: string | undefined): Condition | null => (text === undefined ? null : {text, at})

/** A call as a test writes it: its id, and what else matters. */
export interface CallSpec {
  id: string
  when?: string
  from?: string
  needs?: string[]
}

/** An item as a test writes it: only what matters. */
export interface ItemSpec {
  id: string
  parent?: string
  checklist?: string
  text?: string
  claim?: Claim
  colon?: boolean
  duplicate?: boolean
  section?: string
  links?: string[]
  /** Titles of the headings above. */
  path?: string[]
  when?: string
  checks?: (CallSpec | {any: CallSpec[]})[]
  /** Calls by tenant, where they are not the same for all. */
  calls?: Record<string, (CallSpec | {any: CallSpec[]})[]>
  attest?: Binding['attest']
  choice?: {fact: string; options: Record<string, string>}
  option?: {fact: string; value: string}
  level?: 'recommended'
  owner?: string
  drop?: string
  perTenant?: boolean
  changed?: {written: string[]; now: string}
  /** A binding that holds nothing to prove it by. */
  bare?: boolean
}

export interface PlanSpec {
  items: ItemSpec[]
  tenants?: string[]
  facts?: Record<string, Partial<Fact>>
  gates?: Partial<GateSpec>[]
  sections?: Partial<Section>[]
  claimsHere?: boolean
}

const node = (spec: CallSpec | {any: CallSpec[]}): CallNode =>
  'any' in spec
    ? {any: spec.any.map(({id, when}) => ({call: id, when: condition(when)}))}
    : {call: spec.id, when: condition(spec.when)}

const written = (spec: CallSpec): CheckCall => ({
  check: 'test',
  params: {},
  written: `test: ${spec.id}`,
  expect: null,
  when: condition(spec.when),
  from: spec.from ?? null,
  needs: spec.needs ?? [],
  timeout: null,
  retry: null,
  why: null,
  at,
})

const bindingKeys = ['when', 'checks', 'calls', 'attest', 'choice', 'option', 'level', 'owner', 'drop', 'bare'] as const

function binding(spec: ItemSpec): Binding | null {
  if (bindingKeys.every((key) => spec[key] === undefined)) return null
  const checks = spec.checks ?? Object.values(spec.calls ?? {})[0] ?? []
  return {
    texts: [],
    why: null,
    whens: [condition(spec.when)].filter((each) => each !== null),
    checks: checks.map((each) => ('any' in each ? {any: each.any.map(written), at} : written(each))),
    attest: spec.attest ?? null,
    choice: spec.choice?.fact ?? null,
    option: spec.option?.value ?? null,
    level: spec.level ?? 'required',
    owner: spec.owner ?? null,
    drop: spec.drop ?? null,
    loosened: [],
    sources: [],
  }
}

const listOf = (spec: {checklist?: string}): string => spec.checklist ?? 'launch'
const keyIn = (spec: ItemSpec, id: string): string => (id.includes(':') ? id : `${listOf(spec)}:${id}`)

const planned = (spec: ItemSpec, all: readonly ItemSpec[]): PlannedItem => ({
  key: keyIn(spec, spec.id),
  checklist: listOf(spec),
  id: spec.id,
  parent: spec.parent === undefined ? null : keyIn(spec, spec.parent),
  children: all
    .filter(({parent, checklist}) => parent === spec.id && checklist === spec.checklist)
    .map(({id}) => keyIn(spec, id)),
  colon: spec.colon ?? false,
  duplicate: spec.duplicate ?? false,
  binding: binding(spec),
  whens: [condition(spec.when)].filter((each) => each !== null),
  choice:
    spec.choice === undefined
      ? null
      : {
          fact: spec.choice.fact,
          options: Object.entries(spec.choice.options).map(([value, item]) => ({value, item: keyIn(spec, item)})),
        },
  option: spec.option ?? null,
  perTenant: spec.perTenant ?? false,
  changed: spec.changed ?? null,
  calls: Object.fromEntries(
    Object.entries(spec.calls ?? {[noTenant]: spec.checks ?? []}).map(([tenant, nodes]) => [tenant, nodes.map(node)]),
  ),
})

const link = (path: string): Link => ({url: path, text: path, kind: 'document', path, anchor: null, dead: false, at})

export const textOf = (spec: ItemSpec): string => spec.text ?? `Item ${spec.id} is so`

const item = (spec: ItemSpec, index: number): Item => ({
  id: spec.id,
  idFrom: 'derived',
  forms: [spec.id],
  text: textOf(spec),
  own: textOf(spec),
  html: textOf(spec),
  claim: spec.claim ?? 'not-ticked',
  parent: spec.parent ?? null,
  section: spec.section ?? null,
  path: spec.path ?? [],
  codes: [],
  links: (spec.links ?? []).map(link),
  colon: spec.colon ?? false,
  duplicate: spec.duplicate ?? false,
  fingerprint: {own: `own:${spec.id}`, context: `context:${spec.id}`},
  at: {...at, line: index + 1},
  box: 0,
})

const checklist = (name: string, items: readonly ItemSpec[], sections: readonly Partial<Section>[]): Checklist => ({
  file: `docs/${name}.md`,
  name,
  title: name,
  digest: '',
  sections: sections.map((section) => ({anchor: '', title: '', depth: 2, parent: null, links: [], at, ...section})),
  items: items.map(item),
})

const callsOf = (spec: ItemSpec): [string, CallSpec][] =>
  Object.entries(spec.calls ?? {[noTenant]: spec.checks ?? []}).flatMap(([tenant, nodes]) =>
    nodes.flatMap((each) => ('any' in each ? each.any : [each])).map((call): [string, CallSpec] => [tenant, call]),
  )

function plannedCalls(items: readonly ItemSpec[]): PlannedCall[] {
  const calls = items.flatMap((spec) =>
    callsOf(spec).map(([tenant, call]): [string, PlannedCall] => [
      call.id,
      {
        id: call.id,
        look: `look of ${call.id}`,
        check: 'test',
        params: {},
        written: `test: ${call.id}`,
        expect: {form: 'cel', text: 'true', at},
        tenant,
        from: call.from ?? null,
        needs: (call.needs ?? []).map((id) => keyIn(spec, id)),
        timeout: 1000,
        retry: null,
        at,
      },
    ]),
  )
  return [...new Map(calls).values()]
}

const tenant = (id: string): Tenant => ({id, facts: {}, config: [], target: null})

/** A plan for `production`, where findings count for 24 hours; one gate that reads all unless others are given. */
export function planOf(spec: PlanSpec): Plan {
  const lists = Map.groupBy(spec.items, listOf)
  return {
    service: 'shop',
    environment: {
      name: 'production',
      target: 'https://shop.example',
      release: null,
      config: [],
      facts: {},
      tenants: (spec.tenants ?? [noTenant]).map(tenant),
      credentials: {},
      allow: [],
      freshFor: 24 * hour,
      budget: null,
    },
    claimsHere: spec.claimsHere ?? true,
    checklists: [...lists].map(([name, items]) => checklist(name, items, spec.sections ?? [])),
    items: spec.items.map((each) => planned(each, spec.items)),
    calls: plannedCalls(spec.items),
    settings: {},
    facts: Object.fromEntries(
      Object.entries(spec.facts ?? {}).map(([name, fact]) => [name, {scope: 'environment', take: 'one', ...fact}]),
    ),
    gates: (spec.gates ?? [{}]).map((gate) => ({
      name: 'go-live',
      environments: ['production'],
      tenants: null,
      sections: null,
      unbound: 'counts',
      ...gate,
    })),
    approvers: ['lena.b', 'platform'],
    checks: [],
    problems: [],
  }
}

export const finding = (call: string, outcome: Finding['outcome'], more: Partial<Finding> = {}): Finding => ({
  call,
  check: 'test',
  written: `test: ${call}`,
  tenant: noTenant,
  vantage: 'outside',
  outcome,
  cause: outcome === 'error' ? 'error' : outcome === 'not-run' ? 'interrupted' : null,
  message: `${call} is ${outcome}.`,
  expected: `${call} to be so`,
  saw: outcome === 'fail' ? 'otherwise' : null,
  source: null,
  next: null,
  observation: null,
  at: earlier,
  ms: 1,
  attempts: outcome === 'not-run' ? 0 : 1,
  look: `look of ${call}`,
  until: null,
  ...more,
})

export const reading = (fact: string, value: string, truth: Truth, more: Partial<FactReading> = {}): FactReading => ({
  fact,
  value,
  tenant: noTenant,
  truth,
  source: 'config',
  contradicted: false,
  because: '',
  ...more,
})

export const runOf = (more: Partial<Run> = {}): Run => ({
  version: 1,
  id: '2026-11-24T13-00-00Z-000000',
  service: 'shop',
  environment: 'production',
  vantage: 'outside',
  target: 'https://shop.example',
  release: '1.4.0',
  startedAt: earlier,
  finishedAt: earlier,
  complete: true,
  checklists: [],
  facts: [],
  findings: [],
  causes: [],
  ...more,
})

export const cause = (reason: SharedCause['cause'], what: string, calls: string[]): SharedCause => ({
  cause: reason,
  what,
  message: `${what} does not answer.`,
  since: earlier,
  calls,
})

export const attestation = (id: string, more: Partial<Attestation> = {}): Attestation => ({
  kind: 'attestation',
  item: id,
  text: `Item ${id} is so`,
  context: `context:${id}`,
  environments: ['production'],
  tenants: null,
  says: 'met',
  by: 'ines.o',
  on: '2026-11-01',
  until: '2026-12-01',
  renewEvery: null,
  release: null,
  sees: [],
  note: '',
  at,
  ...more,
})

export const waiver = (id: string, more: Partial<Waiver> = {}): Waiver => ({
  kind: 'waiver',
  item: id,
  text: `Item ${id} is so`,
  covers: 'item',
  items: [],
  environments: ['production'],
  tenants: null,
  reason: 'Known',
  owner: 'platform',
  approver: 'lena.b',
  until: '2026-12-01',
  at,
  ...more,
})
