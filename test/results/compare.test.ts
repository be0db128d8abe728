import {describe, expect, it} from 'vitest'
import type {Finding, Gate, Results} from '../../src/model/index.ts'
import {Shift} from '../../src/model/index.ts'
import {compareResults, gateWorse, gotWorse, judge} from '../../src/results/index.ts'
import {finding, type ItemSpec, now, planOf, reading, runOf} from './build.ts'

const calls = {acme: [{id: 'd-acme'}], globex: [{id: 'd-globex'}]}
const items: ItemSpec[] = [
  {id: 'a', checks: [{id: 'a'}]},
  {id: 'b', checks: [{id: 'b'}]},
  {id: 'c', checks: [{id: 'c'}], when: 'facts.used.yes'},
  {id: 'd', perTenant: true, calls},
]

const seen = (outcomes: Record<string, Finding['outcome']>, used = true, more = items): Results =>
  judge({
    plan: planOf({items: more, tenants: ['acme', 'globex'], facts: {used: {values: {yes: ''}}}}),
    runs: [
      runOf({
        facts: [reading('used', 'yes', used ? 'true' : 'false')],
        findings: Object.entries(outcomes).map(([call, outcome]) => finding(call, outcome)),
      }),
    ],
    records: [],
    now,
  })

const good = {a: 'pass', b: 'pass', c: 'pass', 'd-acme': 'pass', 'd-globex': 'pass'} as const
const shifts = (before: Results, after: Results) =>
  compareResults(before, after).map(({key, tenant, from, to, worse}) => [
    `${key.replace('launch:', '')}@${tenant}`,
    from?.status ?? null,
    to.status,
    worse,
  ])
const gateOf = ({gates: [gate]}: Results): Gate => {
  if (gate === undefined) throw new Error('Unexpected no gate, expected one')
  return gate
}

describe('what differs between two judgements', () => {
  it('is nothing between the same', () => {
    expect(compareResults(seen(good), seen(good))).toEqual([])
  })

  it('is every cell that stands otherwise, in document order, worse or not', () => {
    const before = seen({...good, a: 'error', 'd-acme': 'fail'})
    const after = seen({...good, a: 'fail', b: 'error', 'd-globex': 'fail'})
    expect(shifts(before, after)).toEqual([
      ['a@-', 'blocked', 'fail', true],
      ['b@-', 'pass', 'blocked', true],
      ['d@acme', 'fail', 'pass', false],
      ['d@globex', 'pass', 'fail', true],
    ])
    expect(Shift.array().parse(compareResults(before, after))).toHaveLength(4)
  })

  it('knows what came to apply, or applies no longer', () => {
    const fails = {...good, c: 'fail'} as const
    expect(shifts(seen(fails, false), seen(fails))).toEqual([['c@-', 'not-applicable', 'fail', true]])
    expect(shifts(seen(fails), seen(fails, false))).toEqual([['c@-', 'fail', 'not-applicable', false]])
  })

  it('is another reason too, which is no worse', () => {
    const {a: _, ...unseen} = good
    expect(compareResults(seen({...good, a: 'error'}), seen(unseen))).toMatchObject([
      {from: {reason: 'error'}, to: {reason: 'not-run'}, worse: false},
    ])
  })

  it('is a new item, worse where it is not so', () => {
    const more: ItemSpec[] = [...items, {id: 'e', checks: [{id: 'e'}]}, {id: 'f'}]
    expect(shifts(seen(good), seen({...good, e: 'pass'}, true, more))).toEqual([
      ['e@-', null, 'pass', false],
      ['f@-', null, 'blocked', true],
    ])
    expect(shifts(seen({...good, e: 'pass'}, true, more), seen(good))).toEqual([])
  })

  it('follows an item that came to be judged for each tenant, or is so no longer', () => {
    const alike = items.map((item): ItemSpec => (item.id === 'd' ? {id: 'd', checks: [{id: 'd'}]} : item))
    const forAll = seen({...good, d: 'pass'}, true, alike)
    const apart = seen({...good, 'd-globex': 'fail'})
    expect(shifts(forAll, apart)).toEqual([['d@globex', 'pass', 'fail', true]])
    expect(shifts(apart, forAll)).toEqual([['d@-', 'fail', 'pass', false]])
    expect(shifts(apart, seen({...good, d: 'error'}, true, alike))).toEqual([['d@-', 'pass', 'blocked', true]])
  })
})

describe('what got worse in a gate', () => {
  const worse = (before: Results | null, after: Results) =>
    gateWorse(before === null ? null : gateOf(before), gateOf(after)).map((key) => key.replace('launch:', ''))

  it('is what is to mend now and was not before', () => {
    const before = seen({...good, a: 'fail', 'd-acme': 'fail'})
    expect(worse(before, before)).toEqual([])
    expect(worse(before, seen({...good, a: 'fail', b: 'error'}))).toEqual(['b'])
    expect(worse(before, seen(good))).toEqual([])
  })

  it('is what fails and was only blocked, and what another tenant has to mend', () => {
    expect(worse(seen({...good, a: 'error'}), seen({...good, a: 'fail'}))).toEqual(['a'])
    expect(worse(seen({...good, a: 'fail'}), seen({...good, a: 'error'}))).toEqual([])
    expect(worse(seen({...good, 'd-acme': 'fail'}), seen({...good, 'd-globex': 'fail'}))).toEqual(['d'])
  })

  it('is all that is to mend where there was no gate', () => {
    expect(worse(null, seen({...good, b: 'fail'}))).toEqual(['b'])
    expect(worse(null, seen(good))).toEqual([])
  })

  it('is a gate that is met no longer, though it has nothing to mend', () => {
    const only: ItemSpec[] = [{id: 'c', checks: [{id: 'c'}], when: 'facts.used.yes'}]
    const [met, empty] = [gateOf(seen(good, true, only)), gateOf(seen(good, false, only))]
    expect([met.why, empty.why, gateWorse(met, empty)]).toEqual(['met', 'empty', []])
    expect([gotWorse(met, empty), gotWorse(null, empty), gotWorse(empty, empty), gotWorse(empty, met)]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
