import type {History, Run} from '../model/index.ts'

/**
 * Runs whose shared causes say since when they have held: a run knows only its own time, and what has been unreachable for an hour
 * would be said to be so since a moment ago, run after run.
 */
export const sinceFirstSeen = (runs: readonly Run[], history: History): Run[] =>
  runs.map((run) => ({
    ...run,
    causes: run.causes.map((shared) => {
      const lines = shared.calls.flatMap((call) => (Object.hasOwn(history, call) ? (history[call] ?? []) : []))
      const held = lines.filter(({cause}) => cause === shared.cause).map(({since}) => since)
      const [first = shared.since] = [...held, shared.since].toSorted((a, b) => Date.parse(a) - Date.parse(b))
      return {...shared, since: first}
    }),
  }))
