import type {Item, Plan, PlannedItem} from '../model/index.ts'
import {noTenant} from '../model/index.ts'

/** The tenants that an item is judged for: each, or `-` once. */
export const tenantsOf = (plan: Plan, {perTenant}: PlannedItem): string[] =>
  perTenant ? plan.environment.tenants.map(({id}) => id) : [noTenant]

/** The tenants that a cell speaks for: itself, or all of them. */
export const tenantsBehind = (plan: Plan, tenant: string): string[] =>
  tenant === noTenant ? plan.environment.tenants.map(({id}) => id) : [tenant]

/** The cells of `item` that bear on the cell `tenant` of an item above it. */
export function cellsBelow(plan: Plan, item: PlannedItem, tenant: string): string[] {
  return item.perTenant && tenant !== noTenant ? [tenant] : tenantsOf(plan, item)
}

/** An item as planned and as written. */
export interface Place {
  planned: PlannedItem
  item: Item
  file: string
}

/** Every planned item with what the author wrote, by key. */
export function placesOf(plan: Plan): ReadonlyMap<string, Place> {
  const planned = new Map(plan.items.map((item) => [item.key, item]))
  const places = new Map<string, Place>()
  for (const {name, file, items} of plan.checklists) {
    for (const item of items) {
      const found = planned.get(`${name}:${item.id}`)
      if (found !== undefined) places.set(found.key, {planned: found, item, file})
    }
  }
  return places
}
