import type {PlannedItem, Proof} from '../model/index.ts'

/** Whether anything says how to prove an item. */
export const isBound = (planned: PlannedItem, named: boolean): boolean =>
  named || isChecked(planned) || isAttested(planned)

/** A choice and an option are found out from facts, as a check finds out. */
const isChecked = ({binding}: PlannedItem): boolean =>
  binding !== null && (binding.checks.length > 0 || binding.choice !== null || binding.option !== null)

const isAttested = ({binding}: PlannedItem): boolean => binding !== null && binding.attest !== null

/** Whether a person's word is part of the proof: the binding asks for it, or it is all that there is. */
export const needsWord = (planned: PlannedItem, named: boolean): boolean =>
  isAttested(planned) || (named && !isChecked(planned))

/** How an item is proven. */
export function proofOf(planned: PlannedItem, named: boolean): Proof {
  if (!isBound(planned, named)) return 'unbound'
  if (!needsWord(planned, named)) return 'automatic'
  return isChecked(planned) ? 'semi-automatic' : 'manual'
}
