import type {snapshotOf} from '../index.ts'

type Snapshot = Awaited<ReturnType<typeof snapshotOf>>

/**
 * Remembers since when a cause has held. A run knows only its own time, and what has been unreachable for an hour
 * would be said to be so since a moment ago, round after round.
 */
export function makeSince(): (snapshot: Snapshot) => Snapshot {
  let known = new Map<string, string>()
  return (snapshot) => {
    const found = new Map<string, string>()
    const environments = snapshot.environments.map((environment) => ({
      ...environment,
      causes: environment.causes.map((shared) => {
        const key = JSON.stringify([environment.name, shared.cause, shared.what])
        const since = known.get(key) ?? shared.since
        found.set(key, since)
        return {...shared, since}
      }),
    }))
    known = found
    return {...snapshot, environments}
  }
}
