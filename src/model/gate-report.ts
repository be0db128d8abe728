import * as z from 'zod'
import {Problem} from './problem.ts'
import {Gate, Shift} from './result.ts'

const moment = z.iso.datetime()

/** An earlier judgement that a later one is held against. */
export const Baseline = z.object({
  runs: z.array(z.object({id: z.string(), vantage: z.string(), finishedAt: moment, complete: z.boolean()})),
  judgedAt: moment.describe('When the newest of them finished'),
  gates: z.array(
    z.object({
      name: z.string(),
      gotWorse: z.boolean().describe('It has more to mend than then, or is met no longer'),
      worse: z.array(z.string()).describe('Keys of the items that it asks to mend now and did not then'),
    }),
  ),
  shifts: z.array(Shift).describe('All that stands otherwise now, whether a gate reads it or not'),
})
export type Baseline = z.infer<typeof Baseline>

/** A run that gates were judged over. */
export const JudgedOver = z.object({
  id: z.string(),
  vantage: z.string(),
  release: z.string().nullable(),
  finishedAt: moment,
  complete: z.boolean(),
  judgedAnew: z.int().nonnegative().describe('Calls whose expectation has changed since, judged over what it saw'),
  otherText: z.array(z.string()).describe('Checklists that read otherwise than when it was made; ids decide'),
})
export type JudgedOver = z.infer<typeof JudgedOver>

/** The gates of one environment, judged over runs that were made before. */
export const JudgedGates = z.object({
  environment: z.string(),
  judgedAt: moment.describe('The moment that they were judged at'),
  freshUntil: moment.nullable().describe('When the oldest finding stops counting'),
  runs: z.array(JudgedOver).describe('Empty when it was never run'),
  gates: z.array(Gate),
  baseline: Baseline.nullable().describe('null: not asked for'),
  problems: z.array(Problem).describe('What is wrong in what the authors wrote, and stopped nothing'),
})
export type JudgedGates = z.infer<typeof JudgedGates>
