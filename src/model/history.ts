import * as z from 'zod'
import {Cause, Outcome} from './status.ts'

const moment = z.iso.datetime().describe('UTC, ISO 8601')

/** What the runs of an environment say of one call, beyond what the newest of them saw. */
export const CallHistory = z.object({
  lastFailed: moment.nullable().describe('When it was last seen to fail; null: never'),
  outcome: Outcome.describe('What the newest run that made it came to'),
  cause: Cause.nullable(),
  since: moment.describe('The first of the unbroken line of runs that came to the same'),
})
export type CallHistory = z.infer<typeof CallHistory>

/** What the runs of one environment say of its calls, by id of the planned call. */
export const History = z.record(z.string(), CallHistory)
export type History = z.infer<typeof History>
