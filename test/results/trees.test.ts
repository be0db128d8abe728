import {describe, expect, it} from 'vitest'
import type {Results} from '../../src/model/index.ts'
import {judge} from '../../src/results/index.ts'
import {now} from './build.ts'
import {
  gate,
  type Kind,
  kinds,
  own,
  recommendedNotSo,
  rollUp,
  shapes,
  type Tree,
  tenantsOf,
  words,
  worstOf,
} from './oracle.ts'
import {built, keyOf} from './trees.ts'

/** What the oracle says of a tree, in the words of the results. */
function expected(tree: Tree, tenants: number) {
  const named = tenants > 1 ? ['acme', 'globex'] : ['-']
  const cells = tree.flatMap((leaf, index) =>
    tenantsOf(tree, index, tenants).map((tenant) => ({
      key: keyOf(index),
      tenant: leaf.kinds.length > 1 ? (named[tenant] ?? '-') : '-',
      own: own(tree, index, tenant),
      rollUp: rollUp(tree, index, tenant, tenants),
      recommendedNotSo: recommendedNotSo(tree, index, tenant, tenants),
    })),
  )
  const {met, toMend} = gate(tree, tenants)
  const statusOf = (key: string) => worstOf(cells.filter((cell) => cell.key === key).map((cell) => cell.own))
  const counts = {pass: 0, fail: 0, blocked: 0, 'not-applicable': 0, none: 0}
  for (let index = 0; index < tree.length; index += 1) counts[statusOf(keyOf(index))] += 1
  return {cells, counts, met, toMend: toMend.length}
}

/** The same of what was judged. */
function found({results, gates, counts}: Results) {
  const [first] = gates
  return {
    cells: results.map(({key, tenant, own: {status}, rollUp: below}) => ({
      key,
      tenant,
      own: status ?? 'none',
      rollUp: below.status ?? 'none',
      recommendedNotSo: below.recommendedNotSo,
    })),
    counts,
    met: first?.verdict === 'met',
    toMend: first?.repairs.flatMap(({items}) => items).reduce((sum, {tenants}) => sum + tenants.length, 0),
  }
}

/** Compares without the cost of an assertion for each tree; the first that differs is asserted and shown. */
function hold(trees: Iterable<Tree>, tenants: number): number {
  let count = 0
  for (const tree of trees) {
    const {plan, run, records} = built(tree, tenants)
    const seen = found(judge({plan, runs: [run], records, now}))
    const wanted = expected(tree, tenants)
    if (JSON.stringify(seen) !== JSON.stringify(wanted)) expect({tree, ...seen}).toEqual({tree, ...wanted})
    count += 1
  }
  return count
}

const levels = [false, true]

type Shape = readonly (number | null)[]

/** Every tree of a shape: each item of any of the kinds, and of any level. */
function* forest(shape: Shape, choices: readonly (readonly Kind[])[], levelsOf: boolean[]): Generator<Tree> {
  for (const recommended of words(levelsOf, shape.length))
    for (const chosen of words(choices, shape.length))
      yield shape.map((parent, index) => ({
        parent,
        recommended: recommended[index] ?? false,
        kinds: chosen[index] ?? ['bare'],
      }))
}

const alike = kinds.map((kind) => [kind])
/** `error` is one of four ways to be blocked, and `attested-away` stands beside `left-out`. */
const most = alike.filter(([kind]) => kind !== 'error' && kind !== 'attested-away')
const few: Kind[][] = [['pass'], ['fail'], ['error'], ['when-false'], ['bare']]
const pairs = [...words<Kind>(['pass', 'fail', 'left-out'], 2)]
const mixed: Kind[][] = [['pass'], ['bare'], ['pass', 'fail'], ['error', 'left-out']]

/** Size, kinds, levels, tenants, and how many trees there are for each way to nest: none is left out. */
const families: [
  says: string,
  size: number,
  of: readonly (readonly Kind[])[],
  levels: boolean[],
  tenants: number,
  count: number,
][] = [
  ['one item of any kind', 1, alike, levels, 1, 18],
  ['two items of any kind', 2, alike, levels, 1, 324],
  ['three items of most kinds', 3, most, levels, 1, 2744],
  ['four items of the kinds that bear on each other', 4, few, [false], 1, 625],
  ['four items of any level', 4, [['pass'], ['fail']], levels, 1, 256],
  ['two items, for two tenants alike or apart', 2, [...alike, ...pairs], levels, 2, 1296],
  ['three items, for two tenants alike or apart', 3, mixed, levels, 2, 512],
]

const cases = families.flatMap(([says, size, ...rest]) =>
  shapes(size).map((shape) => ({says, shape, nested: shape.map((parent) => parent ?? '-').join(' '), rest})),
)

describe('every small tree is judged as the oracle judges it', () => {
  it('knows each way to nest', () => {
    expect([0, 1, 2, 3, 4].map((size) => shapes(size).length)).toEqual([1, 1, 2, 5, 14])
  })

  it.each(cases)(
    '$says, nested as $nested',
    ({shape, rest: [of, levelsOf, tenants, count]}) => {
      expect(hold(forest(shape, of, levelsOf), tenants)).toBe(count)
    },
    60_000,
  )
})
