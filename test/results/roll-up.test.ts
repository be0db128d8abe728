import {describe, expect, it} from 'vitest'
import type {Claim, Finding, Status} from '../../src/model/index.ts'
import {claimProblems, judge} from '../../src/results/index.ts'
import {finding, type ItemSpec, now, planOf, reading, runOf} from './build.ts'

const facts = {known: {values: {yes: '', no: '', maybe: ''}}}
const readings = [
  reading('known', 'yes', 'true'),
  reading('known', 'no', 'false'),
  reading('known', 'maybe', 'unknown'),
]

/** An item whose own status is the one given; null: it only groups, and needs a child. */
const standing = (id: string, status: Status | null, more: Partial<ItemSpec> = {}): ItemSpec => ({
  id,
  ...(status === null
    ? {colon: true}
    : {checks: [{id: `c-${id}`, ...(status === 'not-applicable' ? {when: 'facts.known.no'} : {})}]}),
  ...more,
})

const seen = (id: string, status: Status): Finding =>
  finding(`c-${id}`, status === 'blocked' ? 'error' : status === 'fail' ? 'fail' : 'pass')

function judged(items: [ItemSpec, Status | null][], claimsHere = true) {
  const plan = planOf({items: items.map(([item]) => item), facts, claimsHere})
  const findings = items.flatMap(([{id}, status]) => (status === null ? [] : [seen(id, status)]))
  return {plan, results: judge({plan, runs: [runOf({facts: readings, findings})], records: [], now})}
}

type Below = [status: Status | null, level?: 'recommended' | undefined, under?: string]

/** An item `a` with the items given below it. */
function rollUpOf(own: Status | null, ...below: Below[]) {
  const items = below.map(([status, level, under], index): [ItemSpec, Status | null] => [
    standing(`b${index}`, status, {parent: under ?? 'a', ...(level === undefined ? {} : {level})}),
    status,
  ])
  return judged([[standing('a', own), own], ...items]).results.results[0]?.rollUp
}

describe('roll-up', () => {
  const rows: [says: string, own: Status | null, below: Below[], status: Status | null, recommendedNotSo: number][] = [
    ['a leaf is its own', 'pass', [], 'pass', 0],
    ['fail is worse than blocked', 'blocked', [['fail'], ['pass']], 'fail', 0],
    ['blocked is worse than pass', 'pass', [['blocked']], 'blocked', 0],
    ['its own counts too', 'fail', [['pass']], 'fail', 0],
    ['a group shows what is below it', null, [['pass']], 'pass', 0],
    ['not applicable is left out', null, [['not-applicable'], ['pass']], 'pass', 0],
    ['nothing left, and one is not applicable', null, [['not-applicable']], 'not-applicable', 0],
    ['nothing left at all', null, [['pass', 'recommended']], null, 0],
    ['a recommended one is counted beside', 'pass', [['fail', 'recommended']], 'pass', 1],
    ['each of them once', null, [['fail', 'recommended'], ['blocked', 'recommended'], ['pass']], 'pass', 2],
    [
      'a recommended one does not hide those below it',
      'pass',
      [
        ['pass', 'recommended'],
        ['fail', undefined, 'b0'],
      ],
      'fail',
      0,
    ],
    [
      'and is itself counted beside',
      'pass',
      [
        ['blocked', 'recommended'],
        ['fail', undefined, 'b0'],
      ],
      'fail',
      1,
    ],
    ['grandchildren count', null, [[null], ['blocked', undefined, 'b0']], 'blocked', 0],
  ]
  it.each(rows)('%s', (_, own, below, status, recommendedNotSo) => {
    expect(rollUpOf(own, ...below)).toEqual({status, recommendedNotSo})
  })

  it('of a recommended item is itself and the required ones below it', () => {
    const {results} = judged([
      [standing('a', 'blocked', {level: 'recommended'}), 'blocked'],
      [standing('b', 'pass', {parent: 'a'}), 'pass'],
      [standing('c', 'fail', {parent: 'a', level: 'recommended'}), 'fail'],
    ])
    expect(results.results[0]?.rollUp).toEqual({status: 'blocked', recommendedNotSo: 2})
  })
})

describe('roll-up over tenants', () => {
  const calls = (id: string) => ({acme: [{id: `${id}-acme`}], globex: [{id: `${id}-globex`}]})
  const run = runOf({
    findings: [finding('b-acme', 'pass'), finding('b-globex', 'fail'), finding('c', 'error'), finding('d', 'pass')],
  })
  const rolled = (items: ItemSpec[]) => {
    const plan = planOf({items, tenants: ['acme', 'globex']})
    return judge({plan, runs: [run], records: [], now})
  }
  const b: ItemSpec = {id: 'b', parent: 'a', perTenant: true, calls: calls('b')}
  const c: ItemSpec = {id: 'c', parent: 'a', checks: [{id: 'd'}]}

  it('a parent judged for each tenant reads its tenant below, or what holds for all', () => {
    const {results, items} = rolled([{id: 'a', colon: true, perTenant: true}, b, c])
    expect(results.slice(0, 2).map(({tenant, rollUp}) => [tenant, rollUp.status])).toEqual([
      ['acme', 'pass'],
      ['globex', 'fail'],
    ])
    expect(items['launch:a']).toEqual({status: null, rollUp: 'fail'})
  })

  it('a recommended one that is not so for one tenant is counted once', () => {
    const {results} = rolled([{id: 'a', colon: true}, {...b, level: 'recommended'}, c])
    expect(results[0]?.rollUp).toEqual({status: 'pass', recommendedNotSo: 1})
  })

  it('a parent that holds for all reads the worst of them', () => {
    const {results} = rolled([{id: 'a', colon: true}, b, c])
    expect(results[0]).toMatchObject({tenant: '-', rollUp: {status: 'fail'}})
  })
})

describe('claim', () => {
  const verdicts: [claim: Claim, ...verdicts: (string | null)[]][] = [
    ['ticked', 'proven', 'contradicted', 'unproven', 'moot', null],
    ['not-ticked', 'unclaimed', 'open', 'open', 'moot', null],
    ['not-applicable', 'contradicted', 'contradicted', 'unproven', 'proven', null],
  ]
  const statuses: (Status | null)[] = ['pass', 'fail', 'blocked', 'not-applicable', null]

  it.each(verdicts)('%s', (claim, ...expected) => {
    const found = statuses.map((status) => {
      const group: [ItemSpec, Status | null][] = [[standing('a', null, {claim, drop: 'old'}), null]]
      const {results} = judged(status === null ? group : [[standing('a', status, {claim}), status]])
      return results.claims[0]
    })
    expect(found.map((each) => each?.verdict)).toEqual(expected)
    expect(found.map((each) => each?.status)).toEqual(statuses)
  })

  it("a parent's box is held against its roll-up, over all tenants", () => {
    const items: ItemSpec[] = [
      {id: 'a', claim: 'ticked', colon: true},
      {id: 'b', parent: 'a', claim: 'ticked', perTenant: true, calls: {acme: [{id: 'c1'}], globex: [{id: 'c2'}]}},
    ]
    const run = runOf({findings: [finding('c1', 'pass'), finding('c2', 'fail')]})
    const plan = planOf({items, tenants: ['acme', 'globex']})
    const {claims} = judge({plan, runs: [run], records: [], now})
    expect(claims.map(({verdict}) => verdict)).toEqual(['contradicted', 'contradicted'])
  })

  it('there is none where the boxes speak of another environment', () => {
    expect(judged([[standing('a', 'pass'), 'pass']], false).results.claims).toEqual([])
  })

  it('changes no status', () => {
    const status = (claim: Claim) => judged([[standing('a', 'fail', {claim}), 'fail']]).results.counts
    expect(status('ticked')).toEqual(status('not-ticked'))
  })
})

describe('a ticked box over an open child', () => {
  const parent = standing('a', null, {claim: 'ticked'})
  function problems(child: Partial<ItemSpec>, status: Status | null = 'pass', claimsHere = true) {
    const below = standing('b', status, {parent: 'a', ...child})
    const {plan, results} = judged(
      [
        [parent, null],
        [below, status],
      ],
      claimsHere,
    )
    return claimProblems(plan, results)
  }

  it('is a problem that names both places', () => {
    const [found, ...rest] = problems({claim: 'not-ticked'})
    expect(rest).toEqual([])
    expect(found).toMatchObject({slug: 'claim-over-open-child', at: {line: 1}, also: [{line: 2}]})
    expect(found?.message).toContain('`b`')
  })

  it.each([
    ['a ticked child', {claim: 'ticked' as const}, 'pass' as const],
    ['one that is marked not applicable', {claim: 'not-applicable' as const}, 'pass' as const],
    ['one that is not applicable', {claim: 'not-ticked' as const}, 'not-applicable' as const],
    ['one that nobody knows to apply', {claim: 'not-ticked' as const, when: 'facts.known.maybe'}, 'pass' as const],
  ])('is none over %s', (_, child, status) => {
    expect(problems(child, status)).toEqual([])
  })

  it('is none in an environment that the boxes do not speak of', () => {
    expect(problems({claim: 'not-ticked'}, 'pass', false)).toEqual([])
  })
})

describe('counts', () => {
  const {results} = judged([
    [standing('a', null), null],
    [standing('b', 'pass', {parent: 'a'}), 'pass'],
    [standing('c', 'fail'), 'fail'],
    [standing('d', 'blocked', {attest: {}}), 'blocked'],
    [standing('e', 'not-applicable'), 'not-applicable'],
    [{id: 'f'}, null],
    [{id: 'g', drop: 'old'}, null],
  ])

  it('of items by their worst own status', () => {
    expect(results.counts).toEqual({pass: 1, fail: 1, blocked: 2, 'not-applicable': 1, none: 2})
  })

  it('of those that are judged by how they are proven', () => {
    expect(results.coverage).toEqual({automatic: 3, 'semi-automatic': 1, manual: 0, unbound: 1})
  })

  it('of none that only groups, also where it does not apply to a tenant', () => {
    const items: ItemSpec[] = [
      {id: 'a', colon: true, perTenant: true, when: 'facts.queue.yes'},
      {id: 'b', parent: 'a', perTenant: true, calls: {acme: [{id: 'c-b'}], globex: [{id: 'c-d'}]}},
      {id: 'c'},
    ]
    const facts = ['acme', 'globex'].map((tenant, index) =>
      reading('queue', 'yes', index === 0 ? 'true' : 'false', {tenant}),
    )
    const plan = planOf({
      items,
      tenants: ['acme', 'globex'],
      facts: {queue: {scope: 'tenant', values: {yes: ''}}},
    })
    const {coverage, counts} = judge({
      plan,
      runs: [runOf({facts, findings: [finding('c-b', 'pass')]})],
      records: [],
      now,
    })
    expect(coverage).toEqual({automatic: 1, 'semi-automatic': 0, manual: 0, unbound: 1})
    expect(counts).toMatchObject({pass: 1, 'not-applicable': 1, blocked: 1})
  })

  it('fresh until the oldest finding stops counting', () => {
    expect(results.freshUntil).toBe('2026-11-25T13:00:00.000Z')
    expect(judge({plan: planOf({items: [{id: 'a'}]}), runs: [], records: [], now}).freshUntil).toBe(null)
  })
})
