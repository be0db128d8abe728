import type * as z from 'zod'
import type {AnyCheck, Check, Json} from '../model/index.ts'

/** Takes a check with exact types and gives it back erased: what crosses the border is parsed by its own schemas. */
export function defineCheck<Params extends z.ZodObject, Observation extends z.ZodObject>(
  check: Check<Params, Observation>,
): AnyCheck {
  const exact = (params: Record<string, Json>): z.output<Params> => check.params.parse(params)
  // The one marked cast: what a schema of JSON fields gave is JSON.
  const plain = (value: unknown): Record<string, Json> => value as Record<string, Json>
  const {resolve, nameOf} = check
  return {
    ...check,
    read(params) {
      const read = check.params.safeParse(params)
      return read.success ? {params: plain(read.data)} : {issues: read.error.issues}
    },
    expect: (params) => (typeof check.expect === 'string' ? check.expect : check.expect(exact(params))),
    resolve: (params, place) => (resolve === undefined ? params : plain(resolve(exact(params), place))),
    observe: async (params, doors) => plain(check.observation.parse(await check.observe(exact(params), doors))),
    tell: (observation, params) => check.tell(check.observation.parse(observation), exact(params)),
    nameOf: (field, params) => (nameOf === undefined ? field : nameOf(field, exact(params))),
  }
}
