import * as z from 'zod'
import {Gate, Results} from './result.ts'
import {Status} from './status.ts'

/** Where an item stood by a run, for one tenant. */
export const StoodCell = z.object({
  tenant: z.string().describe('- for all alike'),
  status: Status,
  waived: z.literal(true).optional().describe('It is not so, and that was accepted'),
  why: z.string().optional().describe('Of fail and blocked: what decided it when it came to stand so, in a line'),
})
export type StoodCell = z.infer<typeof StoodCell>

/** What is told of one kept run to everybody. */
const Told = z.object({
  run: z.string().nullable().describe('Its id; null on a public site'),
  at: z.iso.datetime().describe('When it finished'),
  release: z.string().nullable(),
  counts: Results.shape.counts,
  gates: z.array(Gate.pick({name: true, verdict: true})),
})

/** What one kept run came to, judged for the moment that it finished. */
export const TrendPoint = Told.extend({
  vantage: z.string().optional(),
  complete: z.boolean().optional().describe('False when it was interrupted'),
  stood: z
    .record(z.string(), z.array(StoodCell))
    .optional()
    .describe(
      'By item key, where it stood: only items that stand otherwise than by the run before, and an empty list for one that went away. Absent where nobody kept it; the next one is then whole',
    ),
})
export type TrendPoint = z.infer<typeof TrendPoint>

/** The most runs of an environment that are told of. */
export const mostTrendPoints = 200

/** `history.json` of a built site. */
export const SiteHistory = z.object({
  version: z.literal(1),
  service: z.string(),
  environments: z.array(
    z.object({
      name: z.string(),
      runs: z.array(Told).max(mostTrendPoints).describe('The newest last; each as it was judged when it was new'),
    }),
  ),
})
export type SiteHistory = z.infer<typeof SiteHistory>

/** `status.json` of a built site. */
export const SiteStatus = z.object({
  version: z.literal(1),
  service: z.string(),
  docs: z.string().describe('Of the docs and what frames them: another one, and the site was built anew'),
  checklists: z.array(z.object({name: z.string(), digest: z.string(), items: z.int().nonnegative()})),
  at: z.string().describe('When it was judged last: the time of day, in words'),
  said: z.array(z.string()).describe('Where each item stands in each environment, as a sentence'),
  environments: z.array(
    z.object({
      name: z.string(),
      run: z.string().nullable().describe('Id of the newest run; null when there is none'),
      release: z.string().nullable(),
      ...Results.pick({judgedAt: true, freshUntil: true, counts: true}).shape,
      gates: z.array(
        Gate.pick({
          name: true,
          verdict: true,
          why: true,
          until: true,
          toMend: true,
          failing: true,
          blocked: true,
          waived: true,
        }),
      ),
      ...Results.pick({items: true}).shape,
    }),
  ),
})
export type SiteStatus = z.infer<typeof SiteStatus>
