import {describe, expect, it} from 'vitest'
import type {Records, Waiver} from '../../src/model/index.ts'
import {judge} from '../../src/results/index.ts'
import {finding, type ItemSpec, now, planOf, runOf, waiver} from './build.ts'

describe('a waiver', () => {
  const items: ItemSpec[] = [
    {id: 'a', checks: [{id: 'c'}]},
    {id: 'b', parent: 'a', checks: [{id: 'd'}]},
    {id: 'e', checks: [{id: 'f'}]},
  ]
  const run = runOf({findings: [finding('c', 'fail'), finding('d', 'pass'), finding('f', 'pass')]})
  const judged = (...records: Records[]) => judge({plan: planOf({items}), runs: [run], records, now})

  it('lets a gate be met and changes no status', () => {
    const {gates, results, counts} = judged(waiver('a'))
    expect(gates[0]).toMatchObject({verdict: 'met', waived: 1, passing: 2, toMend: 0, repairs: []})
    expect(results[0]?.own.status).toBe('fail')
    expect(results[0]?.waiver).toMatchObject({approver: 'lena.b', until: '2026-12-01'})
    expect(counts.fail).toBe(1)
  })

  it('counts to its last moment, and the one that holds longest is shown', () => {
    expect(judged(waiver('a', {until: '2026-11-24T14:00:00Z'})).gates[0]?.verdict).toBe('met')
    const several = ['2026-11-30', '2026-12-24', '2026-12-03'].map((until) => waiver('a', {until}))
    for (const records of [several, several.toReversed()])
      expect(judged(...records).results[0]?.waiver?.until).toBe('2026-12-24')
  })

  const invalid: [says: string, more: Partial<Waiver>][] = [
    ['of another environment', {environments: ['staging']}],
    ['approved by its owner', {approver: 'Platform '}],
    ['of another sentence', {text: 'Item a is not so'}],
    ['that has lapsed', {until: '2026-11-23'}],
    ['whose end cannot be read', {until: 'later'}],
  ]
  it.each(invalid)('%s counts for nothing', (_, more) => {
    const {gates, results} = judged(waiver('a', more))
    expect(results[0]?.waiver).toBe(null)
    expect(gates[0]?.verdict).toBe('unmet')
  })

  describe('of a subtree', () => {
    const tree: ItemSpec[] = [
      {id: 'a', checks: [{id: 'c'}]},
      {id: 'b', parent: 'a', checks: [{id: 'd'}]},
      {id: 'g', parent: 'b', checks: [{id: 'h'}]},
      {id: 'e', checks: [{id: 'f'}]},
    ]
    const failing = runOf({findings: ['c', 'd', 'h', 'f'].map((id) => finding(id, 'fail'))})
    const waived = (more: Partial<Waiver>, items = tree) =>
      judge({plan: planOf({items}), runs: [failing], records: [waiver('a', {covers: 'subtree', ...more})], now})
        .results.filter((result) => result.waiver !== null)
        .map(({key}) => key)
    const listed = (id: string, text = `Item ${id} is so`) => ({item: id, text})

    it('covers the item, and those listed below it that say what they said', () => {
      expect(waived({items: [listed('b'), listed('g')]})).toEqual(['launch:a', 'launch:b', 'launch:g'])
      expect(waived({items: [listed('launch:g', 'Item g is so')]})).toEqual(['launch:a', 'launch:g'])
    })

    it('covers no child that was added or reworded later', () => {
      expect(waived({items: [listed('b')]})).toEqual(['launch:a', 'launch:b'])
      expect(waived({items: [listed('b', 'Item b was so'), listed('g')]})).toEqual(['launch:a', 'launch:g'])
    })

    it('covers nothing that is listed and stands elsewhere, or nowhere', () => {
      expect(waived({items: [listed('e'), listed('none')]})).toEqual(['launch:a'])
    })

    it('covers nothing at all once its own sentence has changed', () => {
      expect(waived({text: 'Item a was so', items: [listed('b')]})).toEqual([])
    })

    it('of one item covers that alone, whatever it lists', () => {
      expect(waived({covers: 'item', items: [listed('b')]})).toEqual(['launch:a'])
    })
  })

  it('holds for the tenants that it names, and for all alike only when it names all', () => {
    const calls = {acme: [{id: 'c-acme'}], globex: [{id: 'c-globex'}]}
    const apart: ItemSpec[] = [
      {id: 'a', perTenant: true, calls},
      {id: 'b', checks: [{id: 'd'}]},
    ]
    const findings = ['c-acme', 'c-globex', 'd'].map((id) => finding(id, 'fail'))
    const waivedFor = (tenants: string[] | null) =>
      judge({
        plan: planOf({items: apart, tenants: ['acme', 'globex']}),
        runs: [runOf({findings})],
        records: [waiver('a', {tenants}), waiver('b', {tenants})],
        now,
      }).results.map((result) => result.waiver !== null)
    expect(waivedFor(['acme'])).toEqual([true, false, false])
    expect(waivedFor(['acme', 'globex'])).toEqual([true, true, true])
    expect(waivedFor(['hooli'])).toEqual([false, false, false])
    expect(waivedFor(null)).toEqual([true, true, true])
  })

  it('for one tenant lets no gate be met that another does not meet', () => {
    const calls = {acme: [{id: 'c-acme'}], globex: [{id: 'c-globex'}]}
    const findings = [finding('c-acme', 'fail'), finding('c-globex', 'fail'), finding('d', 'pass')]
    const gateOf = (...tenants: string[]) =>
      judge({
        plan: planOf({
          items: [
            {id: 'a', perTenant: true, calls},
            {id: 'b', checks: [{id: 'd'}]},
          ],
          tenants: ['acme', 'globex'],
        }),
        runs: [runOf({findings})],
        records: tenants.map((tenant) => waiver('a', {tenants: [tenant]})),
        now,
      }).gates[0]
    expect(gateOf('acme')).toMatchObject({verdict: 'unmet', toMend: 1, waived: 0})
    expect(gateOf('acme')?.repairs[0]?.items[0]?.tenants).toEqual(['globex'])
    expect(gateOf('acme', 'globex')).toMatchObject({verdict: 'met', toMend: 0, waived: 1})
  })

  it('is approved by one of those that the project lists', () => {
    const plan = planOf({items})
    const approvedBy = (approvers: string[]) =>
      judge({plan: {...plan, approvers}, runs: [run], records: [waiver('a')], now}).results[0]?.waiver
    expect(approvedBy(['lena.b'])).toMatchObject({approver: 'lena.b'})
    expect(approvedBy(['Lena.B '])).toMatchObject({approver: 'lena.b'})
    expect(approvedBy(['tom.w'])).toBe(null)
    expect(approvedBy([])).toBe(null)
  })

  it('binds nothing: what nobody proves stays unbound', () => {
    const {results} = judge({plan: planOf({items: [{id: 'a'}]}), runs: [run], records: [waiver('a')], now})
    expect(results[0]).toMatchObject({own: {status: 'blocked', reason: 'unbound'}, proof: 'unbound'})
  })
})
