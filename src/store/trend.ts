import {readFile} from 'node:fs/promises'
import * as z from 'zod'
import {writeWhole} from '../disk/index.ts'
import {mostTrendPoints, newestPoints, type Run, TrendPoint, withPoint} from '../model/index.ts'
import {below, trendFile} from './folder.ts'
import {listRuns, type RunFile, readKept, vantageAt} from './read.ts'

/** Judges a run for the moment that it finished, and says where everything stood; `together` is it and the newest before it of every other vantage. */
export type JudgeThen = (run: Run, together: readonly Run[]) => Promise<TrendPoint>

const Trend = z.object({version: z.literal(1), points: z.array(TrendPoint.extend({run: z.string()}))})
type Point = z.infer<typeof Trend>['points'][number]

/**
 * What the kept runs of an environment came to, the newest last. A run is judged when it is first met here, and what it came to is kept
 * beside the runs: a plan that changes later changes no past, and a run whose file is deleted is still told of.
 */
export async function trendOf(
  root: string,
  environment: string,
  inHand: readonly Run[],
  judge: JudgeThen,
): Promise<TrendPoint[]> {
  const before = await readTrend(root, environment)
  let points = before
  const known = new Set(points.flatMap(({run, stood}) => (stood === undefined ? [] : [run])))
  const files = (await listRuns(root, environment)).toReversed()
  const wanted = new Set(files.slice(-mostTrendPoints).flatMap(({id}) => (known.has(id) ? [] : [id])))
  for await (const runs of wanted.size === 0 ? [] : together(root, environment, files, wanted, inHand)) {
    const [run] = runs
    if (run !== undefined) points = withRun(points, {...(await judge(run, runs)), run: run.id})
  }
  const trend = newestPoints(points, mostTrendPoints)
  // Where it cannot be written it is made again the next time.
  if (points !== before) await writeTrend(root, environment, trend).catch(() => undefined)
  return trend
}

/** Each wanted run, first, with the newest before it of every other vantage. A file that is no run of this environment is passed over. */
async function* together(
  root: string,
  environment: string,
  files: readonly RunFile[],
  wanted: ReadonlySet<string>,
  inHand: readonly Run[],
): AsyncGenerator<Run[]> {
  const newest = new Map<string, RunFile>()
  let read = new Map(inHand.map((run) => [run.id, run]))
  for (const file of files) {
    const vantage = await vantageAt(below(root, file.file)).catch(() => null)
    if (vantage === null) continue
    newest.delete(vantage)
    newest.set(vantage, file)
    if (!wanted.has(file.id)) continue
    const runs: Run[] = []
    for (const {id, file: name} of [...newest.values()].toReversed()) {
      const run = read.get(id) ?? (await readKept(root, name).catch(() => null))
      if (run !== null && run.environment === environment) runs.push(run)
    }
    // What was read for one is what most likely stands beside the next.
    read = new Map([...inHand, ...runs].map((run) => [run.id, run]))
    if (runs[0]?.id === file.id) yield runs
  }
}

/** Puts a point where it belongs in time. An earlier one of the same run, which did not keep where everything stood, makes room. */
function withRun(points: readonly Point[], point: Point): Point[] {
  const known = points.findIndex(({run}) => run === point.run)
  if (known >= 0) return withPoint(points, known, 1, point)
  const later = points.findIndex((each) => inTime(each, point) > 0)
  return withPoint(points, later < 0 ? points.length : later, 0, point)
}

const inTime = (a: Point, b: Point): number => Date.parse(a.at) - Date.parse(b.at) || (a.run < b.run ? -1 : 1)

async function readTrend(root: string, environment: string): Promise<Point[]> {
  try {
    return Trend.parse(JSON.parse(await readFile(below(root, trendFile(environment)), 'utf8'))).points
  } catch {
    return []
  }
}

const writeTrend = (root: string, environment: string, points: readonly Point[]): Promise<void> =>
  writeWhole(
    below(root, trendFile(environment)),
    `{"version": 1, "points": [\n${points.map((point) => JSON.stringify(point)).join(',\n')}\n]}\n`,
  )
