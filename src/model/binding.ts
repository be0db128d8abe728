import * as z from 'zod'
import {Position} from './position.ts'
import {Level} from './status.ts'

/** A condition over facts, three-valued. */
export const Condition = z.object({
  text: z.string().describe('CEL over facts'),
  at: Position,
})
export type Condition = z.infer<typeof Condition>

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
/** Plain JSON data, the only thing that crosses a border. */
export type Json = string | number | boolean | null | Json[] | {[key: string]: Json}
export const Json: z.ZodType<Json> = z.lazy(() => z.union([scalar, z.array(Json), z.record(z.string(), Json)]))

/** What an observation must meet: CEL, operators over the whole, or operators for each field (as written, checked when read). */
export const Expectation = z.discriminatedUnion('form', [
  z.object({form: z.literal('cel'), text: z.string(), at: Position}),
  z.object({form: z.literal('map'), map: z.record(z.string(), Json), at: Position}),
])
export type Expectation = z.infer<typeof Expectation>

export const Retry = z
  .strictObject({
    times: z.int().min(1).max(10).describe('Further tries after the first'),
    on: z
      .array(z.enum(['fail', 'error']))
      .default(['error'])
      .describe('Outcomes that are tried again'),
    backoff: z.int().min(0).max(60_000).default(500).describe('Milliseconds before the second try, doubled each time'),
  })
  .describe('Trying again; a pass that needed it is flaky')
export type Retry = z.infer<typeof Retry>

/** The use of a check in a binding. `params` are as written, completed by the shorthand. */
export const CheckCall = z.object({
  check: z.string(),
  params: z.record(z.string(), Json),
  written: z.string().describe('The call in one line, as a person wrote it'),
  expect: Expectation.nullable(),
  when: Condition.nullable(),
  from: z.string().nullable().describe('The vantage that alone can answer it'),
  needs: z.array(z.string()).describe('Items that must pass first'),
  timeout: z.int().positive().nullable().describe('Milliseconds'),
  retry: Retry.nullable(),
  why: z.string().nullable(),
  at: Position,
})
export type CheckCall = z.infer<typeof CheckCall>

/** A call, or `any` of several. */
export const CallOrAny = z.union([CheckCall, z.object({any: z.array(CheckCall).min(1), at: Position})])
export type CallOrAny = z.infer<typeof CallOrAny>

export const Attest = z
  .strictObject({
    question: z.string().optional().describe('What the person is asked'),
    renew_every: z.string().optional().describe('How long an attestation holds, for example 180d'),
    sees: z.array(z.string()).optional().describe('Documents that the person must have seen'),
  })
  .describe("What a person's dated word must say")
export type Attest = z.infer<typeof Attest>

/** Where a part of a binding was written. */
export const BindingSource = z.object({
  pack: z.string().nullable().describe('Name of the pack, or null for the file beside the checklist'),
  key: z.string().describe('The key or rule that applies, as written'),
  yaml: z.string().describe('The source text of the entry'),
  at: Position,
})
export type BindingSource = z.infer<typeof BindingSource>

/** All that ties one item to its proof, packs and files merged. */
export const Binding = z.object({
  texts: z
    .array(z.string())
    .describe('The sentences that it was written for, in words or as own:… fingerprints; empty when none is given'),
  why: z.string().nullable(),
  whens: z.array(Condition).describe('ANDed'),
  checks: z.array(CallOrAny),
  attest: Attest.nullable(),
  choice: z.string().nullable().describe('The fact that this item chooses a value of'),
  option: z.string().nullable().describe("The value of the parent's fact that this item stands for"),
  level: Level,
  owner: z.string().nullable(),
  drop: z.string().nullable().describe('Why it is dropped'),
  loosened: z.array(z.string()).describe('What the project file takes away from a pack, a clause each'),
  sources: z.array(BindingSource),
})
export type Binding = z.infer<typeof Binding>
