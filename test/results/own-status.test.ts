import {describe, expect, it} from 'vitest'
import type {Attestation, Finding, Reason, Run, Status} from '../../src/model/index.ts'
import {judge} from '../../src/results/index.ts'
import {attestation, earlier, finding, hour, type ItemSpec, now, planOf, reading, runOf} from './build.ts'

const facts = {known: {values: {yes: '', no: '', maybe: ''}}}
const readings = [
  reading('known', 'yes', 'true'),
  reading('known', 'no', 'false'),
  reading('known', 'maybe', 'unknown'),
]
const tooOld = new Date(now.getTime() - 24 * hour - 1).toISOString()
const justFresh = new Date(now.getTime() - 24 * hour).toISOString()

interface Case {
  row: string
  item?: Partial<ItemSpec>
  more?: ItemSpec[]
  findings?: Finding[]
  records?: Attestation[]
  runs?: Run[]
  expected: [Status | null, Reason | null]
}

function judged({item, more, findings, records, runs}: Case) {
  const items: ItemSpec[] = [{id: 'a', ...item}, ...(more ?? [])]
  const run = runOf({facts: readings, findings: findings ?? []})
  return judge({plan: planOf({items, facts}), runs: runs ?? [run], records: records ?? [], now})
}

const child: ItemSpec = {id: 'b', parent: 'a', checks: [{id: 'c-b'}]}
const checks = [{id: 'c'}]

const cases: Case[] = [
  // row 1
  {
    row: '1: when is false',
    item: {when: 'facts.known.no', checks},
    findings: [finding('c', 'fail')],
    expected: ['not-applicable', 'condition'],
  },
  {row: '1: before drop', item: {when: 'facts.known.no', drop: 'old'}, expected: ['not-applicable', 'condition']},
  {row: '1: before unbound', item: {when: 'facts.known.no'}, expected: ['not-applicable', 'condition']},
  {
    row: '1: every check is left out',
    item: {checks: [{id: 'c', when: 'facts.known.no'}]},
    expected: ['not-applicable', 'left-out'],
  },
  {
    row: '1: every alternative is left out',
    item: {checks: [{any: [{id: 'c', when: 'facts.known.no'}]}]},
    expected: ['not-applicable', 'left-out'],
  },
  {
    row: '1: not where a word is asked for too',
    item: {checks: [{id: 'c', when: 'facts.known.no'}], attest: {}},
    expected: ['blocked', 'missing'],
  },
  {
    row: '1: not where one check is left',
    item: {checks: [{id: 'c', when: 'facts.known.no'}, {id: 'd'}]},
    findings: [finding('d', 'pass')],
    expected: ['pass', null],
  },
  // row 2
  {
    row: '2: when is unknown',
    item: {when: 'facts.known.maybe', checks},
    findings: [finding('c', 'pass')],
    expected: ['blocked', 'undetermined'],
  },
  {row: '2: before drop', item: {when: 'facts.known.maybe', drop: 'old'}, expected: ['blocked', 'undetermined']},
  {
    row: '2: before grouping',
    item: {when: 'facts.known.maybe', colon: true},
    more: [child],
    expected: ['blocked', 'undetermined'],
  },
  // row 3
  {
    row: '3: dropped',
    item: {drop: 'we have no cache', checks},
    findings: [finding('c', 'fail')],
    expected: [null, 'dropped'],
  },
  // row 4
  {
    row: '4: attested as not applicable',
    item: {attest: {}},
    records: [attestation('a', {says: 'not-applicable'})],
    expected: ['not-applicable', 'attested-not-applicable'],
  },
  {
    row: '4: by the record alone',
    records: [attestation('a', {says: 'not-applicable'})],
    expected: ['not-applicable', 'attested-not-applicable'],
  },
  {
    row: '4: invalid on an item with checks',
    item: {checks},
    findings: [finding('c', 'pass')],
    records: [attestation('a', {says: 'not-applicable'})],
    expected: ['pass', null],
  },
  {
    row: '4: invalid on an item with checks and a word',
    item: {checks, attest: {}},
    findings: [finding('c', 'pass')],
    records: [attestation('a', {says: 'not-applicable'})],
    expected: ['blocked', 'missing'],
  },
  // row 5
  {row: '5: it only groups', item: {colon: true}, more: [child], expected: [null, 'grouping']},
  {
    row: '5: a binding without proof groups too',
    item: {colon: true, owner: 'platform'},
    more: [child],
    expected: [null, 'grouping'],
  },
  {row: '5: no colon', more: [child], expected: ['blocked', 'unbound']},
  {row: '5: no children', item: {colon: true}, expected: ['blocked', 'unbound']},
  {row: '5: nothing bound', item: {owner: 'platform'}, expected: ['blocked', 'unbound']},
  {
    row: '5: a record of another environment binds',
    records: [attestation('a', {environments: ['staging']})],
    expected: ['blocked', 'missing'],
  },
  // duplicates
  {
    row: 'duplicate: before row 6',
    item: {duplicate: true, checks},
    findings: [finding('c', 'fail')],
    expected: ['blocked', 'duplicate'],
  },
  {
    row: 'duplicate: never a group',
    item: {duplicate: true, colon: true},
    more: [child],
    expected: ['blocked', 'duplicate'],
  },
  // row 6
  {
    row: '6: one fails',
    item: {checks: [{id: 'c'}, {id: 'd'}]},
    findings: [finding('c', 'error'), finding('d', 'fail')],
    expected: ['fail', 'expectation'],
  },
  {
    row: '6: before changed',
    item: {checks, changed: {written: ['A'], now: 'B'}},
    findings: [finding('c', 'fail')],
    expected: ['fail', 'expectation'],
  },
  {
    row: '6: before a missing word',
    item: {checks, attest: {}},
    findings: [finding('c', 'fail')],
    expected: ['fail', 'expectation'],
  },
  {
    row: '6: an old fail is a fail',
    item: {checks},
    findings: [finding('c', 'fail', {at: tooOld})],
    expected: ['fail', 'expectation'],
  },
  // row 7
  {row: '7: error', item: {checks}, findings: [finding('c', 'error')], expected: ['blocked', 'error']},
  {
    row: '7: error with a cause',
    item: {checks},
    findings: [finding('c', 'error', {cause: 'unreachable'})],
    expected: ['blocked', 'unreachable'],
  },
  {
    row: '7: not-run',
    item: {checks},
    findings: [finding('c', 'not-run', {cause: 'needs'})],
    expected: ['blocked', 'needs'],
  },
  {
    row: '7: left out then, not now',
    item: {checks},
    findings: [finding('c', 'not-run', {cause: 'left-out'})],
    expected: ['blocked', 'not-run'],
  },
  {row: '7: no finding', item: {checks}, expected: ['blocked', 'not-run']},
  {row: '7: no run', item: {checks}, runs: [], expected: ['blocked', 'not-run']},
  {row: '7: stale', item: {checks}, findings: [finding('c', 'pass', {at: tooOld})], expected: ['blocked', 'stale']},
  {
    row: '7: fresh to the last millisecond',
    item: {checks},
    findings: [finding('c', 'pass', {at: justFresh})],
    expected: ['pass', null],
  },
  {
    row: '7: missing vantage',
    item: {checks: [{id: 'c', from: 'cluster'}]},
    findings: [finding('c', 'not-run', {cause: 'vantage'})],
    expected: ['blocked', 'vantage'],
  },
  {
    row: '7: missing vantage, nothing said',
    item: {checks: [{id: 'c', from: 'cluster'}]},
    expected: ['blocked', 'vantage'],
  },
  {
    row: '7: what another place saw does not count',
    item: {checks: [{id: 'c', from: 'cluster'}]},
    findings: [finding('c', 'pass')],
    expected: ['blocked', 'vantage'],
  },
  {
    row: '8: what its own vantage saw counts',
    item: {checks: [{id: 'c', from: 'cluster'}]},
    findings: [finding('c', 'pass', {vantage: 'cluster'})],
    expected: ['pass', null],
  },
  {
    row: '7: of several reasons the first in their table',
    item: {checks: [{id: 'c'}, {id: 'd'}, {id: 'e'}]},
    findings: [
      finding('c', 'pass', {at: tooOld}),
      finding('d', 'error', {cause: 'unreachable'}),
      finding('e', 'not-run', {cause: 'needs'}),
    ],
    expected: ['blocked', 'unreachable'],
  },
  {row: '7: missing attestation', item: {attest: {}}, expected: ['blocked', 'missing']},
  {
    row: '7: void attestation',
    item: {attest: {}},
    records: [attestation('a', {text: 'Another sentence'})],
    expected: ['blocked', 'void'],
  },
  {
    row: '7: lapsed attestation',
    item: {attest: {}},
    records: [attestation('a', {until: '2026-11-23'})],
    expected: ['blocked', 'expired'],
  },
  {
    row: '7: changed text',
    item: {checks, changed: {written: ['A'], now: 'B'}},
    findings: [finding('c', 'pass')],
    expected: ['blocked', 'changed'],
  },
  {
    row: '7: changed before error',
    item: {checks, changed: {written: ['A'], now: 'B'}},
    findings: [finding('c', 'error')],
    expected: ['blocked', 'changed'],
  },
  {
    row: "7: a call's own condition is unknown",
    item: {checks: [{id: 'c', when: 'facts.known.maybe'}]},
    findings: [finding('c', 'pass')],
    expected: ['blocked', 'undetermined'],
  },
  {
    row: '7: one of two is enough',
    item: {checks: [{id: 'c'}, {id: 'd'}]},
    findings: [finding('c', 'pass'), finding('d', 'error')],
    expected: ['blocked', 'error'],
  },
  {
    row: '7: no call in the plan',
    item: {checks, calls: {other: [{id: 'c'}]}},
    findings: [finding('c', 'pass')],
    expected: ['blocked', 'not-run'],
  },
  {
    row: '7: no call in the plan beside a word',
    item: {checks, attest: {}, calls: {other: [{id: 'c'}]}},
    records: [attestation('a')],
    expected: ['blocked', 'not-run'],
  },
  // row 8
  {
    row: '8: all pass',
    item: {checks: [{id: 'c'}, {id: 'd'}], attest: {}},
    findings: [finding('c', 'pass'), finding('d', 'pass')],
    records: [attestation('a')],
    expected: ['pass', null],
  },
  {row: '8: by a record alone', records: [attestation('a')], expected: ['pass', null]},
  {
    row: '8: condition true',
    item: {when: 'facts.known.yes', checks},
    findings: [finding('c', 'pass')],
    expected: ['pass', null],
  },
  // any
  {
    row: 'any: one passes',
    item: {checks: [{any: [{id: 'c'}, {id: 'd'}]}]},
    findings: [finding('c', 'fail'), finding('d', 'pass')],
    expected: ['pass', null],
  },
  {
    row: 'any: all fail',
    item: {checks: [{any: [{id: 'c'}, {id: 'd'}]}]},
    findings: [finding('c', 'fail'), finding('d', 'fail')],
    expected: ['fail', 'expectation'],
  },
  {
    row: 'any: else blocked',
    item: {checks: [{any: [{id: 'c'}, {id: 'd'}]}]},
    findings: [finding('c', 'fail'), finding('d', 'error')],
    expected: ['blocked', 'error'],
  },
  {
    row: 'any: a stale pass is none',
    item: {checks: [{any: [{id: 'c'}, {id: 'd'}]}]},
    findings: [finding('c', 'fail'), finding('d', 'pass', {at: tooOld})],
    expected: ['blocked', 'stale'],
  },
  {
    row: 'any: what is left out is not counted',
    item: {checks: [{any: [{id: 'c', when: 'facts.known.no'}, {id: 'd'}]}]},
    findings: [finding('d', 'fail')],
    expected: ['fail', 'expectation'],
  },
]

describe('own status, row by row', () => {
  it.each(cases)('$row', (one) => {
    const [first] = judged(one).results
    expect([first?.own.status, first?.own.reason]).toEqual(one.expected)
    expect(first?.own.because === '').toBe(one.expected[1] === null)
  })
})

describe('which finding counts', () => {
  const item: ItemSpec = {id: 'a', checks: [{id: 'c'}]}
  const statusOf = (...runs: Run[]) =>
    judge({plan: planOf({items: [item]}), runs, records: [], now}).items['launch:a']?.status
  const before = '2026-11-24T12:00:00Z'

  it('the newest, whatever the order of runs', () => {
    const old = runOf({id: '1', findings: [finding('c', 'pass', {at: before})]})
    const young = runOf({id: '2', findings: [finding('c', 'fail')]})
    expect([statusOf(old, young), statusOf(young, old)]).toEqual(['fail', 'fail'])
  })

  it('one that a place could not answer never hides one that was answered', () => {
    const answered = runOf({id: '1', findings: [finding('c', 'pass', {at: before})]})
    const away = runOf({id: '2', findings: [finding('c', 'not-run', {cause: 'vantage'})]})
    expect([statusOf(answered, away), statusOf(away, answered)]).toEqual(['pass', 'pass'])
  })

  it('of two at the same moment the worse', () => {
    const good = runOf({id: '1', findings: [finding('c', 'pass')]})
    const bad = runOf({id: '2', findings: [finding('c', 'error')]})
    expect([statusOf(good, bad), statusOf(bad, good)]).toEqual(['blocked', 'blocked'])
  })

  it('a pass of the release that the newest run saw, and of no other; a failure stays one', () => {
    const cluster = (release: string | null, outcome: 'pass' | 'fail' = 'pass') =>
      runOf({id: '1', release, vantage: 'cluster', findings: [finding('c', outcome, {vantage: 'cluster', at: before})]})
    const newest = (release: string | null) => runOf({id: '2', release, findings: []})
    const own = (...runs: Run[]) => judge({plan: planOf({items: [item]}), runs, records: [], now}).results[0]?.own
    expect(own(cluster('1.3.0'), newest('1.4.0'))).toMatchObject({
      status: 'blocked',
      reason: 'stale',
      because: 'the last result from `cluster` is of release `1.3.0`, and `1.4.0` runs now',
    })
    expect(own(cluster('1.3.0', 'fail'), newest('1.4.0'))?.status).toBe('fail')
    expect(own(cluster('1.4.0'), newest('1.4.0'))?.status).toBe('pass')
    expect(own(cluster('1.3.0'), newest(null))?.status).toBe('pass')
    expect(own(cluster(null), newest('1.4.0'))?.status).toBe('pass')
  })

  it('none of another environment', () => {
    expect(statusOf(runOf({environment: 'staging', findings: [finding('c', 'pass')]}))).toBe('blocked')
  })
})

describe('facts come from a run too', () => {
  const items: ItemSpec[] = [{id: 'a', when: 'facts.known.no', checks: [{id: 'c'}]}]
  const own = (...runs: Run[]) => judge({plan: planOf({items, facts}), runs, records: [], now}).results[0]?.own

  it('with no run what depends on them is undetermined', () => {
    expect(own()).toMatchObject({status: 'blocked', reason: 'undetermined'})
    expect(own()?.because).toContain('no run has read the facts')
  })

  it('with a stale one as well, and it says since when', () => {
    const stale = own(runOf({startedAt: tooOld, facts: readings}))
    expect(stale).toMatchObject({status: 'blocked', reason: 'undetermined'})
    expect(stale?.because).toContain('the facts were last read on 23 Nov 2026, 13:59 UTC, which is too old')
  })

  it('they count to the last millisecond', () => {
    expect(own(runOf({startedAt: justFresh, facts: readings}))?.status).toBe('not-applicable')
  })

  it('the newest run that read them counts', () => {
    const old = runOf({id: '1', startedAt: '2026-11-24T10:00:00Z', facts: [reading('known', 'no', 'true')]})
    const young = runOf({id: '2', startedAt: '2026-11-24T11:00:00Z', facts: readings})
    const without = runOf({id: '3', startedAt: earlier})
    expect(own(without, old, young)?.status).toBe('not-applicable')
    expect(own(young, old, without)?.status).toBe('not-applicable')
  })

  it('a value that no run read is unknown', () => {
    expect(own(runOf({facts: [reading('known', 'yes', 'true')]}))?.reason).toBe('undetermined')
  })
})

describe('the result of an item', () => {
  it('shows what decided, and both sentences where one changed', () => {
    const [result] = judged({
      row: '',
      item: {checks, changed: {written: ['Keys are kept'], now: 'Keys are lost'}},
      expected: [null, null],
    }).results
    expect(result?.own.because).toBe('it now says “Keys are lost”, and was bound as “Keys are kept”')
  })

  it('keeps findings in the order of the binding, without those left out', () => {
    const several = [{id: 'c'}, {id: 'd', when: 'facts.known.no'}, {any: [{id: 'e'}, {id: 'f'}]}]
    const findings = ['f', 'e', 'd', 'c'].map((call) => finding(call, 'pass'))
    const [result] = judged({row: '', item: {checks: several}, findings, expected: ['pass', null]}).results
    expect(result?.findings.map(({call}) => call)).toEqual(['c', 'e', 'f'])
  })

  it('is flaky where a pass needed a retry, and only there', () => {
    const flaky = (outcome: Finding['outcome']) =>
      judged({row: '', item: {checks}, findings: [finding('c', outcome, {attempts: 2})], expected: [null, null]})
        .results[0]?.flaky
    expect([flaky('pass'), flaky('fail')]).toEqual([true, false])
    const several = (...attempts: number[]) => {
      const calls = attempts.map((_, index) => ({id: `c${index}`}))
      const findings = attempts.map((tries, index) => finding(`c${index}`, 'pass', {attempts: tries}))
      return judged({row: '', item: {checks: calls}, findings, expected: [null, null]}).results[0]?.flaky
    }
    expect([several(1), several(1, 2), several(1, 1)]).toEqual([false, true, false])
    const either = [{any: [{id: 'c'}, {id: 'd'}]}]
    const findings = [finding('c', 'fail', {attempts: 3}), finding('d', 'pass')]
    expect(judged({row: '', item: {checks: either}, findings, expected: [null, null]}).results[0]?.flaky).toBe(false)
  })

  it('says how it is proven', () => {
    const proof = (item: Partial<ItemSpec>, records: Attestation[] = []) =>
      judged({row: '', item, records, expected: [null, null]}).results[0]?.proof
    expect(proof({checks})).toBe('automatic')
    expect(proof({choice: {fact: 'known', options: {}}})).toBe('automatic')
    expect(proof({checks, attest: {}})).toBe('semi-automatic')
    expect(proof({attest: {}})).toBe('manual')
    expect(proof({}, [attestation('a')])).toBe('manual')
    expect(proof({})).toBe('unbound')
  })

  it('says when what is stale was seen, and how long it counted', () => {
    const because = (freshFor: number) => {
      const plan = planOf({items: [{id: 'a', checks}]})
      const runs = [runOf({findings: [finding('c', 'pass', {at: tooOld})]})]
      const environment = {...plan.environment, freshFor}
      return judge({plan: {...plan, environment}, runs, records: [], now}).results[0]?.own.because
    }
    expect(because(24 * hour)).toBe(
      'the last result from `outside` is of 23 Nov 2026, 13:59 UTC, and results count for 24 h',
    )
    expect(because(hour / 2)).toContain('results count for 30 min')
  })

  it('never passes where the plan lacks what its binding names', () => {
    const plan = planOf({items: [{id: 'a', choice: {fact: 'known', options: {}}}], facts})
    const items = plan.items.map((item) => ({...item, choice: null}))
    const [result] = judge({plan: {...plan, items}, runs: [runOf({facts: readings})], records: [], now}).results
    expect(result?.own).toMatchObject({status: 'blocked', reason: 'not-run'})
  })

  it('drop and level are never inherited', () => {
    const items: ItemSpec[] = [
      {id: 'a', drop: 'old', level: 'recommended'},
      {id: 'b', parent: 'a', checks: [{id: 'c'}]},
    ]
    const [, below] = judge({plan: planOf({items}), runs: [], records: [], now}).results
    expect(below).toMatchObject({level: 'required', own: {status: 'blocked', reason: 'not-run'}})
  })

  it('there is one for each tenant, in their order, or one for all', () => {
    const items: ItemSpec[] = [
      {id: 'a', perTenant: true, calls: {acme: [{id: 'c1'}], globex: [{id: 'c2'}]}},
      {id: 'b', checks: [{id: 'c3'}]},
    ]
    const run = runOf({findings: [finding('c1', 'pass'), finding('c2', 'fail'), finding('c3', 'pass')]})
    const {results, items: worst} = judge({
      plan: planOf({items, tenants: ['acme', 'globex']}),
      runs: [run],
      records: [],
      now,
    })
    expect(results.map(({key, tenant, own}) => [key, tenant, own.status])).toEqual([
      ['launch:a', 'acme', 'pass'],
      ['launch:a', 'globex', 'fail'],
      ['launch:b', '-', 'pass'],
    ])
    expect(worst['launch:a']?.status).toBe('fail')
  })
})
