import fc from 'fast-check'
import {expect, test} from 'vitest'
import {type Move, movesOf, newestPoints, pastAt, type StoodCell, withPoint} from '../../src/model/index.ts'

type Whole = Record<string, StoodCell[]>
interface Point {
  run: number
  stood?: Whole
}

const cell = fc.record(
  {
    tenant: fc.constantFrom('-', 'acme', 'globex'),
    status: fc.constantFrom('pass', 'fail', 'blocked', 'not-applicable'),
  },
  {requiredKeys: ['tenant', 'status']},
)
const cells = fc.uniqueArray(cell, {selector: ({tenant}) => tenant, minLength: 1, maxLength: 3})
const waivedOr = (found: readonly StoodCell[], waived: boolean): StoodCell[] =>
  found.map((each) => (waived && each.status === 'fail' ? {...each, waived: true} : each))
const whole = fc
  .dictionary(fc.constantFrom('a:x', 'a:y', 'b:x', 'b:__proto__', 'b:z'), fc.tuple(cells, fc.boolean()))
  .map(
    (found): Whole =>
      Object.fromEntries(Object.entries(found).map(([key, [all, waived]]) => [key, waivedOr(all, waived)])),
  )
/** Where everything stood by some runs, each put in at a place of its own; nobody kept it of some. */
const story = fc.array(fc.record({stood: fc.option(whole, {nil: undefined, freq: 6}), place: fc.nat()}), {
  maxLength: 12,
})

const asWhole = (points: readonly Point[], index: number): Whole | undefined => {
  const past = pastAt(points, index)
  return past === null ? undefined : Object.fromEntries([...past].map(([key, all]) => [key, [...all]]))
}
const pointOf = (run: number, stood: Whole | undefined): Point => (stood === undefined ? {run} : {run, stood})

test('whatever runs come in, in whatever order, and whichever go: where everything stood comes out as it went in', () => {
  fc.assert(
    fc.property(story, fc.integer({min: 1, max: 12}), (runs, most) => {
      let points: Point[] = []
      const order: (Whole | undefined)[] = []
      for (const [run, {stood, place}] of runs.entries()) {
        const at = place % (points.length + 1)
        points = withPoint(points, at, 0, pointOf(run, stood))
        order.splice(at, 0, stood)
      }
      expect(points.map((_, index) => asWhole(points, index))).toEqual(order)
      const newest = newestPoints(points, most)
      expect(newest.map((_, index) => asWhole(newest, index))).toEqual(order.slice(-most))
      for (const [index, again] of order.entries()) {
        const replaced = withPoint(points, index, 1, pointOf(-1, runs[0]?.stood))
        expect(replaced.map((_, at) => asWhole(replaced, at))).toEqual(order.with(index, runs[0]?.stood))
        expect(asWhole(points, index)).toEqual(again)
      }
    }),
  )
})

test('what stands alike is said once, and what went away is said', () => {
  const [a, b]: Whole[] = [
    {'a:x': [{tenant: '-', status: 'pass'}], 'a:y': [{tenant: '-', status: 'fail'}]},
    {'a:x': [{tenant: '-', status: 'pass'}]},
  ]
  const points = [a, b, b].reduce<Point[]>((all, stood, run) => withPoint(all, run, 0, pointOf(run, stood)), [])
  expect(points.map(({stood}) => stood)).toEqual([a, {'a:y': []}, {}])
  expect(pastAt(points, -1)).toBeNull()
  expect(pastAt(points, 3)).toBeNull()
})

const said = (moves: readonly Move[]): string[] =>
  moves.map(({tenants, change, from, to}) => {
    const word = (each: StoodCell | null) =>
      each === null ? 'nothing' : `${each.status}${each.waived ? ' waived' : ''}`
    return `${tenants.join('+')} ${change}: ${word(from)} to ${word(to)}`
  })
const all = (status: StoodCell['status']): StoodCell[] => [{tenant: '-', status}]
const two = (acme: StoodCell['status'], globex: StoodCell['status']): StoodCell[] => [
  {tenant: 'acme', status: acme},
  {tenant: 'globex', status: globex},
]

test.each<[string, StoodCell[], StoodCell[], string[]]>([
  ['stands alike', two('pass', 'fail'), two('pass', 'fail'), []],
  ['gets worse for all', all('pass'), all('blocked'), ['- worse: pass to blocked']],
  ['fails where it was blocked', all('blocked'), all('fail'), ['- worse: blocked to fail']],
  ['gets better', all('fail'), all('pass'), ['- better: fail to pass']],
  ['no longer applies', all('pass'), all('not-applicable'), ['- other: pass to not-applicable']],
  ['is waived', all('fail'), [{tenant: '-', status: 'fail', waived: true}], ['- other: fail to fail waived']],
  ['is new, and passes', [], all('pass'), ['- other: nothing to pass']],
  ['is new, and fails', [], all('fail'), ['- worse: nothing to fail']],
  ['went away', two('fail', 'fail'), [], ['acme+globex other: fail to nothing']],
  ['moves for two tenants alike', two('pass', 'pass'), two('fail', 'fail'), ['acme+globex worse: pass to fail']],
  [
    'moves for each otherwise',
    two('pass', 'fail'),
    two('fail', 'pass'),
    ['acme worse: pass to fail', 'globex better: fail to pass'],
  ],
  ['is told by tenant now', all('pass'), two('pass', 'fail'), ['globex worse: pass to fail']],
  ['is told for all now', two('pass', 'fail'), all('fail'), ['- worse: pass to fail']],
  ['loses a tenant', two('pass', 'fail'), two('pass', 'fail').slice(0, 1), ['globex other: fail to nothing']],
])('what became of an item that %s', (_, before, after, expected) => {
  expect(said(movesOf(before, after))).toEqual(expected)
})
