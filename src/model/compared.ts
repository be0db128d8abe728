import * as z from 'zod'
import {Position} from './position.ts'
import {Problem} from './problem.ts'
import {Gate, Standing} from './result.ts'

const version = z.literal(1).describe('Version of this format; a field may be added within it, none goes or changes')
const moment = z.iso.datetime()
const passedOver = z.array(Problem).describe('Kept runs that could not be read')

/** Where one item stood by one run, for one tenant. */
export const Stood = Standing.extend({
  known: z.boolean().describe('False: its checks are not in the run, as of an item that was added or bound since'),
  waived: z.boolean(),
  expected: z.string().nullable().describe('By the call that decided'),
  saw: z.string().nullable().describe('What that call saw, in words'),
  cause: z.string().nullable().describe('What went wrong once and took other calls too; null: nothing did'),
})
export type Stood = z.infer<typeof Stood>

/** One of two runs that are compared, judged for the moment that it finished. */
const Side = z.object({
  run: z.string(),
  environment: z.string(),
  vantage: z.string(),
  release: z.string().nullable(),
  finishedAt: moment,
  complete: z.boolean(),
  gates: z.array(Gate.pick({name: true, verdict: true, sentence: true})),
})
export type Side = z.infer<typeof Side>

/** What stands otherwise by the second run, for one tenant. */
export const Difference = z.object({
  key: z.string().describe('Key of the planned item'),
  tenant: z.string().describe('- for all alike'),
  change: z.enum(['worse', 'better', 'other']),
  from: Stood.nullable().describe('null: the first run has no such tenant'),
  to: Stood,
})
export type Difference = z.infer<typeof Difference>

const number = z.int().nonnegative()

/** What `proofmark diff RUN RUN --format json` prints. */
export const DiffReport = z.object({
  version,
  kind: z.literal('diff'),
  from: Side,
  to: Side,
  counts: z
    .object({worse: number, better: number, other: number, same: number})
    .describe('Items, each by the worst of its tenants; those that only group are not counted'),
  differences: z.array(Difference.extend({text: z.string(), at: Position})),
})
export type DiffReport = z.infer<typeof DiffReport>

/** A stretch of kept runs, one after another, by which an item stood alike. */
export const Stretch = Stood.extend({
  since: moment.describe('When the first run of it finished'),
  run: z.string().describe('That first run; release, and what was seen, are its own'),
  release: z.string().nullable(),
  lastSeen: moment.describe('When the last run of it finished'),
  runs: z.int().positive(),
})
export type Stretch = z.infer<typeof Stretch>

const Line = z.object({
  tenants: z.array(z.string()).describe('Those of which all of it is so; - for all alike'),
  lastRed: moment.nullable().describe('When the last run by which it failed finished; null: none of these'),
  stretches: z.array(Stretch).describe('The newest first'),
})
export type Line = z.infer<typeof Line>

/** What `proofmark history ITEM --format json` prints. */
export const HistoryReport = z.object({
  version,
  kind: z.literal('history'),
  key: z.string(),
  text: z.string(),
  at: Position,
  environments: z.array(
    z.object({
      environment: z.string(),
      runs: number.describe('Kept runs that it tells of'),
      lines: z.array(Line).describe('Empty when it was never run'),
      problems: passedOver,
    }),
  ),
})
export type HistoryReport = z.infer<typeof HistoryReport>
