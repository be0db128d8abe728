import * as z from 'zod'

/** Kleene's three values; `unknown` never turns into one of the others. */
export const Truth = z.enum(['true', 'false', 'unknown']).describe('true, false, or unknown')
export type Truth = z.infer<typeof Truth>

/** Kleene AND: one false decides, otherwise one unknown does. */
export const allOf = (truths: readonly Truth[]): Truth =>
  truths.includes('false') ? 'false' : truths.includes('unknown') ? 'unknown' : 'true'
