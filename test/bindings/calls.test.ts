import {describe, expect, test} from 'vitest'
import type {Json} from '../../src/model/index.ts'
import {bind, callsOf, itemOf, planOf, problemsOf} from './world.ts'

const settings = 'settings:\n  DEV_LOGIN: {as: bool, default: "false"}\n  LEVEL: {}\n'
const facts = 'facts:\n  hashing: {}\n'
const call = (yaml: string) => `${settings}${facts}${bind(`checks:\n  - ${yaml.replaceAll('\n', '\n    ')}`)}`

describe('a check call', () => {
  test.each<[string, string, {[key: string]: Json}, Json, string]>([
    [
      'a shorthand',
      'fetch: GET /x -> 401',
      {path: '/x', method: 'GET', headers: {}},
      {status: 401},
      'fetch: GET /x -> 401',
    ],
    [
      'a shorthand without expectation takes the one of the check',
      'fetch: GET /x',
      {path: '/x', method: 'GET', headers: {}},
      'status == 200',
      'fetch: GET /x',
    ],
    [
      'which may depend on the parameters',
      'fetch: POST /x',
      {path: '/x', method: 'POST', headers: {}},
      'status == 201',
      'fetch: POST /x',
    ],
    [
      'parameters beside a shorthand',
      'fetch: GET /x -> 401\nheaders: {X-A: probe, X-B: demo}',
      {path: '/x', method: 'GET', headers: {'X-A': 'probe', 'X-B': 'demo'}},
      {status: 401},
      'fetch: GET /x -> 401',
    ],
    [
      'a map of all parameters',
      'fetch: {path: /x, as: admin}\nexpect: {status: 200}',
      {path: '/x', method: 'GET', headers: {}, as: 'admin'},
      {status: 200},
      'fetch: {path: /x, as: admin}',
    ],
    [
      'a check without a shorthand',
      'count: {what: two words}',
      {what: 'two words', least: 1},
      'count >= 1',
      'count: {what: "two words"}',
    ],
    [
      'a shorthand read by the setting',
      'setting: DEV_LOGIN=no',
      {name: 'DEV_LOGIN'},
      {effective: {equals: false}},
      'setting: DEV_LOGIN=no',
    ],
    [
      'a setting that nobody declared is text',
      'setting: OTHER=no',
      {name: 'OTHER'},
      {effective: {equals: 'no'}},
      'setting: OTHER=no',
    ],
    ['text by its source', 'setting: 012', {name: '012'}, 'set', 'setting: 012'],
    [
      'text by its source in a parameter',
      'fetch: GET /x\nheaders: {X-A: 012, X-B: false, X-C: 1e3}',
      {path: '/x', method: 'GET', headers: {'X-A': '012', 'X-B': 'false', 'X-C': '1e3'}},
      'status == 200',
      'fetch: GET /x',
    ],
    [
      'free JSON keeps its kinds',
      'fetch: GET /x\nbody: {a: 012, b: false, c: [x]}',
      {path: '/x', method: 'GET', headers: {}, body: {a: 12, b: false, c: ['x']}},
      'status == 200',
      'fetch: GET /x',
    ],
    [
      'text by its source in an expectation',
      'setting: LEVEL\nexpect: {value: 012}',
      {name: 'LEVEL'},
      {value: '012'},
      'setting: LEVEL',
    ],
    [
      'and in a list of one',
      'setting: LEVEL\nexpect: {value: {one_of: [1, off, true]}}',
      {name: 'LEVEL'},
      {value: {one_of: ['1', 'off', 'true']}},
      'setting: LEVEL',
    ],
    [
      'CEL',
      'fetch: GET /x\nexpect: status in [401, 403]',
      {path: '/x', method: 'GET', headers: {}},
      'status in [401, 403]',
      'fetch: GET /x',
    ],
    [
      'CEL in a block',
      'fetch: GET /x\nexpect: >-\n  status == 200\n  && json.a == 1',
      {path: '/x', method: 'GET', headers: {}},
      'status == 200 && json.a == 1',
      'fetch: GET /x',
    ],
    [
      'a map beside the shorthand: both hold',
      'fetch: GET /x -> 200\nexpect: {json.a: 1}',
      {path: '/x', method: 'GET', headers: {}},
      {status: 200, 'json.a': 1},
      'fetch: GET /x -> 200',
    ],
    [
      'CEL beside the shorthand: both hold',
      'fetch: GET /x -> 200\nexpect: json.a == 1',
      {path: '/x', method: 'GET', headers: {}},
      '(status == 200) && (json.a == 1)',
      'fetch: GET /x -> 200',
    ],
    [
      'a check that is told the place',
      'page: item',
      {of: 'item', paths: ['docs/runbooks/down.md']},
      'missing == 0',
      'page: item',
    ],
  ])('%s', async (_title, yaml, params, expected, written) => {
    const id = yaml.startsWith('page') ? 'access/down' : 'access/dev-login'
    const planned = await planOf({bindings: call(yaml).replace('access/dev-login', id)})
    expect(planned.problems).toEqual([])
    const [found] = callsOf(planned, id)
    expect(found).toMatchObject({params, written, tenant: '-', from: null, needs: [], timeout: 10_000, retry: null})
    expect(found?.params).toEqual(params)
    expect(found?.expect).toMatchObject(
      typeof expected === 'string' ? {form: 'cel', text: expected} : {form: 'map', map: expected},
    )
    expect(found?.id).toMatch(/^[0-9a-f]{16}$/)
  })

  test('the common keys', async () => {
    const planned = await planOf({
      bindings: call(
        'fetch: GET /x\nwhen: facts.hashing\nfrom: cluster\nneeds: [access/readyz]\ntimeout: 5s\nretry: {times: 2, on: [fail, error]}\nwhy: It says so.',
      ),
    })
    const [found] = callsOf(planned, 'access/dev-login')
    expect(found).toMatchObject({
      from: 'cluster',
      needs: ['ready:access/readyz'],
      timeout: 5000,
      retry: {times: 2, on: ['fail', 'error'], backoff: 500},
    })
    expect(itemOf(planned, 'access/dev-login').calls['-']).toEqual([
      {call: found?.id, when: {text: 'facts.hashing', at: expect.anything()}},
    ])
    expect(itemOf(planned, 'access/dev-login').binding?.checks).toMatchObject([
      {
        check: 'fetch',
        written: 'fetch: GET /x',
        params: {path: '/x', method: 'GET'},
        why: 'It says so.',
        needs: ['access/readyz'],
        from: 'cluster',
      },
    ])
  })

  test('any of several', async () => {
    const planned = await planOf({
      bindings: call('any:\n  - setting: LEVEL\n    when: facts.hashing\n  - fetch: GET /x'),
    })
    const [level, fetched] = callsOf(planned, 'access/dev-login')
    expect(itemOf(planned, 'access/dev-login').calls['-']).toEqual([
      {
        any: [
          {call: level?.id, when: {text: 'facts.hashing', at: expect.anything()}},
          {call: fetched?.id, when: null},
        ],
      },
    ])
    expect(itemOf(planned, 'access/dev-login').binding?.checks).toMatchObject([
      {any: [{check: 'setting'}, {check: 'fetch'}]},
    ])
  })
})

describe('what is wrong in a check call', () => {
  test.each([
    [
      'no check',
      'why: nothing',
      'one-check: Unexpected call without a check, expected exactly one of `fetch`, `setting`, `page` or `count`',
    ],
    [
      'two checks',
      'fetch: GET /x\nsetting: LEVEL',
      'one-check: Unexpected `fetch` and `setting` in one call, expected exactly one check',
    ],
    ['no map', 'fetch', 'one-check: Unexpected `fetch`, expected a map with exactly one check'],
    ['a misspelled check', 'fetsh: GET /x', 'unknown-check: Unexpected check `fetsh`, did you mean `fetch`?'],
    [
      'a misspelled check with parameters',
      'fetsh: GET /x\nheaders: {}',
      'unknown-check: Unexpected check `fetsh`, did you mean `fetch`?',
    ],
    [
      'an unknown check',
      'kafka: {topic: x}',
      'unknown-check: Unexpected check `kafka`, expected `fetch`, `setting`, `page` or `count`',
    ],
    [
      'keys of nothing known',
      'kafka: x\ntopic: y',
      'one-check: Unexpected call with `kafka` and `topic`, expected exactly one of',
    ],
    ['an empty shorthand', 'fetch: ""', 'shorthand: Unexpected ``, expected `METHOD /path`'],
    ['a broken shorthand', 'fetch: /x', 'shorthand: Unexpected `/x`, expected `METHOD /path`'],
    ['an empty value', 'setting: DEV_LOGIN=', 'shorthand: Unexpected empty value after `DEV_LOGIN=`'],
    [
      'a shorthand for a check without one',
      'count: many',
      'shorthand: Unexpected `many` for `count`, expected a map of its parameters',
    ],
    ['a list', 'fetch: [GET, /x]', 'shorthand: Unexpected list for `fetch`, expected text or a map'],
    ['nothing', 'fetch:', 'null-value: Unexpected nothing at `items.access/dev-login.checks[0].fetch`'],
    [
      'a parameter beside a map',
      'fetch: {path: /x}\nheaders: {a: b}',
      'parameter: Unexpected key `headers` beside a map of parameters',
    ],
    [
      'a misspelled common key',
      'fetch: GET /x\nneed: [a]',
      'parameter: Unexpected key `need` in a call of `fetch`, did you mean `needs`?',
    ],
    [
      'a misspelled parameter',
      'fetch: GET /x\nheader: {a: b}',
      'parameter: Unexpected key `header` in a call of `fetch`, did you mean `headers`?',
    ],
    ['a misspelled parameter in a map', 'fetch: {pth: /x}', 'parameter: Unexpected key `pth`, did you mean `path`?'],
    [
      'a parameter of the wrong kind',
      'fetch: GET /x\nheaders: [a]',
      'parameter: Unexpected list at `headers`, expected a map',
    ],
    [
      'a parameter of the wrong form',
      'fetch: {path: x}',
      'parameter: Unexpected `x` at `path`, expected a path that starts with `/`',
    ],
    [
      'a parameter that is missing',
      'count: {least: 2}',
      'parameter: Unexpected map without `what`, expected text there',
    ],
    ['a parameter out of bounds', 'count: {what: x, least: -1}', 'parameter: Unexpected `-1` at `least`'],
    ['a place that does not fit', 'page: item', 'parameter: Unexpected `page: item` without a link'],
    [
      'an unknown reference',
      'fetch: GET /${user}',
      'unknown-reference: Unexpected `${user}` in a call of `fetch`, expected `${tenant}`',
    ],
    [
      'an unknown reference deep down',
      'fetch: GET /x\nbody: {a: ["${HOME}"]}',
      'unknown-reference: Unexpected `${HOME}`',
    ],
    [
      'an unknown reference in an expectation',
      'fetch: GET /x\nexpect: {json.a: "${b}"}',
      'unknown-reference: Unexpected `${b}`',
    ],
    [
      'an unknown field',
      'fetch: GET /x\nexpect: {stats: 200}',
      'expectation: Unexpected field `stats`, did you mean `status`?',
    ],
    [
      'a mixed map',
      'fetch: GET /x\nexpect: {status: 200, contains: x}',
      'expectation: Unexpected field `status` beside the operator `contains`',
    ],
    [
      'a list of statuses',
      'fetch: GET /x\nexpect: {status: [200, 204]}',
      'expectation: Unexpected list at `status`, expected a whole number; several are written `one_of',
    ],
    [
      'an expectation that is no map',
      'fetch: GET /x\nexpect: 200',
      'expectation: Unexpected `200`, expected a map of fields or operators, or CEL',
    ],
    [
      'CEL with a typo',
      'fetch: GET /x\nexpect: statu == 200',
      'expectation: Unexpected name `statu`, did you mean `status`?',
    ],
    ['CEL of another kind', 'fetch: GET /x\nexpect: status', 'expectation: Unexpected whole number'],
    ['empty CEL', 'fetch: GET /x\nexpect: ""', 'expectation: Unexpected empty expression'],
    [
      'the same said twice',
      'fetch: GET /x -> 200\nexpect: {status: {at_most: 299}}',
      'expectation: Unexpected `expect` that speaks of what the shorthand expects already',
    ],
    [
      'a condition on nothing declared',
      'fetch: GET /x\nwhen: facts.hshing',
      'unknown-fact: Unexpected fact `hshing`, did you mean `hashing`?',
    ],
    ['an empty condition', 'fetch: GET /x\nwhen: ""', 'expression: Unexpected empty expression'],
    [
      'a condition that YAML swallows',
      'fetch: GET /x\nwhen: !has(facts.hashing)',
      'yaml: Unexpected tag `!has(facts.hashing)`',
    ],
    ['has', 'fetch: GET /x\nwhen: has(facts.hashing)', 'refused-expression: Unexpected `has()`'],
    [
      'a timeout',
      'fetch: GET /x\ntimeout: soon',
      'wrong-value: Unexpected `soon` at `timeout`, expected a duration of at most 10m',
    ],
    ['a timeout too long', 'fetch: GET /x\ntimeout: 11m', 'wrong-value: Unexpected `11m` at `timeout`'],
    ['retries', 'fetch: GET /x\nretry: {times: 99}', 'wrong-value: Unexpected `99` at `retry.times`'],
    [
      'a misspelled retry',
      'fetch: GET /x\nretry: {time: 2}',
      'unknown-key: Unexpected key `time` at `retry`, did you mean `times`?',
    ],
    [
      'needs that is no list',
      'fetch: GET /x\nneeds: access/readyz',
      'wrong-value: Unexpected `access/readyz` at `needs`, expected a list',
    ],
    [
      'needs of nobody',
      'fetch: GET /x\nneeds: [access/readys]',
      'unknown-item: Unexpected item `access/readys`, which `ready.md` does not have, did you mean `access/readyz`',
    ],
    [
      'needs of itself',
      'fetch: GET /x\nneeds: [access/dev-login]',
      'needs-cycle: Unexpected circle of `needs`: `ready:access/dev-login` needs `ready:access/dev-login`',
    ],
    ['any of nothing', 'any: []', 'one-check: Unexpected empty list for `any`, expected a list of one call or more'],
    ['any with something beside', 'any: [fetch: GET /x]\nwhy: x', 'one-check: Unexpected `why` beside `any`'],
    [
      'any within any',
      'any: [any: [fetch: GET /x]]',
      'one-check: Unexpected `any` inside of `any`, expected calls of checks',
    ],
    ['a comma in a flow map', '{fetch: GET /x,y}', 'null-value'],
  ])('%s', async (_title, yaml, expected) => {
    const found = await problemsOf({bindings: call(yaml)})
    expect(found.join('\n')).toContain(expected)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/^ready\.bindings\.yaml:\d+:\d+ /)
  })

  test('a caret points into the file', async () => {
    const [found] = await problemsOf({bindings: call('fetch: GET /x\nexpect: "status == 200 && statu == 2"')})
    expect(found).toBe(
      'ready.bindings.yaml:10:35 expectation: Unexpected name `statu`, did you mean `status`?\n  status == 200 && statu == 2\n                   ^',
    )
  })
  test('all of them at once, each once', async () => {
    const rule = 'match:\n  - section: Access\n    checks: [fetch: nowhere, {count: {}}]\n'
    const found = await problemsOf({bindings: rule})
    expect(found.map((line) => line.replace(/:\d+ .*/, ''))).toEqual(['ready.bindings.yaml:3', 'ready.bindings.yaml:3'])
  })
})

describe('identical calls', () => {
  const ids = async (first: string, second: string): Promise<[string | undefined, string | undefined, number]> => {
    const bindings = `${facts}items:\n  access/dev-login:\n    checks: [${first}]\n  access/readyz:\n    checks: [${second}]\n`
    const planned = await planOf({bindings})
    return [
      callsOf(planned, 'access/dev-login')[0]?.id,
      callsOf(planned, 'access/readyz')[0]?.id,
      planned.plan.calls.length,
    ]
  }
  test.each([
    ['{fetch: GET /x}', '{fetch: {path: /x}, expect: status == 200}'],
    ['{fetch: {path: /x, as: a}}', '{fetch: {as: a, path: /x, method: GET}}'],
    ['{fetch: GET /x, why: one, when: facts.hashing}', '{fetch: GET /x, why: another}'],
    ['{fetch: GET /x, needs: [access/down, backups/readyz]}', '{fetch: GET /x, needs: [backups/readyz, access/down]}'],
    ['{fetch: GET /x, timeout: 10s}', '{fetch: GET /x, timeout: 10000}'],
  ])('%s and %s are one', async (first, second) => {
    const [a, b, all] = await ids(first, second)
    expect(a).toBe(b)
    expect(all).toBe(1)
  })
  test.each([
    ['{fetch: GET /x}', '{fetch: GET /y}'],
    ['{fetch: GET /x}', '{fetch: GET /x -> 200}'],
    ['{fetch: GET /x}', '{fetch: GET /x, from: cluster}'],
    ['{fetch: GET /x}', '{fetch: GET /x, timeout: 1s}'],
    ['{fetch: GET /x}', '{fetch: GET /x, retry: {times: 1}}'],
    ['{fetch: GET /x}', '{fetch: GET /x, needs: [access/down]}'],
    ['{fetch: GET /x, body: 1}', '{fetch: GET /x, body: "1"}'],
  ])('%s and %s are two', async (first, second) => {
    const [a, b, all] = await ids(first, second)
    expect(a).not.toBe(b)
    expect(all).toBe(2)
  })
})

test('circles of needs are said once, with the way around', async () => {
  const entry = (id: string, needs: string) => `  ${id}:\n    checks: [{fetch: "GET /${id}", needs: [${needs}]}]\n`
  const bindings = `items:\n${entry('access/dev-login', 'access/readyz')}${entry('access/readyz', 'access/down')}${entry('access/down', 'access/dev-login')}${entry('backups/readyz', 'access/down')}`
  expect(await problemsOf({bindings})).toEqual([
    'ready.bindings.yaml:7:14 needs-cycle: Unexpected circle of `needs`: `ready:access/dev-login` needs `ready:access/readyz` needs `ready:access/down` needs `ready:access/dev-login`; take one away',
  ])
})
