import type {Plan, Result, Waiver} from '../model/index.ts'
import {saysStill} from '../model/sentence.ts'
import type {Place} from './cells.ts'
import {ends} from './dates.ts'
import {speaksOf} from './records.ts'

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/**
 * The valid waiver of a cell that holds longest, or null. Whoever reads the records holds `approver` against the
 * project's list, which a plan does not have, and gives on only what passes. What `covers: subtree` lists is not in a
 * record yet, so a waiver covers the item that it quotes and nothing below it.
 */
export function waiverOf(
  {plan, now}: {plan: Plan; now: Date},
  place: Place,
  tenant: string,
  waivers: readonly Waiver[],
): Result['waiver'] {
  const valid = waivers.filter(
    (waiver) =>
      speaksOf(plan, tenant, waiver) &&
      saysStill(waiver.text, place.item) &&
      !same(waiver.approver, waiver.owner) &&
      now.getTime() <= (ends(waiver.until) ?? Number.NEGATIVE_INFINITY),
  )
  const [longest] = valid.toSorted(
    (a, b) => (ends(b.until) ?? 0) - (ends(a.until) ?? 0) || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1),
  )
  return longest === undefined ? null : {approver: longest.approver, until: longest.until, at: longest.at}
}
