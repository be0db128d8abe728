import type {Part, Thing} from '../../model/proposal.ts'
import type {ItemInContext} from './read.ts'

/** What a rule reads out of an item. */
export type Read = Omit<Part, 'rule'>

/** What a rule saw and will not propose, in a clause. */
export interface Doubt {
  doubt: string
}

/** A piece of a checklist, and what the rule alone reads in its last item; it is a test and a piece of the docs. */
export interface RuleExample {
  /** Markdown with at least one task item. */
  markdown: string
  /** The things read; an empty list says that the rule keeps still. */
  reads: readonly Thing[]
}

/** One way from prose to a piece of a binding. */
export interface Rule {
  name: string
  /** One sentence: what it reads, and what it proposes. */
  summary: string
  examples: readonly RuleExample[]
  propose(item: ItemInContext): (Read | Doubt)[]
}

/** Names the type of a rule in its file. */
export const defineRule = (rule: Rule): Rule => rule
