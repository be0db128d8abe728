import type {Result} from '../model/index.ts'
import {type EnvironmentLens, type ItemLens, resultsOf} from './lens.ts'

/** When each call of some results was last seen to fail, by its id; null: never. */
export const redByCall = (results: readonly Result[]): ReadonlyMap<string, string | null> =>
  new Map(results.flatMap(({seenRed}) => seenRed.map(({call, at}) => [call, at] as const)))

/** When any call of an item was last seen to fail: `at` is null when none ever was; null where there is no call. */
export function lastRed(environment: EnvironmentLens, {key}: ItemLens): {at: string | null} | null {
  const times = [...redByCall(resultsOf(environment, key)).values()]
  if (times.length === 0) return null
  return {
    at:
      times
        .flatMap((time) => time ?? [])
        .toSorted()
        .at(-1) ?? null,
  }
}

/** How many calls of an environment there are, and how many of them were never seen to fail. */
export function neverRed({results}: EnvironmentLens): {calls: number; never: number} {
  const times = redByCall([...results.values()].flat())
  return {calls: times.size, never: [...times.values()].filter((time) => time === null).length}
}
