import * as z from 'zod'
import type {Binding} from './binding.ts'
import type {Item} from './checklist.ts'
import {Position} from './position.ts'

/** A page that a person looked at, and what it says today. */
export const SeenPage = z.object({
  path: z.string().describe('Path from the project root'),
  sha256: z.string().describe('Its text when it was seen, without formatting and front matter, hashed'),
  now: z.string().nullable().describe('The same of today; null when the page is gone or cannot be read'),
})
export type SeenPage = z.infer<typeof SeenPage>

/** A person's dated statement that an item is met. */
export const Attestation = z.object({
  kind: z.literal('attestation'),
  item: z.string().describe('An item, by any form of id that names one'),
  text: z.string().describe('The sentence as attested'),
  context: z.string().describe('What it stood under: the items around it, then its headings, a line each'),
  environments: z.array(z.string()).min(1),
  tenants: z.array(z.string()).nullable().describe('null: all'),
  says: z.enum(['met', 'not-applicable']),
  by: z.string(),
  on: z.string(),
  until: z.string().nullable(),
  renewEvery: z.string().nullable(),
  release: z.string().nullable().describe('The only release that it speaks of'),
  sees: z.array(SeenPage),
  note: z.string().describe('What the person wrote below'),
  at: Position,
})
export type Attestation = z.infer<typeof Attestation>

/** A dated acceptance that an item is not met; it never changes a status. */
export const Waiver = z.object({
  kind: z.literal('waiver'),
  item: z.string(),
  text: z.string(),
  covers: z.enum(['item', 'subtree']),
  items: z
    .array(z.object({item: z.string(), text: z.string()}))
    .describe('With `subtree`: the items below that it covers, with their sentences'),
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

/** Two names of people or teams that mean the same. */
export const samePerson = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** Why a waiver is not approved, in our grammar; null when it is. */
export function approvalFault(
  {owner, approver}: Pick<Waiver, 'owner' | 'approver'>,
  approvers: readonly string[],
): string | null {
  if (samePerson(owner, approver))
    return `Unexpected approver \`${approver}\`, who owns what is waived, expected another person`
  return approvers.some((each) => samePerson(each, approver))
    ? null
    : `Unexpected approver \`${approver}\`, expected one that \`approvers\` in \`proofmark.yaml\` lists`
}

/** The pages that a person must have seen: what the binding asks for, or else each document that the item links. */
export function pagesToSee({links}: Pick<Item, 'links'>, binding: Binding | null): string[] {
  const linked = links.flatMap(({kind, path}) => (kind === 'document' && path !== null ? [path] : []))
  return [...new Set(binding?.attest?.sees ?? linked)]
}
