import {type Results, type Run, type StoodCell, type TrendPoint, withPoint} from '../../src/model/index.ts'
import {whatStood} from '../../src/results/index.ts'

const older = 30
const day = 86_400_000

/** What the kept runs of an environment came to: a month of older ones, then those given; each holds what differs from the one before. */
export function pastOf(...kept: readonly {results: Results; run: Run}[]): TrendPoint[] {
  const [oldest] = kept
  if (oldest === undefined) return []
  const {results, run: first} = oldest
  const before = Array.from({length: older}, (_, index): TrendPoint => {
    const at = new Date(Date.parse(first.finishedAt) - (older - index) * day)
    const id = `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z-${String(index).padStart(6, '0')}`
    const release = index < older / 2 ? '0c1d2e3' : first.release
    return {...pointOf(results, first), run: id, at: at.toISOString(), release, stood: mended(results, index)}
  })
  const all = [...before, ...kept.map((each) => pointOf(each.results, each.run))]
  return all.reduce<TrendPoint[]>((points, point, index) => withPoint(points, index, 0, point), [])
}

const pointOf = ({counts, gates, ...results}: Results, run: Run): TrendPoint => ({
  ...{run: run.id, at: run.finishedAt, release: run.release, vantage: run.vantage, complete: run.complete, counts},
  gates: gates.map(({name, verdict}) => ({name, verdict})),
  stood: whatStood({...results, counts, gates}),
})

/** Most of it passed on some days. */
function mended(results: Results, index: number): Record<string, StoodCell[]> {
  const stood = Object.entries(whatStood(results))
  const passing = ({tenant}: StoodCell): StoodCell => ({tenant, status: 'pass'})
  return Object.fromEntries(stood.map(([key, cells], at) => [key, (index + at) % 7 < 5 ? cells.map(passing) : cells]))
}
