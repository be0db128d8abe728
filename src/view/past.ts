import {type Gate, type Move, movesOf, type Past, pastAt, type StoodCell, type TrendPoint} from '../model/index.ts'
import {addressOf} from '../model/item-address.ts'
import type {EnvironmentLens, Lens} from './lens.ts'

/** One kept run, after the one before it. */
export interface RunLens {
  environment: EnvironmentLens
  id: string
  point: TrendPoint
  /** Its place among the kept runs, the oldest first. */
  index: number
  /** The address of its page; null where it has none. */
  href: string | null
  before: RunLens | null
  /** What became of items since the one before, in document order; null where nobody kept that. */
  moved: readonly Moved[] | null
}

export interface Moved {
  key: string
  moves: readonly Move[]
}

/** The most runs of an environment that have a page, and that can be compared. */
export const mostRunPages = 30
export const mostCompared = 60

/** Where the page of a run stands, from the site's root; null for names that make no safe path. */
export const runRoute = (environment: string, run: string): string | null =>
  [environment, run].every((name) => /^[A-Za-z0-9][\w.-]*$/.test(name)) ? `readiness/runs/${environment}/${run}` : null

/** Where the list of runs stands. */
export const runsHref = ({base}: Pick<Lens, 'base'>): string => `${base}readiness/runs/`

/** Where two runs are compared, and which two where they are told. */
export const diffHref = ({base}: Pick<Lens, 'base'>, from: RunLens | null = null, to: RunLens | null = null): string =>
  `${base}readiness/diff/${from === null || to === null ? '' : `?${new URLSearchParams({from: from.id, to: to.id})}`}`

/** The last letters of a run's id, which people call it by. */
export const shortRun = (id: string): string => id.split('-').at(-1) ?? id

interface Known {
  runs: readonly RunLens[]
  /** By item key, where it stood anew and since which run. */
  stood: ReadonlyMap<string, readonly {index: number; cells: readonly StoodCell[]}[]>
}

const known = new WeakMap<EnvironmentLens, Known>()

function knownOf(lens: Lens, environment: EnvironmentLens): Known {
  const kept = known.get(environment)
  if (kept !== undefined) return kept
  const runs: RunLens[] = []
  const stood = new Map<string, {index: number; cells: readonly StoodCell[]}[]>()
  let past: Map<string, readonly StoodCell[]> | null = null
  const points = environment.snapshot.trend
  for (const [index, point] of points.entries()) {
    if (point.run === null) continue
    for (const [key, cells] of Object.entries(point.stood ?? {}))
      stood.set(key, [...(stood.get(key) ?? []), {index, cells}])
    const moved: Moved[] | null = past === null || point.stood === undefined ? null : movedTo(lens, past, point.stood)
    past = point.stood === undefined ? null : (past ?? new Map<string, readonly StoodCell[]>())
    for (const [key, cells] of Object.entries(point.stood ?? {})) past?.set(key, cells)
    const route = index < points.length - mostRunPages ? null : runRoute(environment.name, point.run)
    const href = route === null ? null : `${lens.base}${addressOf(route)}/`
    runs.push({environment, id: point.run, point, index, href, before: runs.at(-1) ?? null, moved})
  }
  const found = {runs, stood}
  known.set(environment, found)
  return found
}

/** What becomes of items by what a run tells of them, in document order. */
function movedTo(
  lens: Lens,
  past: ReadonlyMap<string, readonly StoodCell[]>,
  stood: NonNullable<TrendPoint['stood']>,
): Moved[] {
  const moved = Object.entries(stood).map(([key, cells]) => ({key, moves: movesOf(past.get(key) ?? [], cells)}))
  return inOrder(
    lens,
    moved.filter(({moves}) => moves.length > 0),
  )
}

/** What is not alike by two runs, in document order, and how many items are; null where nobody kept that. */
export function movedBetween(lens: Lens, from: RunLens, to: RunLens): {moved: Moved[]; alike: number} | null {
  const [before, after] = [from, to].map(({environment, index}) => pastAt(environment.snapshot.trend, index))
  if (before == null || after == null) return null
  return between(lens, before, after)
}

function between(lens: Lens, before: Past, after: Past): {moved: Moved[]; alike: number} {
  const keys = [...new Set([...before.keys(), ...after.keys()])]
  const all = keys.map((key) => ({key, moves: movesOf(before.get(key) ?? [], after.get(key) ?? [])}))
  const moved = all.filter(({moves}) => moves.length > 0)
  return {moved: inOrder(lens, moved), alike: all.length - moved.length}
}

const orders = new WeakMap<Lens, ReadonlyMap<string, number>>()

/** In document order; what is no longer in a checklist comes last. */
export function inOrder<T extends {key: string}>(lens: Lens, all: readonly T[]): T[] {
  const order = orders.get(lens) ?? new Map([...lens.items.keys()].map((key, index) => [key, index]))
  orders.set(lens, order)
  const place = ({key}: T): number => order.get(key) ?? order.size
  return all.toSorted((a, b) => place(a) - place(b) || (a.key < b.key ? -1 : 1))
}

/** The kept runs of an environment, the oldest first; none on a public site. */
export const runsOf = (lens: Lens, environment: EnvironmentLens): readonly RunLens[] => knownOf(lens, environment).runs

/** Where an item stood by each kept run, the oldest first; empty where it was not judged, null where nobody kept it. */
export function stoodBy(lens: Lens, environment: EnvironmentLens, key: string): (readonly StoodCell[] | null)[] {
  const {runs, stood} = knownOf(lens, environment)
  const anew = new Map((stood.get(key) ?? []).map(({index, cells}) => [index, cells]))
  let last: readonly StoodCell[] | null = null
  return runs.map(({index, point}) => {
    last = point.stood === undefined ? null : (anew.get(index) ?? last ?? [])
    return last
  })
}

/** Keys of all items that the kept runs of an environment tell of. */
export const keysOf = (lens: Lens, environment: EnvironmentLens): string[] => [
  ...knownOf(lens, environment).stood.keys(),
]

/** What the gates of a run came to, all in all: as bad as the worst of them. */
export function verdictOf({gates}: Pick<TrendPoint, 'gates'>): Gate['verdict'] | null {
  const verdicts = gates.map(({verdict}) => verdict)
  return (['unmet', 'unjudged', 'met'] as const).find((each) => verdicts.includes(each)) ?? null
}
