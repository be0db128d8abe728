import * as z from 'zod'
import {Position} from './position.ts'

/** An item as `ids` lists it. */
export const ListedId = z.object({
  key: z.string().describe('`<checklist name>:<item id>`'),
  id: z.string(),
  from: z.enum(['pinned', 'visible', 'derived']).describe('Where the id comes from'),
  text: z.string(),
  at: Position,
})
export type ListedId = z.infer<typeof ListedId>

/** An id that files know an item by, and that no item has any more. */
export const RewordedId = z.object({
  id: z.string(),
  checklist: z
    .string()
    .nullable()
    .describe('Name of the checklist that it was written for; null where any may have had it'),
  texts: z
    .array(z.string())
    .describe('The sentences that it stood for, in words or as `own:…`; empty when none is known'),
  by: z
    .array(z.object({what: z.enum(['binding', 'pack', 'attestation', 'waiver']), at: Position}))
    .describe('What names it'),
  offers: z
    .array(ListedId.extend({similarity: z.number().describe('From 0 to 1, 1 for the very sentence')}))
    .describe('Items that it may be now, the likeliest first; a second one only where it comes close'),
  sure: z.boolean().describe('The first offer has no rival'),
})
export type RewordedId = z.infer<typeof RewordedId>

/** What `proofmark ids --format json` prints. */
export const IdsReport = z.object({
  version: z.literal(1).describe('Version of this format; a field may be added within it, none goes or changes'),
  kind: z.literal('ids'),
  count: z.int().nonnegative().describe('Items of all checklists'),
  items: z.array(ListedId).describe('In document order'),
  reworded: z.array(RewordedId),
})
export type IdsReport = z.infer<typeof IdsReport>
