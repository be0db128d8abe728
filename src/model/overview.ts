import * as z from 'zod'
import {Position} from './position.ts'
import {Problem} from './problem.ts'
import {Confidence} from './proposal.ts'
import {Claim} from './status.ts'
import {type Row, slugs} from './table.ts'

const page = 'docs/guide/overview.md'

/** What becomes of an item that was never seen before; each item is exactly one of these. */
export const ways = {
  bound: {sentence: 'it is said already how to find out', docs: page},
  check: {sentence: 'a machine could find out', docs: page},
  both: {sentence: 'a machine could find out a part, and a person the rest', docs: page},
  person: {sentence: 'only a person can say', docs: page},
  choice: {sentence: 'a fact about the deployment decides it', docs: page},
  unclear: {sentence: 'no rule dares to read it', docs: page},
  groups: {sentence: 'it only groups what is below it', docs: page},
} as const satisfies Record<string, Row>
export const Way = z.enum(slugs(ways))
export type Way = z.infer<typeof Way>

/** Something that looks like an item to a reader, and is none to Markdown. */
export const Lookalike = z.object({
  what: z.string().describe('How they are written, such as `ballot box`'),
  count: z.int().positive(),
  at: Position.describe('The first of them'),
  fix: z.string().describe('What to do where they are meant as items'),
})
export type Lookalike = z.infer<typeof Lookalike>

/** What one proposed look at the project's own files came to. Nobody has reviewed it: it is no status. */
export const Glance = z.object({
  written: z.string().describe('The proposed check call'),
  as: z
    .enum(['proposed', 'otherwise', 'unseen'])
    .describe('What was seen is as the proposal expects; it is otherwise; nothing could be seen'),
  saw: z.string().describe('What was seen, or why nothing was'),
  source: Position.nullable(),
})
export type Glance = z.infer<typeof Glance>

const count = z.int().nonnegative()
const counts = {
  items: count,
  ways: z.record(Way, count),
  by: z.record(z.string(), count).describe('How many items each check could have a part in, by its name'),
  conditions: count.describe('Items that hold only under a condition that their words name'),
  asProposed: count.describe('Looks at files that saw what a proposal expects'),
  otherwise: count.describe('Looks at files that saw something else'),
}

/** What is in one or several checklists. */
export const Counts = z.object(counts)
export type Counts = z.infer<typeof Counts>

/** One item of an overview. */
export const OverviewItem = z.object({
  id: z.string(),
  text: z.string(),
  at: Position,
  claim: Claim,
  way: Way,
  could: z.array(z.string()).describe('What a binding would hold, as an author writes it; a person’s word left out'),
  confidence: Confidence.nullable().describe('How sure the proposal is; null without one'),
  why: z.string().nullable().describe('Why nothing is proposed, where it is unclear'),
  seen: z.array(Glance).describe('What was seen in the project’s own files, by proposals that nobody has reviewed'),
})
export type OverviewItem = z.infer<typeof OverviewItem>

/** One checklist of an overview. */
export const OverviewChecklist = z.object({
  file: z.string().describe('Path from the root'),
  name: z.string(),
  title: z.string(),
  ...counts,
  deadLinks: count,
  openChildren: count.describe('Ticked boxes over an open one'),
  lookalikes: z.array(Lookalike),
  outline: z.array(OverviewItem).describe('In document order'),
})
export type OverviewChecklist = z.infer<typeof OverviewChecklist>

/** What `proofmark FILES… --format json` prints. */
export const OverviewReport = z.object({
  version: z.literal(1).describe('Version of this format; a field may be added within it, none goes or changes'),
  kind: z.literal('overview'),
  project: z.string().nullable().describe('proofmark.yaml, from the root; null without one'),
  checklists: z.array(OverviewChecklist),
  total: Counts,
  settings: z
    .object({environment: z.string(), files: z.array(z.string())})
    .nullable()
    .describe('Where proposals that name a setting were held against; null where no file says how the service is set'),
  waiting: z.array(z.string()).describe('Environments that cannot be run before a variable is set'),
  problems: z.array(Problem),
  skipped: z
    .array(z.object({path: z.string(), why: z.string()}))
    .describe('What was left out where checklists were looked for, and why in words'),
  next: z.array(z.string()).describe('The commands to type next, the first one first'),
})
export type OverviewReport = z.infer<typeof OverviewReport>
