import * as z from 'zod'
import {Json} from './binding.ts'
import {Position} from './position.ts'
import {FactReading} from './setting.ts'
import {Cause, Outcome} from './status.ts'

const moment = z.iso.datetime().describe('UTC, ISO 8601')

/** What one check call reported. Everything in it is redacted and capped. */
export const Finding = z.object({
  call: z.string().describe('Id of the planned call'),
  check: z.string(),
  code: z
    .string()
    .optional()
    .describe("Hash of the check's file as it was, in hex; absent for a check that ships with Proofmark"),
  written: z.string(),
  tenant: z.string(),
  vantage: z.string(),
  outcome: Outcome,
  cause: Cause.nullable().describe('Why it is error or not-run; null otherwise'),
  message: z.string().describe('One sentence: what was expected and seen, or why nothing was'),
  expected: z.string().describe('The expectation in words'),
  saw: z.string().nullable().describe('The part of the observation that decided, in words'),
  source: Position.nullable().describe('The file and line that was seen, where there is one'),
  next: z.string().nullable().describe('What would mend it, as a command or an imperative sentence'),
  observation: Json.describe('The plain data seen; null when none'),
  at: moment.describe('When the last try began'),
  ms: z.int().nonnegative().describe('Duration of the last try in milliseconds'),
  attempts: z.int().nonnegative().describe('Tries made; 0 for not-run'),
  look: z
    .string()
    .default('')
    .describe('The `look` of the planned call, so that what was seen can be judged by another expectation'),
  until: moment
    .nullable()
    .default(null)
    .describe('When what was seen ends by itself, such as a certificate; null when it does not, or nobody can say'),
})
export type Finding = z.infer<typeof Finding>

/** One thing that went wrong once and took several calls with it. */
export const SharedCause = z.object({
  cause: Cause,
  what: z.string().describe('For example the origin that does not answer'),
  message: z.string().describe('One sentence'),
  since: moment,
  calls: z.array(z.string()).describe('Ids of the calls that it took'),
})
export type SharedCause = z.infer<typeof SharedCause>

/** One execution of a plan; a file that is never edited. */
export const Run = z.object({
  version: z.literal(1),
  id: z.string().describe('`<time>-<hash>`, for example 2026-11-24T14-02-11Z-9f31c2'),
  service: z.string(),
  environment: z.string(),
  vantage: z.string().describe('The place that it was made from; `outside` unless said'),
  target: z.string().nullable(),
  release: z.string().nullable(),
  startedAt: moment,
  finishedAt: moment,
  complete: z.boolean().describe('False when it was interrupted'),
  checklists: z.array(z.object({file: z.string(), digest: z.string()})),
  facts: z.array(FactReading),
  findings: z.array(Finding),
  causes: z.array(SharedCause),
})
export type Run = z.infer<typeof Run>
