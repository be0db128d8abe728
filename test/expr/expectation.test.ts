import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import * as z from 'zod'
import {checkExpectation, describeExpectation, judgeExpectation, textPlaces} from '../../src/expr/index.ts'
import {type Expectation, Json} from '../../src/model/index.ts'

const schema = z.object({
  status: z.int(),
  ratio: z.number(),
  text: z.string(),
  location: z.string().nullable(),
  json: Json,
  headers: z.record(z.string(), z.string()),
  ok: z.boolean().optional(),
  list: z.array(z.string()),
  mode: z.enum(['file', 'folder']),
  effective: z.union([z.string(), z.boolean(), z.number()]).nullable(),
  all: z.record(
    z.string(),
    z.object({value: z.string().nullable(), set: z.boolean(), at: z.object({line: z.int()}).nullable()}),
  ),
  rows: z.array(z.object({name: z.string(), count: z.int()})),
})
const seen: Json = {
  status: 401,
  ratio: 0.95,
  text: 'hello',
  location: null,
  json: {a: 1, s: 'x', n: {v: 2.5}, list: [{k: 1}], constructor: 'c', 'dotted.key': 1, toString: 'mine'},
  headers: {'content-type': 'text/html'},
  list: ['a', 'b'],
  mode: 'file',
  effective: false,
  all: {A: {value: 'x', set: true, at: {line: 3}}, 'docs/b.md': {value: null, set: false, at: null}},
  rows: [
    {name: 'one', count: 1},
    {name: 'two', count: 2},
  ],
}
const at = {file: 'x.bindings.yaml', line: 1, column: 1}
type Written = string | {[key: string]: Json}
const written = (of: Written): Expectation =>
  typeof of === 'string' ? {form: 'cel', text: of, at} : {form: 'map', map: of, at}
const judge = (of: Written, observation: Json = seen) => judgeExpectation(written(of), observation, schema)

describe('what is seen against what is expected', () => {
  test.each<[Written, 'pass' | 'fail', string, string?]>([
    [{status: 401}, 'pass', 'status to be 401'],
    [{status: 200}, 'fail', 'status to be 200'],
    [{status: {one_of: [200, 401]}}, 'pass', 'status to be 200 or 401'],
    [{status: {at_least: 400, at_most: 499}}, 'pass', 'status to be at least 400 and status to be at most 499'],
    [{ratio: {at_most: 0.5}}, 'fail', 'ratio to be at most 0.5'],
    [{status: {not: 401}}, 'fail', 'status not to be 401'],
    [{status: {not: {one_of: [200, 204]}}}, 'pass', 'status not to be 200 or 204'],
    [{text: {not: {contains: 'ell'}}}, 'fail', 'text not to contain ell'],
    [{text: {matches: '^h.*o$'}}, 'pass', 'text to match "^h.*o$"'],
    [{text: {contains: 'ell'}}, 'pass', 'text to contain ell'],
    [{list: {contains: 'a'}}, 'pass', 'list to contain a'],
    [{list: ['a', 'b']}, 'pass', 'list to be ["a","b"]'],
    [{list: ['b', 'a']}, 'fail', 'list to be ["b","a"]'],
    [{headers: {contains: 'content-type'}}, 'pass', 'headers to contain content-type'],
    [{headers: {'content-type': {contains: 'html'}}}, 'pass', 'headers.content-type to contain html'],
    [{'headers.content-type': 'text/html'}, 'pass', 'headers.content-type to be text/html'],
    [{json: {a: 1, n: {v: {at_least: 2}}}}, 'pass', 'json.a to be 1 and json.n.v to be at least 2'],
    [{'json.n.v': 2.5}, 'pass', 'json.n.v to be 2.5'],
    [{'json.list.0.k': 1}, 'pass', 'json.list.0.k to be 1'],
    [{json: {'dotted.key': 1}}, 'pass', 'json.dotted.key to be 1'],
    [{'json.n': {equals: {v: 2.5}}}, 'pass', 'json.n to be {"v":2.5}'],
    [{'all.A.set': true, effective: false}, 'pass', 'all.A.set to be true and effective to be false'],
    [{all: {'docs/b.md': {set: false}}}, 'pass', 'all.docs/b.md.set to be false'],
    [{'rows.1.count': 2}, 'pass', 'rows.1.count to be 2'],
    [{contains: 'status'}, 'pass', 'it to contain status'],
    [{location: {present: false}}, 'pass', 'location not to be there'],
    [{text: {present: true}}, 'pass', 'text to be there'],
    [{ok: {present: false}}, 'pass', 'ok not to be there'],
    [{location: {not: '/x'}}, 'pass', 'location not to be /x'],
    [{location: '/x'}, 'fail', 'location to be /x'],
    [{ok: true}, 'fail', 'ok to be true', 'ok'],
    [{ok: {not: true}}, 'fail', 'ok not to be true', 'ok'],
    [{location: {contains: 'x'}}, 'fail', 'location to contain x', 'location'],
    [{headers: {nope: 'x'}}, 'fail', 'headers.nope to be x', 'headers.nope'],
    [{'json.zz.y': 1}, 'fail', 'json.zz.y to be 1', 'json.zz.y'],
    [{'json.list.7.k': 1}, 'fail', 'json.list.7.k to be 1', 'json.list.7.k'],
    [{'json.hasOwnProperty': 'x'}, 'fail', 'json.hasOwnProperty to be x', 'json.hasOwnProperty'],
    ['status == 401', 'pass', 'status to be 401'],
    ['status != 401', 'fail', 'status not to be 401'],
    ['status in [200, 401] && ratio >= 0.9', 'pass', 'status to be 200 or 401 and ratio to be at least 0.9'],
    ['status > 499 || status < -1', 'fail', 'status to be above 499 or status to be below -1'],
    ['status <= 401.0', 'pass', 'status to be at most 401'],
    ['ratio == 1', 'fail', 'ratio to be 1'],
    ['json.a == 1 && json.a + 1 == 2', 'pass', '`json.a == 1 && json.a + 1 == 2`'],
    ['json.n.v * 2 == 5', 'pass', '`json.n.v * 2 == 5`'],
    ['json.list == [{"k": 1}]', 'pass', '`json.list == [{"k": 1}]`'],
    ['json.constructor == "c"', 'pass', 'json.constructor to be c'],
    ['status / 2 == 200', 'pass', '`status / 2 == 200`'],
    ['effective == false', 'pass', 'effective to be false'],
    ['location == null', 'pass', 'location to be null'],
    ['mode == "file"', 'pass', 'mode to be file'],
    ['all.A.at.line == 3', 'pass', 'all.A.at.line to be 3'],
    ['all.all(name, all[name].set)', 'fail', '`all.all(name, all[name].set)`'],
    [
      'rows.exists(row, row.count == 2 && row.name == "two")',
      'pass',
      '`rows.exists(row, row.count == 2 && row.name == "two")`',
    ],
    ['headers["content-type"].startsWith("text/")', 'pass', 'headers.content-type to start with text/'],
    ['"nope" in headers', 'fail', '`"nope" in headers`'],
    ['text.matches("^h") && !text.contains("z")', 'pass', '`text.matches("^h") && !text.contains("z")`'],
    ['json.zz == 1', 'fail', 'json.zz to be 1', 'json.zz'],
    ['json.list[3].k == 1', 'fail', 'json.list.3.k to be 1', 'json.list[3]'],
    ['headers["nope"] == "x"', 'fail', 'headers.nope to be x', 'headers["nope"]'],
    ['all.Z.set', 'fail', 'all.Z.set to be true', 'all.Z'],
    ['ok', 'fail', 'ok to be true', 'ok'],
    ['!ok', 'fail', 'ok to be false', 'ok'],
    ['ok || status == 401', 'pass', 'ok to be true or status to be 401'],
  ])('%j is %s', (of, outcome, expected, missing) => {
    expect(checkExpectation(written(of), schema)).toBeNull()
    expect(judge(of)).toEqual(missing === undefined ? {outcome, expected} : {outcome, expected, missing})
  })

  test.each<[Written, string]>([
    [{'json.s': {at_least: 2}}, 'Unexpected `x` at `json.s`, expected a number'],
    [{'json.a': {matches: 'x'}}, 'Unexpected `1` at `json.a`, expected text'],
    [{'json.a': {contains: 'x'}}, 'expected text, a list or a map'],
    ['json.s > 3', 'Unexpected `>` between text and a whole number'],
    ['json.a', 'expected the expression to be true or false'],
    ['location.contains("x")', 'Unexpected call of `contains` behind nothing'],
    ['1 / json.n.none == 1 || json.s > 3', 'Unexpected `>` between text and a whole number'],
  ])('%j is an error', (of, message) => {
    expect(checkExpectation(written(of), schema)).toBeNull()
    expect(judge(of)).toEqual({outcome: 'error', message: expect.stringContaining(message)})
  })

  test('one clause that is false decides, whatever else cannot be judged', () => {
    expect(judge({'json.s': {at_least: 2}, status: 200}).outcome).toBe('fail')
    expect(judge({'json.s': {at_least: 2}, status: 401}).outcome).toBe('error')
    expect(judge({'json.zz': 1, status: 200})).toEqual({
      outcome: 'fail',
      expected: 'json.zz to be 1 and status to be 200',
    })
  })

  test.each<[Written, Json]>([
    [{text: {matches: '(a+)+$'}}, {text: `${'a'.repeat(60)}b`}],
    ['text.matches("(a+)+$")', {text: `${'a'.repeat(60)}b`}],
    [{text: {matches: 'a*a*a*a*a*b'}}, {text: 'a'.repeat(20_000)}],
  ])('a pattern that would never end is an error in a second: %j', (of, observation) => {
    expect(judge(of, observation)).toEqual({
      outcome: 'error',
      message: expect.stringContaining('Unexpected time over 1 s'),
    })
  })

  test.each<[string, Json]>([
    ['null', null],
    ['a list', []],
    ['nothing', {}],
    ['other kinds', {status: 'x', json: 3}],
  ])('an observation that is %s passes nothing', (_title, observation) => {
    expect(judge('status == 401', observation).outcome).not.toBe('pass')
    expect(judge({status: 401}, observation).outcome).toBe('fail')
  })
})

describe('what is refused when the file is read', () => {
  test.each<[Written, string]>([
    [{stauts: 401}, 'Unexpected field `stauts`, did you mean `status`?'],
    [{'all.A.valu': 'x'}, 'Unexpected field `valu`, did you mean `value`?'],
    [{all: {A: {valu: 'x'}}}, 'Unexpected field `valu`, did you mean `value`?'],
    [{status: {x: 1}}, 'Unexpected `.x` behind `status`, which is a whole number'],
    [{'list.first': 'a'}, 'Unexpected `.first` behind `list`, which is a list'],
    [{status: 401, equals: 3}, 'Unexpected field `status` beside the operator `equals`'],
    [{status: {at_least: 1, code: 2}}, 'Unexpected field `code` beside the operator `at_least` at `status`'],
    [{}, 'Unexpected empty map, expected a field or an operator'],
    [{status: {}}, 'Unexpected empty map at `status`'],
    [{status: [200, 204]}, 'Unexpected list at `status`, expected a whole number; several are written `one_of: […]`'],
    [{status: '401'}, 'Unexpected `401` at `status`, expected a whole number'],
    [{status: 1.5}, 'expected a whole number'],
    [{status: {one_of: 401}}, 'Unexpected `401` at `status.one_of`, expected a list of values'],
    [{status: {one_of: []}}, 'expected a list of values'],
    [{status: {matches: '4..'}}, 'expected an operator for a whole number'],
    [{status: {contains: '4'}}, 'expected an operator for a whole number'],
    [{text: {at_least: 3}}, 'expected an operator for text'],
    [{ratio: {at_least: 'x'}}, 'expected a number'],
    [{text: {matches: '('}}, 'Unexpected `(` at `text.matches`, expected a regular expression'],
    [{text: {matches: 'a'.repeat(1001)}}, 'expected a pattern of at most 1000 characters'],
    [{text: 12}, 'Unexpected `12` at `text`, expected text'],
    [{status: {present: 'yes'}}, 'Unexpected `yes` at `status.present`, expected `true` or `false`'],
    [{status: {not: {at_most: 'x'}}}, 'Unexpected `x` at `status.not.at_most`, expected a number'],
    [{headers: {'content-type': {at_most: 3}}}, 'expected an operator for text'],
    ['status = 401', 'Unexpected single `=`, expected `==`'],
    ['status == "401"', 'Unexpected `==` between a whole number and text'],
    ['stat == 401', 'Unexpected name `stat`, did you mean `status`?'],
    ['all.A.typo == 1', 'No such key: typo'],
    ['rows[0].typo == 1', 'No such key: typo'],
    ['status', 'Unexpected whole number, expected an expression that is true or false'],
    ['', 'Unexpected empty expression'],
  ])('%j', (of, message) => {
    expect(checkExpectation(written(of), schema)).toMatchObject({
      slug: expect.stringMatching(/^expect?/),
      message: expect.stringContaining(message),
    })
  })
  test('CEL has a caret', () => {
    expect(checkExpectation(written('status == 401 &&\n  statu == 3'), schema)).toEqual({
      slug: 'expectation',
      message: 'Unexpected name `statu`, did you mean `status`?\n    statu == 3\n    ^',
      offset: 19,
    })
  })
})

test('where text is wanted another scalar can be taken by its source', () => {
  expect(
    textPlaces({text: 12, status: 12, 'all.A': {value: false}, headers: {x: true}, list: ['a', 1]}, schema),
  ).toEqual([['text'], ['all.A', 'value'], ['headers', 'x'], ['list', 1]])
  expect(textPlaces({text: {one_of: [1, 'b', true]}, location: {not: 3}, json: 3}, schema)).toEqual([
    ['text', 'one_of', 0],
    ['text', 'one_of', 2],
    ['location', 'not'],
  ])
})

test('names come from the check', () => {
  const nameOf = (field: string) => (field === 'effective' ? 'DEBUG' : field)
  expect(describeExpectation(written({effective: false}), nameOf)).toBe('DEBUG to be false')
  expect(describeExpectation(written('effective == false'), nameOf)).toBe('DEBUG to be false')
  expect(describeExpectation(written('text != "" && text != mode && ratio > status'))).toBe(
    'text not to be empty and text to differ from mode and ratio to be above status',
  )
  expect(describeExpectation(written({text: 'two words', mode: 'true'}))).toBe(
    'text to be "two words" and mode to be "true"',
  )
})

test('the order of keys never counts', () => {
  const clauses: [string, Json][] = [
    ['status', 401],
    ['json.zz', 1],
    ['json.s', {at_least: 1}],
    ['ratio', {at_least: 0.99}],
    ['text', 'hello'],
    ['ok', true],
  ]
  fc.assert(
    fc.property(fc.shuffledSubarray(clauses, {minLength: 1}), (some) => {
      const sorted = [...some].sort(([a], [b]) => (a < b ? -1 : 1))
      const strip = ({outcome}: {outcome: string}) => outcome
      expect(strip(judge(Object.fromEntries(some)))).toBe(strip(judge(Object.fromEntries(sorted))))
    }),
  )
})
