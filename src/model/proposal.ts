import * as z from 'zod'
import {Json} from './binding.ts'
import {Position} from './position.ts'
import {Problem} from './problem.ts'

/** How sure a rule is: `high` where the sentence says it, `medium` where it is the usual meaning, `low` where it is a guess. */
export const Confidence = z.enum(['high', 'medium', 'low'])
export type Confidence = z.infer<typeof Confidence>

/** One thing that a binding would hold. */
export const Thing = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('env'),
    name: z.string(),
    value: z.string().nullable().describe('What it must read as; null: set, and not empty'),
  }),
  z.object({
    kind: z.literal('http'),
    method: z.string(),
    path: z.string(),
    statuses: z.array(z.int()).min(1),
    from: z.string().nullable().describe('The vantage that alone can answer it'),
  }),
  z.object({
    kind: z.literal('field'),
    method: z.string(),
    path: z.string().describe('`*` where the prose names no route: then nothing can be asked'),
    field: z.string().describe('Dotted name in a JSON answer'),
  }),
  z.object({kind: z.literal('link'), to: z.enum(['item', 'section'])}),
  z.object({kind: z.literal('file'), path: z.string()}),
  z.object({kind: z.literal('attest'), question: z.string(), renewEvery: z.string()}),
  z.object({
    kind: z.literal('when'),
    fact: z.string(),
    value: z.string().nullable().describe('The value of a choice, or null for a fact that is true or false'),
    not: z.boolean().describe('It applies where the fact does not hold'),
  }),
  z.object({
    kind: z.literal('choice'),
    fact: z.string(),
    scope: z.enum(['environment', 'tenant']),
    take: z.enum(['one', 'some']),
    values: z.array(z.string()).min(2),
  }),
  z.object({kind: z.literal('option'), value: z.string()}),
])
export type Thing = z.infer<typeof Thing>

/** A thing with the rule that read it, how sure that is, and why. */
export const Part = z.object({
  thing: Thing,
  rule: z.string(),
  confidence: Confidence,
  reason: z.string().describe('One clause for a person'),
})
export type Part = z.infer<typeof Part>

const place = {
  key: z.string().describe('`<checklist name>:<item id>`'),
  id: z.string(),
  text: z.string().describe('The sentence in plain words'),
  at: Position,
}

/** What is proposed for one item. */
export const Proposal = z.object({
  ...place,
  confidence: Confidence.describe('That of its least sure part'),
  parts: z.array(Part).min(1),
  binding: z.record(z.string(), Json).describe('The entry as `--write` writes it'),
})
export type Proposal = z.infer<typeof Proposal>

/** An item that nothing is proposed for, and why. */
export const Unclear = z.object({...place, why: z.string()})
export type Unclear = z.infer<typeof Unclear>

/** All that is proposed for one checklist. */
export const Suggestions = z.object({
  checklist: z.string().describe('Name of the checklist'),
  file: z.string(),
  bindings: z.string().describe('The bindings file beside it, from the project root'),
  settings: z.record(z.string(), Json).describe('Declarations of settings that the entries need'),
  facts: z
    .record(z.string(), Json)
    .describe('Declarations of facts that the entries need; `proofmark.yaml` states them'),
  proposals: z.array(Proposal).describe('In document order'),
  unclear: z.array(Unclear).describe('In document order'),
  bound: z.int().nonnegative().describe('Items that are bound already'),
  grouping: z.int().nonnegative().describe('Items that only group those below them'),
})
export type Suggestions = z.infer<typeof Suggestions>

/** What `proofmark suggest --format json` prints. */
export const SuggestReport = z.object({
  version: z.literal(1).describe('Version of this format; a field may be added within it, none goes or changes'),
  kind: z.literal('suggest'),
  checklists: z.array(Suggestions),
  written: z.array(z.string()).describe('Bindings files written, from the project root'),
  problems: z.array(Problem),
})
export type SuggestReport = z.infer<typeof SuggestReport>

const order: readonly Confidence[] = Confidence.options

/** Whether one is at least as sure as another. */
export const atLeast = (confidence: Confidence, least: Confidence): boolean =>
  order.indexOf(confidence) <= order.indexOf(least)

/** The least sure of several. */
export const leastSure = (all: readonly Confidence[]): Confidence =>
  order.findLast((confidence) => all.includes(confidence)) ?? 'high'
