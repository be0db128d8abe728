import type {StoodCell, TrendPoint} from './trend.ts'

/** Where everything stood by one run: the cells of each item, by its key. */
export type Past = ReadonlyMap<string, readonly StoodCell[]>

type Stood = Pick<TrendPoint, 'stood'>

/** Where everything stood by each of several runs, one after the other; null where nobody kept it. Each is good until the next is taken. */
export function* pastsOf(points: Iterable<Stood>): Generator<Past | null> {
  const past = new Map<string, readonly StoodCell[]>()
  for (const {stood} of points) {
    if (stood === undefined) past.clear()
    else
      for (const [key, cells] of Object.entries(stood))
        if (cells.length === 0) past.delete(key)
        else past.set(key, cells)
    yield stood === undefined ? null : past
  }
}

/** Where everything stood by the run at an index; null where there is none, or nobody kept it. */
export function pastAt(points: readonly Stood[], index: number): Past | null {
  let found: Past | null = null
  if (index >= 0 && index < points.length) for (const past of pastsOf(points.slice(0, index + 1))) found = past
  return found
}

/** What makes the second of the first. */
export function stoodSince(before: Past | null, after: Past): Record<string, StoodCell[]> {
  const stood: Record<string, StoodCell[]> = {}
  for (const [key, cells] of after) if (!areAlike(before?.get(key) ?? [], cells)) stood[key] = [...cells]
  for (const key of before?.keys() ?? []) if (!after.has(key)) stood[key] = []
  return stood
}

/** Whether an item stood alike, for the same tenants. */
const areAlike = (a: readonly StoodCell[], b: readonly StoodCell[]): boolean =>
  a.length === b.length &&
  a.every(({tenant, status, waived}, index) => {
    const other = b[index]
    return other?.tenant === tenant && other.status === status && other.waived === waived
  })

/** Points with one more that holds where everything stood, put in at an index or in the place of what stands there. */
export function withPoint<P extends Stood>(points: readonly P[], at: number, replaced: 0 | 1, point: P): P[] {
  const [next, ...later] = points.slice(at + replaced)
  const whole = pastAt([point], 0)
  const then = pastAt(points, at + replaced)
  return [
    ...points.slice(0, at),
    told(point, pastAt(points, at - 1), whole),
    ...(next === undefined ? [] : [told(next, whole, then)]),
    ...later,
  ]
}

/** The newest points; the first of them says what those that are left out said. */
export function newestPoints<P extends Stood>(points: readonly P[], most: number): P[] {
  const start = Math.max(0, points.length - most)
  const [first, ...others] = points.slice(start)
  return first === undefined || start === 0 ? [...points] : [told(first, null, pastAt(points, start)), ...others]
}

const told = <P extends Stood>(point: P, before: Past | null, whole: Past | null): P =>
  whole === null ? point : {...point, stood: stoodSince(before, whole)}
