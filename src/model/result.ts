import * as z from 'zod'
import {Position} from './position.ts'
import {Decision} from './record.ts'
import {Finding} from './run.ts'
import {Claim, ClaimVerdict, Level, Proof, Reason, Status} from './status.ts'

const moment = z.iso.datetime()

/** A status with its reason; null status is the *none* of an item that only groups or is dropped. */
export const Standing = z.object({
  status: Status.nullable(),
  reason: Reason.nullable().describe('null only for pass, and for roll-ups'),
  because: z.string().describe('One clause for a person, empty for pass'),
})
export type Standing = z.infer<typeof Standing>

/** Where one item stands after a run, for one tenant. */
export const Result = z.object({
  key: z.string().describe('Key of the planned item'),
  tenant: z.string().describe('- when it holds for all tenants alike'),
  own: Standing,
  rollUp: z.object({
    status: Status.nullable(),
    recommendedNotSo: z.int().nonnegative().describe('Recommended ones below or here that fail or are blocked'),
  }),
  level: Level,
  proof: Proof,
  owner: z.string().nullable(),
  findings: z
    .array(Finding)
    .describe('In the order of the binding; those left out by their own condition are not here'),
  condition: z.string().nullable().describe('The condition that is false or unknown here, in words'),
  fact: z.string().nullable().describe('For a choice or option: what holds, in words'),
  flaky: z.boolean().describe('It passed, and needed a retry'),
  attestation: z.object({by: z.string(), on: z.string(), until: z.string().nullable(), at: Position}).nullable(),
  waiver: z
    .object({approver: z.string(), owner: z.string(), reason: z.string(), until: z.string(), at: Position})
    .nullable()
    .describe('A valid one; the status stays'),
  since: moment.nullable().describe('When this status was first seen in an unbroken line of runs; null when unknown'),
  lapses: moment
    .nullable()
    .describe(
      'When its pass, or its waiver, ends by itself while runs go on as they are; null when nothing of it ends',
    ),
  seenRed: z
    .array(z.object({call: z.string(), at: moment.nullable()}))
    .describe('For each of its calls, in the order of the binding, when it was last seen to fail; null: never'),
  elsewhere: z
    .array(z.object({environment: z.string(), status: Status}))
    .describe('The environments in which it stands otherwise, by its worst status there; never run ones say nothing'),
})
export type Result = z.infer<typeof Result>

/** One cell that stands otherwise in a later judgement than in an earlier one. */
export const Shift = z.object({
  key: z.string().describe('Key of the planned item'),
  tenant: z.string().describe('As the later judgement has it; - for all alike'),
  from: Standing.nullable().describe('null: the earlier judgement did not have it'),
  to: Standing,
  worse: z
    .boolean()
    .describe('It fails or is blocked and did neither before, or was not there; or it fails and was only blocked'),
})
export type Shift = z.infer<typeof Shift>

/** The box of one item held against the proof, over all tenants. */
export const ClaimResult = z.object({
  key: z.string(),
  claim: Claim,
  status: Status.nullable().describe('The roll-up that it was held against'),
  verdict: ClaimVerdict.nullable().describe('null where there is nothing to compare'),
})
export type ClaimResult = z.infer<typeof ClaimResult>

/** Items whose mending makes a gate met, merged by a common cause. */
export const Repair = z.object({
  cause: z.string().nullable().describe('One sentence for all of them, null when each stands alone'),
  items: z.array(
    z.object({
      key: z.string(),
      tenants: z.array(z.string()).describe('Those concerned; - for all alike'),
      status: Status,
      reason: Reason.nullable(),
      owner: z.string().nullable(),
      at: Position,
      contradicted: z.boolean().describe('The box is ticked'),
    }),
  ),
  expected: z.string().nullable(),
  saw: z.string().nullable(),
  because: z.string(),
  next: z.string().describe('A command in full, or one imperative sentence'),
})
export type Repair = z.infer<typeof Repair>

const Counts = z.object({
  pass: z.int(),
  fail: z.int(),
  blocked: z.int(),
  'not-applicable': z.int(),
  none: z.int(),
})

/** Named conditions on results, judged. */
export const Gate = z.object({
  name: z.string(),
  environment: z.string(),
  verdict: z
    .enum(['met', 'unmet', 'unjudged'])
    .describe(
      'unjudged: one cause blocks so much that nobody can say (no item fails, and a target is unreachable or no run exists)',
    ),
  why: z
    .enum(['met', 'empty', 'to-mend', 'no-run', 'unreachable'])
    .describe('met; nothing passes; items to mend; never run; target unreachable'),
  sentence: z.string().describe('One sentence for a person'),
  read: z
    .int()
    .nonnegative()
    .describe('Items that the gate reads: required, in its sections, with an own status or dropped'),
  passing: z.int().nonnegative().describe('Of those: pass in every tenant where they apply'),
  toMend: z.int().nonnegative(),
  failing: z.int().nonnegative(),
  blocked: z.int().nonnegative(),
  waived: z.int().nonnegative(),
  listed: z.array(z.string()).describe('Keys of unbound items that are only listed'),
  dropped: z.array(z.string()).describe('Keys of dropped items'),
  repairs: z.array(Repair),
  until: moment
    .nullable()
    .describe(
      'Forecast, if runs continue as they are: when it stops being met; for an unmet one until when it would hold, once mended; null when nothing in it lapses, or nobody can say',
    ),
  lapsesFirst: z.string().nullable().describe('Key of the item that lapses first'),
})
export type Gate = z.infer<typeof Gate>

/** Everything that a run, the records and now come to, for one environment. */
export const Results = z.object({
  environment: z.string(),
  judgedAt: moment.describe('The now that it was judged at'),
  freshUntil: moment.nullable().describe('When the oldest finding stops counting'),
  results: z
    .array(Result)
    .describe('In document order, then tenant order; one with tenant - for an item that is not judged per tenant'),
  claims: z.array(ClaimResult).describe('Only for the environment that the boxes speak of'),
  items: z
    .record(z.string(), z.object({status: Status.nullable(), rollUp: Status.nullable()}))
    .describe('By item key: the worst over tenants'),
  counts: Counts.describe('Items by the worst own status over their tenants'),
  coverage: z.record(Proof, z.int()).describe('Items that are judged, by proof; those that only group are in none'),
  gates: z.array(Gate),
  decision: Decision.omit({kind: true, environment: true})
    .nullable()
    .describe("The newest decision on this environment: always a person's, and no gate reads it"),
})
export type Results = z.infer<typeof Results>
