import type {Repair} from '../model/index.ts'
import type {Basis} from './basis.ts'
import {type CommonCause, causeOf, type Unreachable} from './causes.ts'
import type {Cell} from './cell.ts'
import {nextStep} from './next.ts'
import type {Cells} from './roll-up.ts'

type Caused = {cell: Cell; cause: CommonCause}

/** The cells whose own status must become pass, merged by common cause, in document order. */
export function repairsOf(
  basis: Basis,
  cells: Cells,
  toMend: readonly Cell[],
): {repairs: Repair[]; unreachable: Unreachable | null} {
  const caused = toMend.map((cell): Caused => ({cell, cause: causeOf(basis, cells, cell)}))
  const groups = [...Map.groupBy(caused, ({cause}) => cause.id).values()]
  const dead = groups.find(([first]) => first !== undefined && first.cause.unreachable !== null)
  const target = dead?.[0]?.cause.unreachable ?? null
  const items = new Set(dead?.map(({cell}) => cell.planned.key)).size
  return {
    repairs: groups.flatMap((group) => repairOf(basis, group)),
    unreachable: target === null ? null : {...target, items},
  }
}

function repairOf(basis: Basis, group: readonly Caused[]): Repair[] {
  const worst = group.find(({cell}) => cell.decided.status === 'fail') ?? group[0]
  if (worst === undefined) return []
  const {lead, sentence} = worst.cause
  const items = itemsOf(basis, group)
  const several = new Set(items.map(({key}) => key)).size > 1
  const {reason, because} = lead.decided
  // What is stale was as expected when it was seen.
  const finding = reason === 'stale' ? null : lead.decided.finding
  return [
    {
      cause: several ? sentence : null,
      items,
      expected: finding === null || finding.expected === '' ? null : finding.expected,
      saw: finding?.saw ?? null,
      because,
      next: nextStep(basis, lead),
    },
  ]
}

/** One entry for each item, status and reason, with the tenants concerned. */
function itemsOf({places, plan}: Basis, group: readonly Caused[]): Repair['items'] {
  const same = Map.groupBy(group, ({cell: {result}}) => `${result.key} ${result.own.status} ${result.own.reason}`)
  return [...same.values()].flatMap((entries) => {
    const [first] = entries
    const place = first === undefined ? undefined : places.get(first.cell.planned.key)
    if (first === undefined || place === undefined) return []
    const {key, own, owner} = first.cell.result
    if (own.status === null) return []
    return {
      key,
      tenants: entries.map(({cell}) => cell.result.tenant),
      status: own.status,
      reason: own.reason,
      owner,
      at: place.item.at,
      contradicted: plan.claimsHere && place.item.claim === 'ticked' && own.status === 'fail',
    }
  })
}
