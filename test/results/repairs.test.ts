import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Finding, Gate, Records, Repair, SharedCause} from '../../src/model/index.ts'
import {judge} from '../../src/results/index.ts'
import {cause, finding, type ItemSpec, now, planOf, runOf, waiver} from './build.ts'

fc.configureGlobal({seed: 20261126})

/** What the world is really like: a run sees only what neither a dead target nor a need hides. */
interface Real {
  items: {outcome: 'pass' | 'fail' | 'error'; target: string; needs: number[]; waived: boolean}[]
  dead: ReadonlySet<string>
}

const keyOf = (index: number): string => `launch:i${index}`
const indexOf = (key: string): number => Number(key.replace('launch:i', ''))

const real: fc.Arbitrary<Real> = fc
  .record({
    items: fc.array(
      fc.record({
        outcome: fc.constantFrom<'pass' | 'fail' | 'error'>('pass', 'pass', 'fail', 'error'),
        target: fc.constantFrom('https://a', 'https://b'),
        needs: fc.array(fc.integer({min: 0, max: 5}), {maxLength: 2}),
        waived: fc.integer({min: 0, max: 6}).map((dice) => dice === 0),
      }),
      {minLength: 1, maxLength: 6},
    ),
    dead: fc.subarray(['https://a', 'https://b']),
  })
  // Needs point to other items only, and never in a circle: to earlier ones in an order of their own.
  .map(({items, dead}) => ({
    items: items.map((each, index) => ({...each, needs: [...new Set(each.needs.filter((other) => other > index))]})),
    dead: new Set(dead.filter((target) => items.some((each) => each.target === target))),
  }))
  // What a need hides is taken to be well, so that the repair set can know all that there is to mend.
  .map(({items, dead}: Real): Real => {
    const hidden = items.map((_, index) => outcomeOf({items, dead}, index).cause === 'needs')
    const well = items.map((each, index) =>
      hidden[index] === true ? {...each, outcome: 'pass' as const, target: 'https://well'} : each,
    )
    return {items: well, dead}
  })

function outcomeOf({items, dead}: Real, index: number): Pick<Finding, 'outcome' | 'cause'> {
  const item = items[index]
  if (item === undefined) return {outcome: 'error', cause: 'error'}
  const needed = item.needs.filter((other) => other < items.length)
  if (needed.some((other) => outcomeOf({items, dead}, other).outcome !== 'pass'))
    return {outcome: 'not-run', cause: 'needs'}
  if (dead.has(item.target)) return {outcome: 'error', cause: 'unreachable'}
  return {outcome: item.outcome, cause: item.outcome === 'error' ? 'error' : null}
}

function gateOf(given: Real): Gate {
  const specs = given.items.map(
    ({needs}, index): ItemSpec => ({
      id: `i${index}`,
      checks: [
        {id: `c${index}`, needs: needs.filter((other) => other < given.items.length).map((other) => `i${other}`)},
      ],
    }),
  )
  const seen = given.items.map((_, index) => outcomeOf(given, index))
  const findings = seen.map(({outcome, cause: why}, index) => finding(`c${index}`, outcome, {cause: why}))
  const causes = [...given.dead].flatMap((target): SharedCause[] => {
    const calls = given.items.flatMap((item, index) =>
      item.target === target && seen[index]?.cause === 'unreachable' ? [`c${index}`] : [],
    )
    return calls.length === 0 ? [] : [cause('unreachable', target, calls)]
  })
  const records = given.items.flatMap(({waived}, index): Records[] => (waived ? [waiver(`i${index}`)] : []))
  const run = runOf({findings, causes})
  const [gate] = judge({plan: planOf({items: specs}), runs: [run], records, now}).gates
  if (gate === undefined) throw new Error('Unexpected no gate, expected one')
  return gate
}

/** The world once the causes of some repairs are mended: what fails is put right, what is dead is started. */
function mended(given: Real, repairs: readonly Repair[]): Real {
  const listed = repairs.flatMap(({items}) => items)
  const started = listed
    .filter(({reason}) => reason === 'unreachable')
    .map(({key}) => given.items[indexOf(key)]?.target ?? '')
  const right = new Set(listed.map(({key}) => indexOf(key)))
  return {
    items: given.items.map((item, index) => (right.has(index) ? {...item, outcome: 'pass'} : item)),
    dead: new Set([...given.dead].filter((target) => !started.includes(target))),
  }
}

describe('the repair set, whatever hides behind what', () => {
  it('holds each item to mend in exactly one repair', () => {
    fc.assert(
      fc.property(real, (given) => {
        const {repairs, toMend} = gateOf(given)
        const keys = repairs.flatMap(({items}) => items.map(({key}) => key))
        expect(new Set(keys).size).toBe(keys.length)
        expect(keys.length).toBe(toMend)
        const open = given.items.flatMap(({waived}, index) =>
          !waived && outcomeOf(given, index).outcome !== 'pass' ? [keyOf(index)] : [],
        )
        expect(keys.toSorted()).toEqual(open.toSorted())
      }),
      {numRuns: 400},
    )
  })

  it('is sufficient: with it mended the gate is met, or all that is left is waived', () => {
    fc.assert(
      fc.property(real, (given) => {
        const {repairs} = gateOf(given)
        const {verdict, why, toMend} = gateOf(mended(given, repairs))
        // What only a waiver holds may still be what another item needs.
        const waivedNeeds = given.items.some(({needs}) => needs.some((other) => given.items[other]?.waived))
        if (waivedNeeds) return
        expect(toMend).toBe(0)
        expect(verdict === 'met' || why === 'empty').toBe(true)
        if (why === 'empty') expect(given.items.every(({waived}) => waived)).toBe(true)
      }),
      {numRuns: 600},
    )
  })

  it('is minimal: with any one repair left out the gate is unmet', () => {
    let several = 0
    fc.assert(
      fc.property(real, (given) => {
        const {repairs} = gateOf(given)
        if (repairs.length > 1) several += 1
        for (const left of repairs) {
          const {verdict, toMend} = gateOf(
            mended(
              given,
              repairs.filter((each) => each !== left),
            ),
          )
          expect(verdict).not.toBe('met')
          expect(toMend).toBeGreaterThan(0)
        }
      }),
      {numRuns: 400},
    )
    expect(several).toBeGreaterThan(50)
  })

  it('has one repair for a target that is dead, and one for an item that others need', () => {
    const one = (outcome: 'pass' | 'fail', target: string, ...needs: number[]) => ({
      outcome,
      target,
      needs,
      waived: false,
    })
    const given: Real = {
      items: [
        one('pass', 'https://a'),
        one('pass', 'https://a', 3),
        one('pass', 'https://b', 4),
        one('pass', 'https://a'),
        one('fail', 'https://b'),
      ],
      dead: new Set(['https://a']),
    }
    expect(gateOf(given).repairs.map(({items}) => items.map(({key}) => indexOf(key)))).toEqual([
      [0, 1, 3],
      [2, 4],
    ])
  })
})
