import type * as z from 'zod'
import type {AnyCheck, Check, Json} from '../model/index.ts'

/** Reads each object once: a run asks several times for the same parameters, and for what it has just seen. */
function readOnce<T>(parse: (value: unknown) => T) {
  const known = new WeakMap<object, {read: T}>()
  return (value: object, read?: T): T => {
    const found = known.get(value) ?? {read: read ?? parse(value)}
    known.set(value, found)
    return found.read
  }
}

/** Takes a check with exact types and gives it back erased: what crosses the border is parsed by its own schemas. */
export function defineCheck<Params extends z.ZodObject, Observation extends z.ZodObject>(
  check: Check<Params, Observation>,
): AnyCheck {
  const exact = readOnce((params) => check.params.parse(params))
  const seen = readOnce((observation) => check.observation.parse(observation))
  // The one marked cast: what a schema of JSON fields gave is JSON.
  const plain = (value: unknown): Record<string, Json> => value as Record<string, Json>
  const {resolve, nameOf, couldSee} = check
  return {
    ...check,
    code: null,
    usual: typeof check.expect === 'string' ? check.expect : null,
    read(params) {
      const read = check.params.safeParse(params)
      return read.success ? {params: plain(read.data)} : {issues: read.error.issues}
    },
    expect: (params) => (typeof check.expect === 'string' ? check.expect : check.expect(exact(params))),
    resolve: (params, place) => (resolve === undefined ? params : plain(resolve(exact(params), place))),
    async observe(params, doors) {
      const observation = check.observation.parse(await check.observe(exact(params), doors))
      seen(observation, observation)
      return plain(observation)
    },
    tell: (observation, params) => check.tell(seen(plain(observation)), exact(params)),
    couldSee(draft, changed, params, settings) {
      const read = check.observation.safeParse(draft)
      if (!read.success || couldSee === undefined) return read.success ? plain(read.data) : null
      const seen = check.observation.safeParse(couldSee(read.data, changed, exact(params), settings))
      return seen.success ? plain(seen.data) : null
    },
    nameOf: (field, params) => (nameOf === undefined ? field : nameOf(field, exact(params))),
  }
}
