import type {Plan, Result, Waiver} from '../model/index.ts'
import {approvalFault} from '../model/record.ts'
import {ends} from './dates.ts'
import {speaksOf} from './records.ts'

/** The valid waiver that holds longest, of those that cover the item of a cell; null without one. */
export function waiverOf(
  {plan, now}: {plan: Plan; now: Date},
  tenant: string,
  waivers: readonly Waiver[],
): Result['waiver'] {
  const valid = waivers.filter(
    (waiver) =>
      speaksOf(plan, tenant, waiver) &&
      approvalFault(waiver, plan.approvers) === null &&
      now.getTime() <= (ends(waiver.until) ?? Number.NEGATIVE_INFINITY),
  )
  const [longest] = valid.toSorted(
    (a, b) => (ends(b.until) ?? 0) - (ends(a.until) ?? 0) || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1),
  )
  return longest === undefined
    ? null
    : {
        approver: longest.approver,
        owner: longest.owner,
        reason: longest.reason,
        until: longest.until,
        at: longest.at,
      }
}
