import * as z from 'zod'
import {begins, spanOf} from '../../model/index.ts'

const words = z.string().refine((text) => text.trim() !== '', {error: 'expected words'})
/** Longer than any id with the name of its checklist: nearness is costly for what is longer. */
const id = words.refine((text) => text.length <= 400, {error: 'expected an id'})
const names = z.array(words).min(1)
const date = z.string().refine((text) => begins(text) !== null, {
  error: 'expected a day such as `2026-11-24`, or a moment with a zone such as `2026-11-24T14:00:00Z`',
})
const span = z.string().refine((text) => spanOf(text) !== null, {error: 'expected a span such as `180d`'})
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, {error: 'expected 64 hex digits, as `proofmark attest` writes them'})
const path = z.string().refine((text) => /^[^/\\]/.test(text) && !text.split('/').includes('..'), {
  error: 'expected a path from the project root, with `/`',
})

/** What a page may say of itself in its front matter, whatever it is. */
const page = {
  title: z.string().optional().describe('Title of the page'),
  description: z.string().optional().describe('One sentence for search results'),
}

/** What hangs together is looked at when each field is as it should be. */
const isWellFormed = ({issues}: {issues: readonly unknown[]}): boolean => issues.length === 0

const about = {
  item: id.describe('The item, by any form of id that names one'),
  text: words.describe('Its sentence, as it stood'),
  environments: names.describe('Where it counts; nowhere else'),
  tenants: names.optional().describe('For whom it counts; for all of them unless given'),
}

const attestation = z
  .strictObject({
    kind: z.literal('attestation').describe('Which kind of record it is'),
    ...about,
    context: z.string().describe('What the sentence stood under, a line each: the items around it, then its headings'),
    says: z.enum(['met', 'not-applicable']).describe('What the person states'),
    by: words.describe('The person'),
    on: date.describe('When'),
    until: date.optional().describe('The last day or moment that it holds'),
    renew_every: span.optional().describe('How long it holds, for example `180d`; with `until` the earlier counts'),
    release: words.optional().describe('The only release that it speaks of'),
    sees: z
      .array(
        z.strictObject({
          path: path.describe('The page, from the project root'),
          sha256: sha256.describe('What it said, hashed; `proofmark attest` writes it'),
        }),
      )
      .optional()
      .describe('The pages that the person looked at, as they were'),
    ...page,
  })
  .refine(({until, renew_every}) => until !== undefined || renew_every !== undefined, {
    error: 'Unexpected attestation without an end, expected `until` or `renew_every`',
    when: isWellFormed,
  })
  .meta({anyOf: [{required: ['until']}, {required: ['renew_every']}]})

const waiver = z
  .strictObject({
    kind: z.literal('waiver').describe('Which kind of record it is'),
    ...about,
    covers: z.enum(['item', 'subtree']).describe('The item alone, or those listed below it too'),
    items: z
      .array(
        z.strictObject({
          item: id.describe('An item below'),
          text: words.describe('Its sentence, as it stood'),
        }),
      )
      .min(1)
      .optional()
      .describe('With `covers: subtree` the items below that it covers, with their sentences'),
    reason: words.describe('Why it is accepted'),
    owner: words.describe('Who mends it'),
    approver: words.describe('Who accepts it: another, of those that `approvers` in `proofmark.yaml` lists'),
    until: date.describe('The last day or moment that it counts'),
    ...page,
  })
  .refine(({covers, items}) => covers === 'item' || items !== undefined, {
    error: 'Unexpected `covers: subtree` without `items`, expected the items below that it covers',
    when: isWellFormed,
  })
  .refine(({covers, items}) => covers === 'subtree' || items === undefined, {
    error: 'Unexpected `items` with `covers: item`, expected `covers: subtree`',
    when: isWellFormed,
  })
  .meta({
    anyOf: [
      {properties: {covers: {const: 'item'}}, not: {required: ['items']}},
      {properties: {covers: {const: 'subtree'}}, required: ['items']},
    ],
  })

const decision = z.strictObject({
  kind: z.literal('decision').describe('Which kind of record it is'),
  environment: words.describe('What is decided about'),
  decision: z.enum(['go', 'conditional-go', 'no-go']).describe('What is decided'),
  by: words.describe('The accountable person'),
  on: date.describe('When'),
  conditions: words.optional().describe('What must still happen'),
  ...page,
})

/** The front matter of each kind of record, as a person writes it. */
export const kinds = {attestation, waiver, decision} as const
