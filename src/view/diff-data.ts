import type {StoodCell} from '../model/index.ts'
import {gateMarks} from './answers.ts'
import {moment} from './dates.ts'
import {movedItem} from './html-pen.ts'
import type {EnvironmentLens, Lens} from './lens.ts'
import {inOrder, keysOf, mostCompared, type RunLens, runsOf, shortRun, stoodBy, verdictOf} from './past.ts'

/** What two runs are picked from on the page that compares them, by number of item. */
export interface DiffData {
  /** Items that do not stand alike by all of the runs, in document order. */
  items: {text: string; href: string | null}[]
  /** How many others there are. */
  alike: number
  environments: {name: string; runs: DiffRun[]}[]
}

/** One run, the oldest first. */
export interface DiffRun {
  id: string
  /** `24 Nov 2026, 18:31 UTC · production · unmet · release 4f2c91a · run 9f31c2` */
  label: string
  /** Where items stand otherwise than by the run before. */
  stood: Record<number, readonly StoodCell[]>
}

/** The file that the page's script reads. */
export const diffJson = (lens: Lens): string => `${JSON.stringify(diffData(lens))}\n`

/** The runs that can be compared, and where items stood by each. */
export function diffData(lens: Lens): DiffData {
  const told = lens.environments.map((environment) => ({environment, runs: comparable(lens, environment)}))
  const keys = [...new Set(lens.environments.flatMap((environment) => keysOf(lens, environment)))]
  const data: DiffData = {
    items: [],
    alike: 0,
    environments: told.map(({environment, runs}) => ({
      name: environment.name,
      runs: runs.map((run) => ({id: run.id, label: labelOf(run), stood: {}})),
    })),
  }
  for (const {key} of inOrder(
    lens,
    keys.map((key) => ({key})),
  )) {
    const series = told.map(({environment, runs}) => {
      const all = stoodBy(lens, environment, key)
      return runs.map(({place}) => bare(all[place] ?? []))
    })
    if (isAlike(series)) data.alike += series.some(([cells]) => cells !== undefined && cells.length > 0) ? 1 : 0
    else tell(data, movedItem(lens, {key, moves: []}), series)
  }
  return data
}

/** The newest runs of which somebody kept where everything stood, with their places among all. */
const comparable = (lens: Lens, environment: EnvironmentLens): (RunLens & {place: number})[] =>
  runsOf(lens, environment)
    .map((run, place) => ({...run, place}))
    .filter(({point}) => point.stood !== undefined)
    .slice(-mostCompared)

function labelOf({environment, point, id}: RunLens): string {
  const verdict = verdictOf(point)
  const parts = [
    moment(point.at),
    environment.name,
    verdict === null ? '' : gateMarks[verdict].word,
    point.release === null ? '' : `release ${point.release}`,
    `run ${shortRun(id)}`,
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

const bares = new WeakMap<readonly StoodCell[], readonly StoodCell[]>()

/** Where an item stood, without why: that is on its own page. The same list of the same list. */
function bare(cells: readonly StoodCell[]): readonly StoodCell[] {
  const found = bares.get(cells) ?? cells.map(({why: _, ...cell}) => cell)
  bares.set(cells, found)
  return found
}

/** Whether an item stands alike by all runs of all environments; what did not change is the same list. */
function isAlike(series: readonly (readonly (readonly StoodCell[])[])[]): boolean {
  const different = new Set(series.flatMap((all) => [...new Set(all)]))
  return new Set([...different].map((cells) => JSON.stringify(cells))).size < 2
}

function tell(
  {items, environments}: DiffData,
  {text, href}: DiffData['items'][number],
  series: readonly (readonly (readonly StoodCell[])[])[],
): void {
  const number = items.length
  items.push({text, href})
  for (const [index, {runs}] of environments.entries()) {
    let last: readonly StoodCell[] = []
    for (const [at, {stood}] of runs.entries()) {
      const cells = series[index]?.[at] ?? []
      if (JSON.stringify(cells) !== JSON.stringify(last)) stood[number] = cells
      last = cells
    }
  }
}
