import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Attestation, Gate, GateSpec, Plan, Records, Result, Results, Run} from '../../src/model/index.ts'
import {judge} from '../../src/results/index.ts'
import {attestation, finding, hour, type ItemSpec, now, planOf, runOf, waiver} from './build.ts'
import {lapsing} from './lapsing.ts'
import type {World} from './plans.ts'

fc.configureGlobal({seed: 20261125})

const day = 24 * hour
const judgeAt = ({plan, runs, records}: World, at: number): Results => judge({plan, runs, records, now: new Date(at)})
const gateAt = (world: World, at: number): Gate => {
  const [gate] = judgeAt(world, at).gates
  if (gate === undefined) throw new Error('Unexpected no gate, expected one')
  return gate
}

/** The moments around which something of a world may turn, and every half day of the next two weeks: by what is written, not by the forecast. */
function moments({runs, records}: World): number[] {
  const dates = records.flatMap((record) =>
    record.kind === 'attestation' ? [record.on, record.until] : record.kind === 'waiver' ? [record.until] : [],
  )
  const ends = runs.flatMap(({findings}) => findings.map(({until}) => until))
  const known = [...dates, ...ends].flatMap((text) => (text === null ? [] : Date.parse(text)))
  const around = known.flatMap((time) => [0, day].flatMap((more) => [-1, 0, 1].map((step) => time + more + step)))
  const halves = Array.from({length: 28}, (_, index) => now.getTime() + index * 12 * hour)
  return [...new Set([...around, ...halves])].filter((at) => at >= now.getTime()).toSorted((a, b) => a - b)
}

/** What happens to the seldom world that is met without luck: how many of each kind were seen. */
const counted = () => {
  const seen: Record<string, number> = {}
  return {seen, count: (what: string) => (seen[what] = (seen[what] ?? 0) + 1)}
}

describe('until when a gate holds', () => {
  interface Given {
    items: ItemSpec[]
    records?: Records[]
    /** Calls that were seen to pass, with the end of what was seen. */
    passing?: Record<string, string | null>
    failing?: string[]
    gate?: Partial<GateSpec>
  }
  const call = (id: string): ItemSpec => ({id, checks: [{id: `c-${id}`}]})
  const word = (id: string): ItemSpec => ({id, attest: {}})
  function holds({items, records = [], passing = {}, failing = [], gate = {}}: Given) {
    const findings = [
      ...Object.entries(passing).map(([id, until]) => finding(`c-${id}`, 'pass', {until})),
      ...failing.map((id) => finding(`c-${id}`, 'fail')),
    ]
    const plan = planOf({items, tenants: ['acme', 'globex'], gates: [gate]})
    const world = {plan, runs: [runOf({findings})], records}
    const {verdict, until, lapsesFirst} = gateAt(world, now.getTime())
    return [verdict, until, lapsesFirst?.replace('launch:', '') ?? null]
  }
  const endOf = (date: string): string => `${date}T23:59:59.999Z`

  it('is for good where nothing ends', () => {
    expect(holds({items: [call('a')], passing: {a: null}})).toEqual(['met', null, null])
  })

  it('is the first end of all, of a word or of what was seen', () => {
    const items = [call('a'), word('b'), call('c')]
    const passing = {a: '2026-12-24T10:00:00.000Z', c: null}
    const records = [attestation('b', {until: '2026-12-01'})]
    expect(holds({items, passing, records})).toEqual(['met', endOf('2026-12-01'), 'b'])
    const later = [attestation('b', {until: '2027-12-01'})]
    expect(holds({items, passing, records: later})).toEqual(['met', '2026-12-24T10:00:00.000Z', 'a'])
  })

  it('of several words is the last end, with no gap between', () => {
    const records = [
      attestation('a', {until: '2026-12-01'}),
      attestation('a', {on: '2026-11-20', until: '2026-11-26', says: 'met'}),
    ]
    expect(holds({items: [word('a')], records})).toEqual(['met', endOf('2026-12-01'), 'a'])
    const next = attestation('a', {on: '2026-12-01T12:00:00Z', until: '2026-12-09'})
    expect(holds({items: [word('a')], records: [...records, next]})).toEqual(['met', endOf('2026-12-09'), 'a'])
    const late = attestation('a', {on: '2026-12-03', until: '2026-12-09'})
    expect(holds({items: [word('a')], records: [...records, late]})).toEqual(['met', endOf('2026-12-01'), 'a'])
  })

  it('is that of a waiver which lasts longer than the word, or of what it stands in for', () => {
    const items = [call('a'), word('b')]
    const records = [attestation('b'), waiver('b', {until: '2027-02-01'})]
    expect(holds({items, passing: {a: null}, records})).toEqual(['met', endOf('2027-02-01'), 'b'])
    expect(holds({items: [call('a'), call('b')], passing: {a: null}, failing: ['b'], records: [waiver('b')]})).toEqual([
      'met',
      endOf('2026-12-01'),
      'b',
    ])
  })

  it('ends when nothing in it passes any more, though nothing is to mend', () => {
    const records = [attestation('a'), waiver('a', {until: '2027-02-01'})]
    expect(holds({items: [word('a')], records})).toEqual(['met', endOf('2026-12-01'), 'a'])
    const away = [
      attestation('b', {says: 'not-applicable'}),
      ...['a', 'b'].map((id) => waiver(id, {until: '2027-02-01'})),
      attestation('a'),
    ]
    expect(holds({items: [word('b'), word('a')], records: away})).toEqual(['met', endOf('2026-12-01'), 'a'])
    const noon = attestation('a', {on: '2026-11-30T12:00:00Z', says: 'not-applicable', until: '2026-12-09'})
    expect(holds({items: [word('a')], records: [attestation('a'), noon]})).toEqual([
      'met',
      '2026-11-30T11:59:59.999Z',
      'a',
    ])
  })

  it('of any of several is the last end of those that pass', () => {
    const items: ItemSpec[] = [{id: 'a', checks: [{any: [{id: 'c-a'}, {id: 'c-b'}, {id: 'c-c'}]}]}]
    const passing = {a: '2026-12-01T00:00:00.000Z', b: '2026-12-05T00:00:00.000Z'}
    expect(holds({items, passing, failing: ['c']})).toEqual(['met', '2026-12-05T00:00:00.000Z', 'a'])
    expect(holds({items, passing: {...passing, c: null}})).toEqual(['met', null, null])
  })

  it('reads only its own tenants and sections', () => {
    const items = [{...word('a'), perTenant: true}, call('b')]
    const records = [
      attestation('a', {tenants: ['acme'], until: '2026-12-05'}),
      attestation('a', {tenants: ['globex'], until: '2026-12-01'}),
    ]
    const given = {items, records, passing: {b: null}}
    expect(holds(given)).toEqual(['met', endOf('2026-12-01'), 'a'])
    expect(holds({...given, gate: {tenants: ['acme']}})).toEqual(['met', endOf('2026-12-05'), 'a'])
  })

  it('counts no listed item, and one that a word alone bound no longer than the word', () => {
    const items = [call('a'), {id: 'b'}, {id: 'c'}]
    const given = {items, passing: {a: null}, records: [attestation('c')]}
    expect(holds({...given, gate: {unbound: 'listed'}})).toEqual(['met', endOf('2026-12-01'), 'c'])
  })

  it('counts one that a person said does not apply', () => {
    const records = [attestation('a', {says: 'not-applicable'})]
    expect(holds({items: [word('a'), call('b')], passing: {b: null}, records})).toEqual([
      'met',
      endOf('2026-12-01'),
      'a',
    ])
  })

  it('of an unmet one is until when it would hold once mended', () => {
    const items: ItemSpec[] = [call('a'), {...call('b'), attest: {}}, word('c')]
    const records = [attestation('b', {until: '2026-12-05'}), attestation('c', {until: '2026-12-09'})]
    expect(holds({items, passing: {a: null}, failing: ['b'], records})).toEqual(['unmet', endOf('2026-12-05'), 'b'])
    expect(holds({items: [call('a')], failing: ['a']})).toEqual(['unmet', null, null])
  })

  it('of one that lacks a word is no longer than a word given now would hold', () => {
    const items: ItemSpec[] = [call('a'), {id: 'b', attest: {renew_every: '30d'}}, {id: 'c', attest: {}}]
    expect(holds({items, passing: {a: null}})).toEqual(['unmet', '2026-12-24T14:00:00.000Z', 'b'])
  })

  it('is unknown where nobody can say, or mending does not make it met', () => {
    expect(
      gateAt({plan: planOf({items: [word('a')]}), runs: [], records: [attestation('a')]}, now.getTime()),
    ).toMatchObject({verdict: 'unjudged', until: null, lapsesFirst: null})
    expect(holds({items: [call('a')], failing: ['a'], records: [waiver('a')]})).toEqual(['unmet', null, null])
  })

  it('is no later than the last moment that there is', () => {
    const items: ItemSpec[] = [{id: 'a', attest: {renew_every: '999999999w'}}]
    const records = [attestation('a', {until: null})]
    expect(holds({items, records})).toEqual(['met', null, null])
    const seen = {items: [call('a')], passing: {a: '9999-12-31T23:59:59.999Z'}}
    expect(holds(seen)).toEqual(['met', null, null])
    const [result] = judgeAt({plan: planOf({items}), runs: [runOf()], records}, now.getTime()).results
    expect(result).toMatchObject({attestation: {until: '9999-12-31T23:59:59.999Z'}, lapses: null})
  })
})

describe('the forecast of a gate', () => {
  it('is exact: it stays met to its last moment, and is unmet in the next', () => {
    const {seen, count} = counted()
    fc.assert(
      fc.property(lapsing({future: true}), (world) => {
        const gate = gateAt(world, now.getTime())
        if (gate.verdict !== 'met') return
        const end = gate.until === null ? Number.POSITIVE_INFINITY : Date.parse(gate.until)
        for (const at of moments(world)) if (at <= end) expect(gateAt(world, at).verdict).toBe('met')
        count(gate.until === null ? 'never' : 'ends')
        expect(gate.lapsesFirst === null).toBe(gate.until === null)
        if (gate.until === null) return
        expect(gateAt(world, end).verdict).toBe('met')
        const after = gateAt(world, end + 1)
        expect(after.verdict).not.toBe('met')
        count(after.why)
        // What lapses first is what is to mend then, or what passed to the last.
        const key = gate.lapsesFirst ?? ''
        const toMend = after.repairs.flatMap(({items}) => items.map((item) => item.key))
        if (after.toMend > 0) expect(toMend[0] ?? '').toBe(key)
        else {
          const cells = judgeAt(world, end).results.filter((result) => result.key === key)
          expect(cells.map(({own}) => own.status)).toContain('pass')
        }
      }),
      {numRuns: 500},
    )
    expect(seen).toMatchObject({never: expect.any(Number), ends: expect.any(Number)})
    expect(seen['to-mend'] ?? 0).toBeGreaterThan(50)
    expect(seen.empty ?? 0).toBeGreaterThan(5)
  }, 30_000)

  it('of an unmet one is what it would be once exactly what it asks for is mended', () => {
    const {seen, count} = counted()
    fc.assert(
      fc.property(lapsing({future: false}), (world) => {
        const gate = gateAt(world, now.getTime())
        if (gate.verdict !== 'unmet') return
        const then = gateAt(mended(world, judgeAt(world, now.getTime())), now.getTime())
        count(then.verdict)
        // A word that mends ends too, only so late that it never counts here.
        const ends = then.verdict === 'met' && then.until !== null && then.until < '9999'
        expect([gate.until, gate.lapsesFirst]).toEqual(ends ? [then.until, then.lapsesFirst] : [null, null])
        if (ends) count('ends')
      }),
      {numRuns: 600},
    )
    expect(seen.ends ?? 0).toBeGreaterThan(50)
  }, 30_000)

  it('of each result is exact too: its pass, or its waiver, stands to its last moment', () => {
    const good = ({own, waiver}: Result): boolean =>
      own.status === 'pass' || own.status === 'not-applicable' || (own.status !== null && waiver !== null)
    fc.assert(
      fc.property(lapsing({future: false}), (world) => {
        const {results} = judgeAt(world, now.getTime())
        const later = moments(world).map((at) => ({at, results: judgeAt(world, at).results}))
        for (const [index, result] of results.entries()) {
          const passes = result.own.status === 'pass' || result.own.status === 'not-applicable'
          const stands = (then: Result | undefined): boolean =>
            then !== undefined &&
            good(then) &&
            (!passes || then.own.status === result.own.status || then.own.status === 'pass')
          if (!good(result)) expect(result.lapses).toBe(null)
          else {
            const first = later.find(({results: then}) => !stands(then[index]))
            expect(result.lapses === null).toBe(first === undefined)
            if (result.lapses === null) continue
            const end = Date.parse(result.lapses)
            expect(stands(judgeAt(world, end).results[index])).toBe(true)
            expect(stands(judgeAt(world, end + 1).results[index])).toBe(false)
            expect(later.every(({at, results: then}) => at > end || stands(then[index]))).toBe(true)
          }
        }
      }),
      {numRuns: 100},
    )
  }, 30_000)

  it('a word that has lapsed, and what was seen and has ended, never comes back by itself', () => {
    fc.assert(
      fc.property(lapsing({future: false}), fc.integer({min: 0, max: 8 * 24}), (world, hours) => {
        const start = now.getTime() + hours * hour
        const before = judgeAt(world, start).results
        const after = judgeAt(world, start + hours * hour + 1).results
        for (const [index, {own}] of before.entries())
          if (own.reason === 'expired' || own.reason === 'stale' || own.status === 'fail')
            expect(['fail', 'blocked']).toContain(after[index]?.own.status)
      }),
      {numRuns: 300},
    )
  })

  /** The world in which each cell that the gate asks for passes: what is not so of it is mended for good, and nothing else. */
  function mended({plan, runs, records}: World, {results, gates}: Results): World {
    const cells = gates.flatMap(({repairs}) =>
      repairs.flatMap(({items}) => items.flatMap(({key, tenants}) => tenants.map((tenant) => ({key, tenant})))),
    )
    const open = results.filter(({key, tenant}) => cells.some((cell) => cell.key === key && cell.tenant === tenant))
    const calls = new Set(open.flatMap(({key, tenant}) => callsToMend(plan, key, tenant, runs)))
    return {
      plan,
      runs: runs.map((run) => ({
        ...run,
        findings: run.findings.map((each) => (calls.has(each.call) ? finding(each.call, 'pass') : each)),
      })),
      records: [...records, ...open.flatMap(wordFor)],
    }
  }

  /** Of each node that does not pass, every call. */
  function callsToMend({items}: Plan, key: string, tenant: string, runs: readonly Run[]): string[] {
    const seen = new Map(runs.flatMap(({findings}) => findings.map((each) => [each.call, each])))
    const passes = (call: string): boolean => {
      const found = seen.get(call)
      return found?.outcome === 'pass' && (found.until === null || Date.parse(found.until) >= now.getTime())
    }
    const nodes = items.find((item) => item.key === key)?.calls[tenant] ?? []
    return nodes
      .map((node) => ('any' in node ? node.any : [node]).map(({call}) => call))
      .flatMap((members) => (members.some(passes) ? [] : members))
  }

  const wordFor = ({key, tenant, proof, attestation: live}: Result): Attestation[] =>
    proof === 'automatic' || live !== null
      ? []
      : [
          attestation(key.replace('launch:', ''), {
            on: now.toISOString(),
            until: '9999-01-01',
            tenants: tenant === '-' ? null : [tenant],
          }),
        ]
})
