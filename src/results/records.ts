import type {Attestation, Plan, Records, Waiver} from '../model/index.ts'
import {keyOf, Names} from '../model/names.ts'
import {saysStill} from '../model/sentence.ts'
import {type Place, tenantsBehind} from './cells.ts'

/** What people stated, by the key of the item that it is about. */
export interface Stated {
  /** The keys of the items that a name fits. */
  keysOf(name: string): readonly string[]
  attestations: ReadonlyMap<string, readonly Attestation[]>
  /** A waiver stands at every item that it covers. */
  waivers: ReadonlyMap<string, readonly Waiver[]>
}

/** Sorts records by item. One that names no item, or several, names none; a decision is about no item. */
export function statedOf(plan: Plan, places: ReadonlyMap<string, Place>, records: readonly Records[]): Stated {
  const names = new Names(plan.checklists)
  const keysOf = (name: string): readonly string[] => {
    const found = names.find(name, null)
    return 'item' in found ? [keyOf(found.item)] : 'several' in found ? found.several.map(keyOf) : []
  }
  const placeOf = (name: string): Place | undefined => {
    const [key, another] = keysOf(name)
    return key === undefined || another !== undefined ? undefined : places.get(key)
  }
  const attestations = new Map<string, Attestation[]>()
  const waivers = new Map<string, Waiver[]>()
  for (const record of records) {
    if (record.kind === 'attestation') put(attestations, placeOf(record.item), record)
    if (record.kind === 'waiver') for (const place of covered(record, places, placeOf)) put(waivers, place, record)
  }
  return {keysOf, attestations, waivers}
}

function put<T>(map: Map<string, T[]>, place: Place | undefined, record: T): void {
  if (place !== undefined) map.set(place.planned.key, [...(map.get(place.planned.key) ?? []), record])
}

/** The item that a waiver quotes and, of a subtree, those listed that stand below it and still say what they said. */
function covered(
  {item, text, covers, items}: Waiver,
  places: ReadonlyMap<string, Place>,
  placeOf: (name: string) => Place | undefined,
): Place[] {
  const head = placeOf(item)
  if (head === undefined || !saysStill(text, head.item)) return []
  if (covers === 'item') return [head]
  const below = items.flatMap((listed) => {
    const place = placeOf(listed.item)
    return place !== undefined && isBelow(places, place, head) && saysStill(listed.text, place.item) ? [place] : []
  })
  return [head, ...new Set(below)]
}

function isBelow(places: ReadonlyMap<string, Place>, place: Place, head: Place): boolean {
  for (let above = places.get(place.planned.parent ?? ''); above; above = places.get(above.planned.parent ?? ''))
    if (above === head) return true
  return false
}

/** Whether a record speaks of this environment, and of every tenant that the cell stands for. */
export const speaksOf = (plan: Plan, tenant: string, record: Attestation | Waiver): boolean =>
  record.environments.includes(plan.environment.name) &&
  (record.tenants === null || tenantsBehind(plan, tenant).every((id) => record.tenants?.includes(id)))
