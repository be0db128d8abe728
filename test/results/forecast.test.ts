import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Attestation, Gate, Plan, Result, Results, Run} from '../../src/model/index.ts'
import {judge} from '../../src/results/index.ts'
import {attestation, finding, hour, now} from './build.ts'
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
      {numRuns: 600},
    )
    expect(seen).toMatchObject({never: expect.any(Number), ends: expect.any(Number)})
    expect(seen['to-mend'] ?? 0).toBeGreaterThan(50)
    expect(seen.empty ?? 0).toBeGreaterThan(5)
  })

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
  })

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
  })

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
