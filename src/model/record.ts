import * as z from 'zod'
import {Position} from './position.ts'

/** A person's dated statement that an item is met. */
export const Attestation = z.object({
  kind: z.literal('attestation'),
  item: z.string(),
  text: z.string(),
  context: z.string(),
  environments: z.array(z.string()).min(1),
  tenants: z.array(z.string()).nullable(),
  says: z.enum(['met', 'not-applicable']),
  by: z.string(),
  on: z.string(),
  until: z.string().nullable(),
  renewEvery: z.string().nullable(),
  release: z.string().nullable(),
  sees: z.array(z.object({path: z.string(), sha256: z.string()})),
  note: z.string(),
  at: Position,
})
export type Attestation = z.infer<typeof Attestation>

/** A dated acceptance that an item is not met; it never changes a status. */
export const Waiver = z.object({
  kind: z.literal('waiver'),
  item: z.string(),
  text: z.string(),
  covers: z.enum(['item', 'subtree']),
  environments: z.array(z.string()).min(1),
  tenants: z.array(z.string()).nullable(),
  reason: z.string(),
  owner: z.string(),
  approver: z.string(),
  until: z.string(),
  at: Position,
})
export type Waiver = z.infer<typeof Waiver>

/** The accountable person's go or no-go. */
export const Decision = z.object({
  kind: z.literal('decision'),
  environment: z.string(),
  decision: z.enum(['go', 'conditional-go', 'no-go']),
  by: z.string(),
  on: z.string(),
  conditions: z.string().nullable(),
  at: Position,
})
export type Decision = z.infer<typeof Decision>

/** What people stated, reviewed like code. */
export const Records = z.discriminatedUnion('kind', [Attestation, Waiver, Decision])
export type Records = z.infer<typeof Records>
