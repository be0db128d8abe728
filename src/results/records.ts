import type {Attestation, Plan, Records, Waiver} from '../model/index.ts'
import {type Place, tenantsBehind} from './cells.ts'

/** What people stated, by the key of the item that it names. */
export interface Stated {
  /** The keys of the items that a name fits. */
  keysOf(name: string): readonly string[]
  attestations: ReadonlyMap<string, readonly Attestation[]>
  waivers: ReadonlyMap<string, readonly Waiver[]>
}

/** Sorts records by item. One that names no item, or several, names none; a decision is about no item. */
export function statedOf(places: ReadonlyMap<string, Place>, records: readonly Records[]): Stated {
  const keys = namesOf(places)
  const keysOf = (name: string): readonly string[] => keys.get(name) ?? []
  const attestations = new Map<string, Attestation[]>()
  const waivers = new Map<string, Waiver[]>()
  for (const record of records) {
    if (record.kind === 'decision') continue
    const [key, another] = keysOf(record.item)
    if (key === undefined || another !== undefined) continue
    if (record.kind === 'attestation') attestations.set(key, [...(attestations.get(key) ?? []), record])
    else waivers.set(key, [...(waivers.get(key) ?? []), record])
  }
  return {keysOf, attestations, waivers}
}

/** Every form of name with the keys that it fits. */
function namesOf(places: ReadonlyMap<string, Place>): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>()
  for (const [key, {planned, item}] of places) {
    for (const form of new Set([item.id, ...item.forms])) {
      for (const name of [form, `${planned.checklist}:${form}`]) keys.set(name, [...(keys.get(name) ?? []), key])
    }
  }
  return keys
}

/** Whether a record speaks of this environment, and of every tenant that the cell stands for. */
export const speaksOf = (plan: Plan, tenant: string, record: Attestation | Waiver): boolean =>
  record.environments.includes(plan.environment.name) &&
  (record.tenants === null || tenantsBehind(plan, tenant).every((id) => record.tenants?.includes(id)))
