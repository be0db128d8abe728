import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Finding, Repair, Results, Run, Standing, Status} from '../../src/model/index.ts'
import {judge} from '../../src/results/index.ts'
import {finding, hour, now, runOf, waiver} from './build.ts'
import {lapsing} from './lapsing.ts'
import {type Kind, kinds, type Leaf, type Tree} from './oracle.ts'
import {moment, type World, world} from './plans.ts'
import {built, keyOf} from './trees.ts'

// The same trees and worlds on every machine.
fc.configureGlobal({seed: 20261124})

const badness: Record<Status | 'none', number> = {none: 0, 'not-applicable': 1, pass: 2, blocked: 3, fail: 4}
const judgeAt = ({plan, runs, records}: World, at = now): Results => judge({plan, runs, records, now: at})
const ownsOf = ({results}: Results): Standing[] => results.map(({own}) => own)
const badnessOf = ({results}: Results): number[] =>
  results.flatMap(({own, rollUp}) => [badness[own.status ?? 'none'], badness[rollUp.status ?? 'none']])
/** A world in which one finding is another. */
const withFinding = (given: World, dice: number, more: Partial<Finding>): World => ({
  ...given,
  runs: given.runs.map((run) => ({
    ...run,
    findings: run.findings.map((each, index) => (index === dice % run.findings.length ? {...each, ...more} : each)),
  })),
})
const isMet = ({gates}: Results): boolean => gates.every(({verdict}) => verdict === 'met')

describe('what must hold whatever was seen', () => {
  it('a failing finding never improves a status, and never makes a gate met', () => {
    const more = world.chain((given) =>
      given.plan.calls.length === 0
        ? fc.constant(null)
        : fc
            .tuple(
              fc.constantFrom(...given.plan.calls.map(({id}) => id)),
              moment,
              fc.constantFrom('outside', 'cluster'),
            )
            .map(([call, at, vantage]) => {
              const run = runOf({id: 'more', startedAt: at, findings: [finding(call, 'fail', {at, vantage})]})
              return {given, after: {...given, runs: [...given.runs, run]}}
            }),
    )
    fc.assert(
      fc.property(more, (pair) => {
        if (pair === null || pair.given.runs.length === 0) return
        const before = judgeAt(pair.given)
        const after = judgeAt(pair.after)
        const [was, is] = [badnessOf(before), badnessOf(after)]
        expect(is.every((each, index) => each >= (was[index] ?? 0))).toBe(true)
        expect(isMet(after) && !isMet(before)).toBe(false)
      }),
      {numRuns: 300},
    )
  })

  it('the order of runs, findings, facts and records does not matter', () => {
    const shuffled = world.chain(({plan, runs, records}) =>
      fc
        .tuple(
          fc.shuffledSubarray(runs, {minLength: runs.length}),
          fc.shuffledSubarray(records, {minLength: records.length}),
          fc.boolean(),
        )
        .map(([others, stated, turned]): [World, World] => {
          const turn = (run: Run): Run =>
            turned ? {...run, findings: run.findings.toReversed(), facts: run.facts.toReversed()} : run
          return [
            {plan, runs, records},
            {plan, runs: others.map(turn), records: stated},
          ]
        }),
    )
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(JSON.stringify(judgeAt(other))).toBe(JSON.stringify(judgeAt(one)))
      }),
      {numRuns: 300},
    )
  })

  it('what is unknown decides nothing: a definite status stays, whichever way it turns out', () => {
    const resolved = fc
      .tuple(world, fc.boolean(), fc.boolean(), fc.boolean())
      .map(([given, ...sides]): [World, World] => {
        const turn = (run: Run): Run => ({
          ...run,
          facts: run.facts.map((each, index) =>
            each.truth === 'unknown'
              ? {...each, truth: sides[index % sides.length] ? ('true' as const) : ('false' as const)}
              : each,
          ),
        })
        return [given, {...given, runs: given.runs.map(turn)}]
      })
    fc.assert(
      fc.property(resolved, ([unknown, known]) => {
        const after = ownsOf(judgeAt(known))
        for (const [index, {status}] of ownsOf(judgeAt(unknown)).entries())
          if (status !== null && status !== 'blocked') expect(after[index]?.status).toBe(status)
      }),
      {numRuns: 300},
    )
  })

  it('a later now never turns back what is stale, and never makes a gate met', () => {
    fc.assert(
      fc.property(world, fc.integer({min: 0, max: 60}), (given, hours) => {
        const before = judgeAt(given)
        const after = judgeAt(given, new Date(now.getTime() + hours * hour))
        const later = ownsOf(after)
        for (const [index, {status, reason}] of ownsOf(before).entries()) {
          if (reason === 'stale') expect(later[index]?.status).toBe('blocked')
          if (status === 'fail' || status === 'blocked') expect(['fail', 'blocked']).toContain(later[index]?.status)
        }
        expect(isMet(after) && !isMet(before)).toBe(false)
      }),
      {numRuns: 300},
    )
  })

  it('a gate is never met where nothing passes, and its numbers add up', () => {
    fc.assert(
      fc.property(world, (given) => {
        const {gates, counts, coverage, results, items} = judgeAt(given)
        const [gate] = gates
        if (gate === undefined) throw new Error('Unexpected no gate, expected one')
        if (gate.verdict === 'met')
          expect(results.some(({own, level}) => own.status === 'pass' && level === 'required')).toBe(true)
        expect(gate.verdict === 'met').toBe(gate.why === 'met')
        expect(gate.failing + gate.blocked).toBe(gate.toMend)
        expect(new Set(gate.repairs.flatMap(({items}) => items.map(({key}) => key))).size).toBe(gate.toMend)
        const covered = Object.values(coverage).reduce((sum, each) => sum + each, 0)
        const groups = given.plan.items.filter(
          ({key, colon, children, binding}) =>
            items[key]?.status !== null &&
            colon &&
            children.length > 0 &&
            !given.records.some((record) => record.kind === 'attestation' && `launch:${record.item}` === key) &&
            (binding === null || (binding.checks.length === 0 && binding.attest === null && binding.option === null)),
        )
        const judged = counts.pass + counts.fail + counts.blocked + counts['not-applicable']
        expect(covered).toBe(judged - groups.length)
      }),
      {numRuns: 300},
    )
  })

  it('a failing finding never improves a status for any tenant, and never makes a gate met', () => {
    const failing = fc
      .tuple(lapsing({future: true}), fc.nat())
      .map(([given, dice]): [World, World] => [given, withFinding(given, dice, {outcome: 'fail', until: null})])
    fc.assert(
      fc.property(failing, ([given, after]) => {
        const [was, is] = [judgeAt(given), judgeAt(after)]
        const [before, then] = [badnessOf(was), badnessOf(is)]
        expect(then.every((each, index) => each >= (before[index] ?? 0))).toBe(true)
        expect(isMet(is) && !isMet(was)).toBe(false)
      }),
      {numRuns: 300},
    )
  })

  it('a waiver changes no status, no roll-up, no claim and no count, whatever it covers', () => {
    const bare = ({results, items, claims, counts, coverage}: Results) => ({
      results: results.map(({waiver: _, lapses: __, ...rest}) => rest),
      items,
      claims,
      counts,
      coverage,
    })
    fc.assert(
      fc.property(fc.oneof(world, lapsing({future: true})), (given) => {
        const without = {...given, records: given.records.filter(({kind}) => kind !== 'waiver')}
        const all = given.plan.items.map(({id}) => waiver(id, {until: '2027-01-01'}))
        expect(bare(judgeAt(given))).toEqual(bare(judgeAt(without)))
        expect(bare(judgeAt({...given, records: [...given.records, ...all]}))).toEqual(bare(judgeAt(without)))
      }),
      {numRuns: 200},
    )
  })

  it('the order in which maps are written does not matter', () => {
    const turned = <T>(map: Record<string, T>): Record<string, T> =>
      Object.fromEntries(Object.entries(map).toReversed())
    fc.assert(
      fc.property(fc.oneof(world, lapsing({future: true})), (given) => {
        const {plan} = given
        const other = {
          ...plan,
          calls: plan.calls.toReversed(),
          facts: turned(plan.facts),
          items: plan.items.map((item) => ({...item, calls: turned(item.calls)})),
        }
        expect(JSON.stringify(judgeAt({...given, plan: other}))).toBe(JSON.stringify(judgeAt(given)))
      }),
      {numRuns: 200},
    )
  })

  it('what nobody saw is never a pass: a finding taken away makes nothing pass that did not', () => {
    const less = fc.tuple(lapsing({future: false}), fc.nat()).map(([given, dice]): [World, World] => [
      given,
      {
        ...given,
        runs: given.runs.map((run) => ({
          ...run,
          findings: run.findings.toSpliced(dice % (run.findings.length + 1), 1),
        })),
      },
    ])
    fc.assert(
      fc.property(less, ([given, after]) => {
        const then = ownsOf(judgeAt(after))
        for (const [index, {status}] of ownsOf(judgeAt(given)).entries())
          if (then[index]?.status === 'pass') expect(status).toBe('pass')
      }),
      {numRuns: 200},
    )
  })

  it('the same input gives the same bytes, and the input stays as it was', () => {
    fc.assert(
      fc.property(world, (given) => {
        const before = JSON.stringify(given)
        expect(JSON.stringify(judgeAt(given))).toBe(JSON.stringify(judgeAt(given)))
        expect(JSON.stringify(given)).toBe(before)
      }),
      {numRuns: 100},
    )
  })
})

describe('the repair set', () => {
  const kind = fc.constantFrom<Kind>(...kinds)
  const split = fc.constantFrom<Kind>('pass', 'fail', 'error', 'left-out')
  const leaf = (index: number): fc.Arbitrary<Leaf> =>
    fc
      .record({
        parent: fc.option(fc.integer({min: 0, max: Math.max(0, index - 1)}), {nil: null}),
        recommended: fc.integer({min: 0, max: 4}).map((dice) => dice === 0),
        kinds: fc.oneof(
          kind.map((one) => [one]),
          fc.tuple(split, split),
        ),
      })
      // What only a recommended item does not know is nothing that a gate could ask for.
      .map(({parent, recommended, kinds: own}) => ({
        parent: index === 0 ? null : parent,
        recommended: recommended && !own.includes('when-unknown'),
        kinds: own,
      }))
  const tree: fc.Arbitrary<Tree> = fc
    .integer({min: 1, max: 7})
    .chain((size) => fc.tuple(...[...Array(size).keys()].map(leaf)))

  const gateOf = (given: Tree) => {
    const {plan, run, records} = built(given, 2)
    const [gate] = judge({plan, runs: [run], records, now}).gates
    if (gate === undefined) throw new Error('Unexpected no gate, expected one')
    return gate
  }

  /** The tree in which these cells, `key@tenant`, pass. */
  const mended = (given: Tree, cells: readonly string[]): Tree =>
    given.map((one, index) => {
      const names = one.kinds.length > 1 ? ['acme', 'globex'] : ['-']
      const kindsOf = one.kinds.map(
        (each, at): Kind => (cells.includes(`${keyOf(index)}@${names[at]}`) ? 'pass' : each),
      )
      return {...one, kinds: kindsOf}
    })

  const cellsIn = ({items}: Repair): string[] =>
    items.flatMap(({key, tenants}) => tenants.map((tenant) => `${key}@${tenant}`))
  const cellsOf = (given: Tree): string[] => gateOf(given).repairs.flatMap(cellsIn)

  it('is sufficient: with it mended the gate is met', () => {
    fc.assert(
      fc.property(tree, (given) => {
        const cells = cellsOf(given)
        fc.pre(cells.length > 0)
        const {verdict, why} = gateOf(mended(given, cells))
        expect([verdict, why]).toEqual(['met', 'met'])
      }),
      {numRuns: 400},
    )
  })

  it('is minimal: with any one repair left out the gate is unmet', () => {
    fc.assert(
      fc.property(tree, (given) => {
        const repairs = gateOf(given).repairs.map(cellsIn)
        for (const left of repairs)
          expect(gateOf(mended(given, repairs.filter((each) => each !== left).flat())).verdict).toBe('unmet')
      }),
      {numRuns: 200},
    )
  })

  it('is empty exactly where nothing is to mend', () => {
    fc.assert(
      fc.property(tree, (given) => {
        const gate = gateOf(given)
        expect(gate.repairs.length === 0).toBe(gate.toMend === 0)
        expect(gate.verdict === 'met').toBe(gate.toMend === 0 && gate.passing > 0)
      }),
      {numRuns: 200},
    )
  })
})
