import type {PlannedItem} from './plan.ts'
import type {Proof} from './status.ts'

type Bound = Pick<PlannedItem, 'binding'>

/** Whether anything says how to prove an item; `named`: an attestation names it. */
export const isBound = (planned: Bound, named: boolean): boolean => named || isChecked(planned) || isAttested(planned)

/** A choice and an option are found out from facts, as a check finds out. */
const isChecked = ({binding}: Bound): boolean =>
  binding !== null && (binding.checks.length > 0 || binding.choice !== null || binding.option !== null)

const isAttested = ({binding}: Bound): boolean => binding !== null && binding.attest !== null

/** Whether a person's word is part of the proof: the binding asks for it, or it is all that there is. */
export const needsWord = (planned: Bound, named: boolean): boolean =>
  isAttested(planned) || (named && !isChecked(planned))

/** How an item is proven. */
export function proofOf(planned: Bound, named: boolean): Proof {
  if (!isBound(planned, named)) return 'unbound'
  if (!needsWord(planned, named)) return 'automatic'
  return isChecked(planned) ? 'semi-automatic' : 'manual'
}

/** Whether an item only groups what is below it, as one with a colon does that nothing is bound to. */
export const onlyGroups = (planned: Bound & Pick<PlannedItem, 'colon' | 'children'>, named: boolean): boolean =>
  !isBound(planned, named) && planned.colon && planned.children.length > 0
