import * as z from 'zod'
import {Run} from './run.ts'
import {Cause} from './status.ts'

/** What one of several shards of a run saw. It is no run, so that nothing is ever judged by a part alone. */
export const Shard = z
  .object({
    version: z.literal(1),
    kind: z.literal('shard'),
    index: z.int().positive().describe('Which one it is, from 1'),
    of: z.int().positive().describe('How many make the whole run'),
    calls: z.array(z.string()).describe('Ids of all calls of the plan, in its order'),
    closed: z
      .array(z.object({call: z.string(), reason: Cause, what: z.string(), message: z.string()}))
      .describe('What kept calls from seeing anything, of which the shared causes of the whole are made'),
    run: Run.describe('What this shard saw, with the calls that its own ones need'),
  })
  .refine(({index, of}) => index <= of, 'index is more than of')
export type Shard = z.infer<typeof Shard>
