import * as z from 'zod'
import {Attestation, Decision, Waiver} from './record.ts'

/** What a record comes to in one environment that it speaks of. */
export const RecordStanding = z.object({
  environment: z.string(),
  standing: z
    .enum(['in-force', 'replaced', 'lapsed', 'not-counted'])
    .describe('It counts; another one counts instead; its time is over; it never counted, or no longer does'),
  because: z.string().describe('Why it does not count, one clause; empty for one that does'),
  keys: z.array(z.string()).describe('Items that it speaks of here'),
  until: z.iso.datetime().nullable().describe('Its last moment; null where it has none, or none that can be read'),
})
export type RecordStanding = z.infer<typeof RecordStanding>

/** A record as the site shows it, and where it stands. */
export const ShownRecord = z.object({
  record: z.discriminatedUnion('kind', [Attestation.omit({context: true, sees: true}), Waiver, Decision]),
  sees: z.array(z.string()).describe('Pages that the person looked at'),
  stands: z.array(RecordStanding).describe('By environment, in the order of proofmark.yaml'),
})
export type ShownRecord = z.infer<typeof ShownRecord>
