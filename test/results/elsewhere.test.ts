import {describe, expect, it} from 'vitest'
import type {Finding, Results} from '../../src/model/index.ts'
import {judge, withElsewhere} from '../../src/results/index.ts'
import {finding, type ItemSpec, now, planOf, runOf} from './build.ts'

const items: ItemSpec[] = [
  {id: 'a', checks: [{id: 'a'}]},
  {id: 'b', perTenant: true, calls: {acme: [{id: 'b-acme'}], globex: [{id: 'b-globex'}]}},
]
type Outcomes = Record<string, Finding['outcome']>

function judged(environment: string, outcomes: Outcomes, more: ItemSpec[] = items): Results {
  const plan = planOf({items: more, tenants: ['acme', 'globex'], gates: [{environments: [environment]}]})
  const findings = Object.entries(outcomes).map(([call, outcome]) => finding(call, outcome))
  const runs = Object.keys(outcomes).length === 0 ? [] : [runOf({environment, findings})]
  return judge({
    plan: {...plan, environment: {...plan.environment, name: environment}},
    runs,
    records: [],
    now,
  })
}

const said = (all: Results[]) =>
  withElsewhere(all).map(({results}) =>
    results.map(({elsewhere}) => elsewhere.map(({environment, status}) => `${status} in ${environment}`).join(', ')),
  )

const good: Outcomes = {a: 'pass', 'b-acme': 'pass', 'b-globex': 'pass'}

describe('where an item stands otherwise', () => {
  it('is said in each environment of the others, in their order', () => {
    const demo = {...good, a: 'error'} as const
    expect(said([judged('production', {...good, a: 'fail'}), judged('staging', good), judged('demo', demo)])).toEqual([
      ['pass in staging, blocked in demo', '', ''],
      ['fail in production, blocked in demo', '', ''],
      ['fail in production, pass in staging', '', ''],
    ])
  })

  it('is said of the tenant of the same name, else of the one where it stands worst', () => {
    const here = judged('production', {...good, 'b-acme': 'fail', 'b-globex': 'fail'})
    const there = judged('staging', {...good, 'b-globex': 'fail'})
    expect(said([here, there])).toEqual([
      ['', 'pass in staging', ''],
      ['', 'fail in production', ''],
    ])
    const alike = items.map((item): ItemSpec => (item.id === 'b' ? {id: 'b', checks: [{id: 'b'}]} : item))
    const forAll = judged('staging', {a: 'pass', b: 'pass'}, alike)
    expect(said([here, forAll])).toEqual([
      ['', 'pass in staging', 'pass in staging'],
      ['', 'fail in production'],
    ])
  })

  it('is not said by what was never run, of what is not there, nor of what does not apply', () => {
    const never = judged('staging', {})
    expect(said([judged('production', good), never])).toEqual([
      ['', '', ''],
      ['pass in production', 'pass in production', 'pass in production'],
    ])
    const fewer = judged('staging', {a: 'fail'}, items.slice(0, 1))
    expect(said([judged('production', good), fewer])).toEqual([['fail in staging', '', ''], ['pass in production']])
    const dropped = judged('staging', {...good, a: 'fail'}, [{id: 'a', drop: 'old'}, ...items.slice(1)])
    expect(said([judged('production', good), dropped])).toEqual([
      ['', '', ''],
      ['', '', ''],
    ])
  })

  it('changes nothing else', () => {
    const all = [judged('production', {...good, a: 'fail'}), judged('staging', good)]
    const bare = withElsewhere(all).map((each) => ({
      ...each,
      results: each.results.map((result) => ({...result, elsewhere: []})),
    }))
    expect(bare).toEqual(all)
  })
})
