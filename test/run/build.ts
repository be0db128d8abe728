import {checkNamed} from '../../src/checks/index.ts'
import {
  type Binding,
  type CallNode,
  type CallPlace,
  type Environment,
  type Expectation,
  Fact,
  type Item,
  type Json,
  noTenant,
  type Plan,
  type PlannedCall,
  type PlannedItem,
  Setting,
} from '../../src/model/index.ts'

const at = {file: 'docs/launch.bindings.yaml', line: 1, column: 1}

export const item = (id: string, more: Partial<Item> = {}): Item => ({
  ...{
    id,
    idFrom: 'derived',
    forms: [id],
    text: id,
    own: id,
    html: id,
    claim: 'not-ticked',
    parent: null,
    section: null,
  },
  ...{path: [], codes: [], links: [], colon: false, duplicate: false, fingerprint: {own: 'own:', context: 'context:'}},
  ...{at: {...at, file: 'docs/launch.md'}, box: 3},
  ...more,
})

export const environment = (more: Partial<Environment> = {}): Environment => ({
  ...{name: 'staging', target: null, release: null, config: [], facts: {}, credentials: {}, allow: [], budget: null},
  tenants: [{id: noTenant, facts: {}, config: [], target: null}],
  freshFor: 86_400_000,
  ...more,
})

/** A file of `config`. */
export const file = (name: string, optional = false) => ({file: name, optional, values: {}})
export const values = (of: Record<string, string>) => ({file: null, optional: false, values: of})

export interface CallSpec extends Partial<Omit<PlannedCall, 'expect' | 'params'>> {
  /** `http: GET / -> 200`, or the name of a check with its parameters. */
  call: string | {check: string; params: Record<string, Json>}
  beside?: Record<string, Json>
  expect?: Json
  when?: string
}

const asExpectation = (expect: Json): Expectation => {
  if (typeof expect === 'string') return {form: 'cel', text: expect, at}
  if (expect !== null && typeof expect === 'object' && !Array.isArray(expect)) return {form: 'map', map: expect, at}
  throw new Error('Unexpected expectation, expected text or a map')
}

/** What the planner makes of a call, in little: shorthand, parameters, default expectation. */
export function planCall(id: string, spec: CallSpec, place: CallPlace): PlannedCall {
  const {call, beside = {}, expect, when, ...more} = spec
  const name = typeof call === 'string' ? (call.split(':', 1)[0] ?? '') : call.check
  const check = checkNamed(name)
  if (check === undefined) throw new Error(`Unexpected check ${name}`)
  const text = typeof call === 'string' ? call.slice(name.length + 1).trim() : ''
  const short = typeof call === 'string' ? check.shorthand?.(text, place) : {params: call.params}
  if (short === undefined || short === null || 'problem' in short) throw new Error(short?.problem ?? 'no shorthand')
  const written: {params: Record<string, Json>; expect?: Json} = short
  const read = check.read({...written.params, ...beside})
  if ('issues' in read) throw new Error(JSON.stringify(read.issues))
  const given = expect ?? written.expect
  const expectation = given === undefined ? null : asExpectation(given)
  const params = check.resolve(read.params, Object.assign({...place}, {expect: expectation}))
  if ('problem' in params) throw new Error(String(params.problem))
  return {
    ...{
      id,
      look: `look of ${id}`,
      check: name,
      params,
      written: typeof call === 'string' ? call : name,
      tenant: noTenant,
      from: null,
      needs: [],
    },
    ...{timeout: 5_000, retry: null, at},
    expect: expectation ?? asExpectation(check.expect(params)),
    ...more,
  }
}

export interface ItemSpec {
  when?: string
  drop?: string
  /** Names of calls, or several of which any will do. */
  calls: (string | string[])[]
  tenant?: string
}

const binding = (drop: string | null): Binding => ({
  ...{texts: [], why: null, whens: [], checks: [], attest: null, choice: null, option: null, level: 'required'},
  ...{owner: null, drop, loosened: [], sources: []},
})

/** A plan of calls and the items that use them; without items each call has one of its own. */
export function planOf(spec: {
  environment?: Partial<Environment>
  settings?: Record<string, Partial<Setting>>
  facts?: Record<string, Partial<Fact>>
  calls: Record<string, CallSpec>
  items?: Record<string, ItemSpec>
}): Plan {
  const settings = Object.fromEntries(
    Object.entries(spec.settings ?? {}).map(([name, setting]) => [name, Setting.parse(setting)]),
  )
  const facts = Object.fromEntries(Object.entries(spec.facts ?? {}).map(([name, fact]) => [name, Fact.parse(fact)]))
  const whenOf = (call: string) => {
    const text = spec.calls[call]?.when
    return text === undefined ? null : {text, at}
  }
  const node = (call: string) => ({call, when: whenOf(call)})
  const nodes = (calls: ItemSpec['calls']): CallNode[] =>
    calls.map((call) => (typeof call === 'string' ? node(call) : {any: call.map(node)}))
  const specs: Record<string, ItemSpec> =
    spec.items ?? Object.fromEntries(Object.keys(spec.calls).map((id) => [id, {calls: [id]}]))
  const items = Object.entries(specs).map(
    ([id, {when, drop = null, calls, tenant = noTenant}]): PlannedItem => ({
      ...{key: `launch:${id}`, checklist: 'launch', id, parent: null, children: [], colon: false, duplicate: false},
      binding: binding(drop),
      whens: when === undefined ? [] : [{text: when, at}],
      ...{choice: null, option: null, perTenant: tenant !== noTenant, changed: null},
      calls: {[tenant]: nodes(calls)},
    }),
  )
  const place = {settings, item: item('one'), section: null}
  const checklist = {file: 'docs/launch.md', name: 'launch', title: 'Launch', digest: 'd', sections: []}
  return {
    service: 'shop',
    environment: environment(spec.environment),
    claimsHere: false,
    approvers: [],
    checks: [],
    checklists: [{...checklist, items: Object.keys(specs).map((id) => item(id))}],
    items,
    calls: Object.entries(spec.calls).map(([id, call]) => planCall(id, call, place)),
    ...{settings, facts, gates: [], problems: []},
  }
}
