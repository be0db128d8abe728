import {expect, test} from 'vitest'
import * as z from 'zod'
import {defineCheck} from '../../src/checks/define.ts'
import {checkNamed} from '../../src/checks/index.ts'
import {drill} from '../../src/drill/index.ts'
import type {Finding, Json, Run} from '../../src/model/index.ts'
import {all, drilledOver, planOver} from './world.ts'

const finding = (observation: Json, more: Partial<Finding> = {}): Finding => ({
  ...{call: 'another-call', check: 'look', written: 'x', tenant: '-', vantage: 'outside', outcome: 'pass', cause: null},
  ...{message: '', expected: '', saw: null, source: null, next: null, observation, at: '2026-11-24T10:00:00.000Z'},
  ...{ms: 1, attempts: 1, look: 'a-look', until: null, ...more},
})

const run = (...findings: Finding[]): Run => ({
  ...{version: 1, id: '2026-11-24T10-00-00Z-000000', service: 's', environment: 'prod', vantage: 'outside'},
  ...{target: null, release: null, startedAt: '2026-11-24T10:00:00.000Z', finishedAt: '2026-11-24T10:00:01.000Z'},
  ...{complete: true, checklists: [], facts: [], findings, causes: []},
})

const seen = {
  ...{count: 3, share: 0.5, name: 'recs', mode: 'file', ok: true, note: null, day: '2026-11-24T00:00:00Z'},
  ...{json: {items: [{id: 7, price: 2.5}], version: 'v3'}, tags: [], labels: {owner: 'jane'}, rows: []},
}

test('what a run saw where a call looks is falsified, whatever that call expected', () => {
  const {turns, vacuous} = drilledOver('json.items.all(item, item.price > 0.0) && json.version == "v3"', [
    run(finding(seen)),
  ])
  expect(vacuous).toBe(false)
  expect(turns).toEqual(
    expect.arrayContaining(['without json.items', 'without json.items.price', 'without json.version']),
  )
})

test('the newest that passes comes first; what was cut, or is of another look, is passed over', () => {
  const newer = finding({...seen, name: 'newer'}, {at: '2026-11-25T10:00:00.000Z'})
  const cut = finding({cut: true}, {at: '2026-11-26T10:00:00.000Z'})
  const other = finding({...seen, name: 'elsewhere'}, {look: 'another-look', at: '2026-11-27T10:00:00.000Z'})
  const {turns} = drilledOver('name != ""', [run(finding(seen), newer, cut, other)])
  expect(turns).toEqual(['name empty', 'nothing there: the name '])
  const told = drilledOver('name.startsWith("new")', [run(finding(seen), newer, cut, other)])
  expect([told.first, told.passed]).toEqual(['name empty', expect.arrayContaining(['name newx'])])
})

test('a run changes what is shown, never what is vacuous', () => {
  for (const text of ['count >= 0', 'name == name', 'json == null || json != null'])
    expect(drilledOver(text, [run(finding(seen))])).toMatchObject({vacuous: true, red: 0})
})

test('a check of the user that says nothing of what it could see, or breaks, is in doubt rather than vacuous', () => {
  const secretive = defineCheck({
    name: 'own',
    summary: 'Sees what nobody can make up.',
    params: z.strictObject({}),
    observation: z.object({
      token: z.string().regex(/^(?!a)(?=.*7)[a-z]{3}\d$/),
      odd: z.custom<string>((value) => value === 'odd'),
    }),
    shorthand: null,
    expect: 'token != "x"',
    observe: async () => ({token: 'bcd7', odd: 'odd'}),
    tell: () => {
      throw new Error('nothing to tell')
    },
    nameOf: () => {
      throw new Error('no name')
    },
    examples: [],
  })
  expect(drilledOver('token != "x"', [], secretive)).toMatchObject({
    vacuous: false,
    doubt: 'nothing could be shown to it that `own` could see',
  })
  const kept = run(finding({token: 'bcd7', odd: 'odd'}))
  expect(drilledOver('token != "x"', [kept], secretive).doubt).toMatch(/^nothing could be shown/)
})

test('a pattern of which no text is known leaves doubt; one that never ends takes little time, and leaves doubt too', () => {
  const {vacuous, doubt} = drilledOver({name: {not: {matches: '^(?=.*z)(?!z)a{2}$'}}})
  expect([vacuous, doubt]).toEqual([false, 'no text is known that `^(?=.*z)(?!z)a{2}$` matches'])
  expect(drilledOver({name: {not: {matches: '^(panic|fatal): [a-z]+ \\d{3}$'}}})).toMatchObject({
    vacuous: false,
    doubt: null,
  })
  expect(drilledOver('!name.matches("^([a-z]+)+$") || name == "x" || name != "x"').vacuous).toBe(true)
})

test.each([
  ['count * 2 != 14', '`count * 2 != 14` computes, and no value is known that it fails for'],
  ['name == "x" || count * count != 49', '`count * count != 49` computes, and no value is known that it fails for'],
  ['name.split("-").size() != 4', '`name.split("-").size() != 4` computes, and no value is known that it fails for'],
])('what is computed is in doubt rather than vacuous: %s', (text, doubt) => {
  expect(drilledOver(text)).toMatchObject({vacuous: false, red: 0, doubt})
})

test.each(['true || count * 2 != 14', 'count * 2 != 14 || mode != "link"', '!(count < 0 && count % 7 == 3)'])(
  'beside what is always so it changes nothing: %s',
  (text) => expect(drilledOver(text)).toMatchObject({vacuous: true, doubt: null}),
)

test.each([
  'count + 1 > 5',
  'count / 100 == 2',
  'share * 100.0 <= 90.0',
  'json.a + json.b <= 10',
  'tags != ["a", "b"]',
])('what is computed, or is a whole list, can be seen to fail all the same: %s', (text) =>
  expect(drilledOver(text)).toMatchObject({vacuous: false, doubt: null}),
)

test('a whole list or map that must not be is shown', () => {
  for (const of of ['json != {"a": [1, 2]}', {json: {not: {equals: {a: 1}}}}, '!(json.list == [1, "b", -2])'])
    expect(drilledOver(of)).toMatchObject({vacuous: false, doubt: null})
})

test('where fields are lists, maps and lists of maps, each is falsified', () => {
  for (const text of [
    'size(tags) <= 4',
    '!tags.exists(tag, tag == "beta")',
    'labels.all(key, labels[key] != "nobody")',
    '!("owner" in labels)',
    'rows.all(row, row.state == "up")',
    'note == null || note == "fine"',
    '!has(json.debug) || !json.debug',
    'json == null || !has(json.list) || json.list.all(each, each.size < 10)',
    'share < 1.0',
    'day < "2027-01-01T00:00:00Z"',
  ])
    expect(drilledOver(text), text).toMatchObject({vacuous: false, doubt: null})
})

test('neither names of JavaScript nor deep data break a drill', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(150)}1${'}'.repeat(150)}`)
  const odd = {...seen, json: {constructor: 'c', toString: 1, hasOwnProperty: {}, deep}}
  for (const of of ['json.constructor == "c"', {'json.__proto__.x': 1}, {'json.toString': {at_least: 1}}])
    expect(drilledOver(of, [run(finding(odd))])).toMatchObject({vacuous: false})
})

test('a call whose check is not there is left out', () => {
  expect(drill({plan: planOver(['ok'], all), runs: [], checks: [checkNamed('http') ?? all]})).toEqual([])
})
