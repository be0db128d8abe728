import type * as z from 'zod'
import {CallHistory, type Outcome, type Run} from '../model/index.ts'

/** What one run came to for one call. */
export const Sighting = CallHistory.pick({outcome: true, cause: true}).extend({at: CallHistory.shape.since})
export type Sighting = z.infer<typeof Sighting>

const time = (moment: string): number => Date.parse(moment)

/** The history of one call, and the two ends that a run which comes late may move: the last of its line, and what stood before. */
export const Line = CallHistory.extend({
  newest: CallHistory.shape.since.describe('The last of the line'),
  before: Sighting.nullable().describe('The last that came to something else; null: none did'),
}).refine(
  ({outcome, since, newest, before, lastFailed}) =>
    time(since) <= time(newest) &&
    (before === null || time(before.at) <= time(since)) &&
    (lastFailed === null ? outcome !== 'fail' : time(lastFailed) <= time(newest)),
  'moments that contradict each other',
)
export type Line = z.infer<typeof Line>

const badness: Readonly<Record<Outcome, number>> = {pass: 0, 'not-run': 1, error: 2, fail: 3}

/** The older first; of two at the same moment the worse counts as newer, as where results are judged. */
export const inOrder = (a: Sighting, b: Sighting): number =>
  time(a.at) - time(b.at) ||
  badness[a.outcome] - badness[b.outcome] ||
  (a.cause ?? '').localeCompare(b.cause ?? '', 'en')

export const isSame = (a: Pick<Sighting, 'outcome' | 'cause'>, b: Pick<Sighting, 'outcome' | 'cause'>): boolean =>
  a.outcome === b.outcome && a.cause === b.cause

/** What a run came to, by call. What another place has to answer, and what was interrupted, says nothing of a call. */
export function sightingsOf({findings}: Pick<Run, 'findings'>): Map<string, Sighting[]> {
  const told = findings.filter(({cause}) => cause !== 'vantage' && cause !== 'interrupted')
  const byCall = Map.groupBy(told, ({call}) => call)
  return new Map(
    [...byCall].map(([call, found]) => [call, found.map(({at, outcome, cause}) => ({at, outcome, cause}))]),
  )
}

const laterOf = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && time(b) > time(a)) ? b : a

/**
 * A line with one more sighting, whenever that was made. The same sighting twice changes nothing, and neither does the order in which
 * they come. `after` gives what was seen of the call later than the sighting: asked for only where that breaks the line inside.
 */
export async function withSighting(
  line: Line | undefined,
  seen: Sighting,
  after: () => Promise<readonly Sighting[]>,
): Promise<Line> {
  const {at, outcome, cause} = seen
  const failed = outcome === 'fail' ? at : null
  const alone = {outcome, cause, since: at, newest: at}
  if (line === undefined) return {lastFailed: failed, ...alone, before: null}
  const known = {...line, lastFailed: laterOf(line.lastFailed, failed)}
  const endAt = (moment: string): Sighting => ({outcome: line.outcome, cause: line.cause, at: moment})
  const same = isSame(seen, line)
  if (inOrder(seen, endAt(line.newest)) > 0)
    return same ? {...known, newest: at} : {...known, ...alone, before: endAt(line.newest)}
  if (line.before !== null && inOrder(seen, line.before) <= 0) return known
  if (same) return time(at) < time(line.since) ? {...known, since: at} : known
  if (inOrder(seen, endAt(line.since)) < 0) return {...known, before: seen}
  const rest = (await after()).filter((each) => isSame(each, line) && inOrder(each, seen) > 0).toSorted(inOrder)
  return {...known, before: seen, since: rest[0]?.at ?? line.newest}
}
