import {describe, expect, test} from 'vitest'
import {applies, conditionHolds} from '../../src/expr/index.ts'
import {type FactReading, Plan, type PlannedItem, type Truth} from '../../src/model/index.ts'
import {facts, reading} from './facts.ts'

const at = {file: 'a.bindings.yaml', line: 1, column: 1}
const item = (id: string, parts: Partial<PlannedItem> = {}): PlannedItem => ({
  key: `list:${id}`,
  checklist: 'list',
  id,
  parent: null,
  children: [],
  colon: false,
  duplicate: false,
  binding: null,
  whens: [],
  choice: null,
  option: null,
  perTenant: false,
  changed: null,
  calls: {},
  ...parts,
})
const when = (text: string) => [{text, at}]
const plan = Plan.parse({
  service: 'shop',
  environment: {
    name: 'prod',
    target: null,
    release: null,
    config: [],
    facts: {},
    tenants: [{id: 'acme', facts: {}, config: [], target: null}],
    credentials: {},
    allow: [],
    freshFor: 1,
    budget: null,
  },
  claimsHere: true,
  approvers: [],
  checklists: [],
  items: [
    item('free'),
    item('jwt', {whens: when('facts.auth.jwt')}),
    item('below', {parent: 'list:jwt', whens: when('facts.exposure_hashing')}),
    item('deepest', {parent: 'list:below'}),
    item('choice', {choice: {fact: 'serving_mode', options: []}}),
    item('option', {parent: 'list:choice', option: {fact: 'serving_mode', value: 'artifact'}}),
    item('under-option', {parent: 'list:option'}),
  ],
  calls: [],
  checks: [],
  settings: {},
  facts,
  gates: [],
  problems: [],
})
const world = (jwt: Truth, hashing: Truth, artifact: Truth): FactReading[] => [
  reading('auth', 'jwt', jwt),
  reading('auth', 'api_key', 'false'),
  reading('exposure_hashing', '-', hashing, {because: hashing === 'unknown' ? 'nobody stated it' : ''}),
  reading('serving_mode', 'artifact', artifact, {tenant: 'acme'}),
  reading('serving_mode', 'db_only', artifact === 'true' ? 'false' : artifact === 'false' ? 'true' : 'unknown', {
    tenant: 'acme',
  }),
]

describe('whether an item applies', () => {
  test.each<[string, Truth, Truth, Truth, Truth, string]>([
    ['free', 'unknown', 'unknown', 'unknown', 'true', ''],
    ['jwt', 'true', 'true', 'true', 'true', 'auth: jwt'],
    ['jwt', 'false', 'true', 'true', 'false', 'auth: none'],
    ['jwt', 'unknown', 'true', 'true', 'unknown', 'auth: unknown'],
    ['below', 'false', 'unknown', 'true', 'false', 'auth: none'],
    ['below', 'true', 'unknown', 'true', 'unknown', 'exposure hashing: unknown (nobody stated it)'],
    ['below', 'true', 'false', 'true', 'false', 'exposure hashing: no'],
    ['deepest', 'true', 'true', 'true', 'true', 'auth: jwt, exposure hashing: yes'],
    ['deepest', 'unknown', 'false', 'true', 'false', 'exposure hashing: no'],
    ['choice', 'true', 'true', 'unknown', 'true', ''],
    ['option', 'true', 'true', 'true', 'true', 'serving mode: artifact'],
    ['option', 'true', 'true', 'false', 'false', 'serving mode: db only'],
    ['under-option', 'true', 'true', 'false', 'false', 'serving mode: db only'],
    ['under-option', 'true', 'true', 'unknown', 'unknown', 'serving mode: unknown'],
  ])('%s with jwt %s, hashing %s, artifact %s: %s', (id, jwt, hashing, artifact, truth, because) => {
    expect(applies(plan, `list:${id}`, 'acme', world(jwt, hashing, artifact))).toEqual({truth, because})
  })

  test("another tenant's readings are not read", () => {
    expect(applies(plan, 'list:option', 'globex', world('true', 'true', 'true')).truth).toBe('unknown')
  })
  test('for all tenants alike, what the environment says counts whoever carries it', () => {
    const carried = [
      reading('auth', 'jwt', 'true', {tenant: 'acme'}),
      reading('auth', 'jwt', 'true', {tenant: 'globex'}),
    ]
    expect(applies(plan, 'list:jwt', '-', carried).truth).toBe('true')
    expect(applies(plan, 'list:option', '-', world('true', 'true', 'true')).truth).toBe('unknown')
  })
})

test("a call's own condition", () => {
  const readings = world('true', 'unknown', 'false')
  expect(conditionHolds(null, plan, 'acme', readings)).toBe('true')
  expect(conditionHolds({text: '!facts.auth.jwt', at}, plan, 'acme', readings)).toBe('false')
  expect(conditionHolds({text: 'facts.exposure_hashing', at}, plan, 'acme', readings)).toBe('unknown')
})
