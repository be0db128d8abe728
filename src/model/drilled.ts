import * as z from 'zod'
import {Position} from './position.ts'

/** What became of one call that was shown falsified observations. */
export const Drilled = z.object({
  call: z.string().describe('Id of the planned call'),
  check: z.string(),
  written: z.string(),
  expected: z.string().describe('The expectation in words'),
  tenant: z.string(),
  at: Position.describe('Where the call is written'),
  items: z.array(z.string()).describe('Keys of the items that lean on it'),
  shown: z.int().nonnegative().describe('Falsified observations that it was shown, each once'),
  red: z.int().nonnegative().describe('How many of them it called `fail`'),
  errors: z.int().nonnegative().describe('How many of them it could not judge, which is no `fail`'),
  first: z.string().nullable().describe('What turned it red first, in words; null when nothing did'),
  turns: z.array(z.string()).describe('What turned it red, one for each field that was falsified; the first few'),
  passed: z.array(z.string()).describe('What it let pass, in words; the first few'),
  vacuous: z.boolean().describe('Nothing that it was shown turned it red'),
  doubt: z.string().nullable().describe('Why nothing turned it red, where that does not prove that nothing can'),
})
export type Drilled = z.infer<typeof Drilled>

/** The calls of one environment, drilled, and what its runs say of them. */
export const DrilledEnvironment = z.object({
  environment: z.string(),
  calls: z.array(
    Drilled.extend({
      lastFailed: z.iso.datetime().nullable().describe('When a run last saw it fail, UTC; null: never'),
    }),
  ),
})
export type DrilledEnvironment = z.infer<typeof DrilledEnvironment>

/** What `proofmark drill --format json` prints. */
export const DrillReport = z.object({
  version: z.literal(1).describe('Version of this format; a field may be added within it, none goes or changes'),
  kind: z.literal('drill'),
  environments: z.array(DrilledEnvironment),
})
export type DrillReport = z.infer<typeof DrillReport>
