import {describe, expect, test} from 'vitest'
import {bind, callsOf, itemOf, planOf} from './world.ts'

const dev = 'access/dev-login'
const facts = 'facts:\n  mode: {scope: tenant, values: {fast: "true", safe: "true"}}\n  hashing: {}\n'
const two = '  prod:\n    tenants: [{id: acme}, {id: globex}]'
const own =
  '  prod:\n    tenants:\n      - {id: acme, config: [acme.env]}\n      - {id: globex}\n      - {id: initech, target: https://initech.example}\n      - {id: hooli, facts: {mode: fast}}'

describe('an item is judged for each tenant', () => {
  test.each<[string, string, boolean]>([
    ['its condition reads a tenant fact', 'when: facts.mode.fast', true],
    ['its condition reads the environment alone', 'when: facts.hashing', false],
    ['a call names ${tenant}', 'checks: [fetch: "GET /${tenant}"]', true],
    ['a call names ${tenant} deep down', 'checks: [{fetch: GET /x, body: {a: ["x-${tenant}"]}}]', true],
    ['an expectation names ${tenant}', 'checks: [{fetch: GET /x, expect: {json.id: "${tenant}"}}]', true],
    ['CEL names ${tenant}', `checks: [{fetch: GET /x, expect: 'json.id == "\${tenant}"'}]`, true],
    ['a call of any names ${tenant}', 'checks: [any: [fetch: "GET /${tenant}", fetch: GET /x]]', true],
    ['a call has a condition on a tenant fact', 'checks: [{fetch: GET /x, when: facts.mode.safe}]', true],
    ['a call has a condition on the environment', 'checks: [{fetch: GET /x, when: facts.hashing}]', false],
    ['nothing of a tenant', 'checks: [fetch: GET /x]', false],
  ])('%s', async (_title, entry, perTenant) => {
    const item = itemOf(await planOf({bindings: `${facts}${bind(entry)}`, environments: two}), dev)
    expect(item.perTenant).toBe(perTenant)
    expect(Object.keys(item.calls)).toEqual(perTenant ? ['acme', 'globex'] : ['-'])
  })
  test('what is below follows a condition, an option and a choice, and not a call', async () => {
    const flags = async (entries: string) => {
      const {plan} = await planOf({bindings: `${facts}items:\n${entries}`, environments: two})
      return plan.items.slice(0, 4).map(({perTenant}) => perTenant)
    }
    const [parent, safe] = ['access/set-mode-each-tenant', 'access/safe-mode']
    expect(await flags(`  ${safe}: {when: facts.mode.safe}\n`)).toEqual([false, false, true, true])
    expect(await flags(`  ${parent}: {choice: mode}\n  ${safe}: {option: safe}\n`)).toEqual([true, true, true, true])
    expect(await flags(`  ${safe}: {checks: [fetch: "GET /\${tenant}"]}\n`)).toEqual([false, false, true, false])
  })
})

describe('calls by tenant', () => {
  test('the id is filled in wherever text stands', async () => {
    const planned = await planOf({
      bindings: bind(
        'checks:\n  - fetch: GET /${tenant}/x -> 200\n    headers: {X-Org: "id-${tenant}"}\n    as: viewer-${tenant}\n    body: {of: ["${tenant}", 1]}\n    expect: {json.org: "${tenant}"}',
      ),
      environments: two,
    })
    expect(callsOf(planned, dev, 'globex')).toMatchObject([
      {
        tenant: 'globex',
        params: {path: '/globex/x', headers: {'X-Org': 'id-globex'}, as: 'viewer-globex', body: {of: ['globex', 1]}},
        expect: {form: 'map', map: {status: 200, 'json.org': 'globex'}},
        written: 'fetch: GET /${tenant}/x -> 200',
      },
    ])
    expect(planned.plan.calls).toHaveLength(2)
    expect(itemOf(planned, dev).binding?.checks).toMatchObject([{params: {path: '/${tenant}/x'}}])
  })
  test('a call that no tenant changes is one for all', async () => {
    const planned = await planOf({
      bindings: `${facts}${bind('when: facts.mode.fast\nchecks: [fetch: GET /x]')}`,
      environments: two,
    })
    expect(planned.plan.calls).toMatchObject([{tenant: '-'}])
    expect(callsOf(planned, dev, 'acme')).toEqual(callsOf(planned, dev, 'globex'))
  })
  test('a tenant with configuration or a target of its own has a call of its own', async () => {
    const planned = await planOf({
      bindings: `${facts}${bind('when: facts.mode.fast\nchecks: [fetch: GET /x]')}`,
      environments: own,
    })
    expect(['acme', 'globex', 'initech', 'hooli'].map((tenant) => callsOf(planned, dev, tenant)[0]?.tenant)).toEqual([
      'acme',
      '-',
      'initech',
      '-',
    ])
    expect(new Set(planned.plan.calls.map(({id}) => id)).size).toBe(3)
  })
  test('an item that is judged for all alike reads what the environment has', async () => {
    const planned = await planOf({bindings: `${facts}${bind('checks: [fetch: GET /x]')}`, environments: own})
    expect(planned.plan.calls).toMatchObject([{tenant: '-'}])
  })
  test('without tenants there is one, and its id stands in for the name', async () => {
    const planned = await planOf({bindings: bind('checks: [fetch: "GET /${tenant}"]')})
    expect(itemOf(planned, dev)).toMatchObject({perTenant: true})
    expect(callsOf(planned, dev)).toMatchObject([{tenant: '-', params: {path: '/-'}}])
  })
})
