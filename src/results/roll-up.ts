import type {PlannedItem, Result, Status} from '../model/index.ts'
import type {Basis} from './basis.ts'
import type {Cell} from './cell.ts'
import {cellsBelow} from './cells.ts'

/** The judged cells by item key, then tenant. */
export type Cells = ReadonlyMap<string, ReadonlyMap<string, Cell>>

const worstFirst = ['fail', 'blocked', 'pass', 'not-applicable'] as const satisfies readonly Status[]

/** The worst of several statuses, none only where nothing else is. */
export const worst = (statuses: readonly (Status | null)[]): Status | null =>
  worstFirst.find((status) => statuses.includes(status)) ?? null

export const isNotSo = (status: Status | null): boolean => status === 'fail' || status === 'blocked'

/** The worst own status of an item and its required descendants, and how many recommended ones are not so. */
export function rollUp(basis: Basis, cells: Cells, planned: PlannedItem, tenant: string): Result['rollUp'] {
  const counted: (Status | null)[] = []
  let recommendedNotSo = 0
  for (const each of withDescendants(basis.places, planned)) {
    const seen = each.key === planned.key ? [tenant] : cellsBelow(basis.plan, each, tenant)
    const statuses = seen.map((at) => cells.get(each.key)?.get(at)?.result.own.status ?? null)
    const recommended = each.binding?.level === 'recommended'
    if (recommended && statuses.some(isNotSo)) recommendedNotSo += 1
    if (!recommended || each.key === planned.key) counted.push(...statuses)
  }
  return {status: worst(counted), recommendedNotSo}
}

function* withDescendants(places: Basis['places'], planned: PlannedItem): Generator<PlannedItem> {
  yield planned
  for (const key of planned.children) {
    const child = places.get(key)
    if (child !== undefined) yield* withDescendants(places, child.planned)
  }
}
