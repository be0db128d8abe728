import type {Query} from './database.ts'
import type {Tenant} from './tenants.ts'

/** What is known of one item: `pop` is how popular it is, `cooc` how often it is visited together with others. */
export interface SignalItem {
  id: string
  tags: readonly string[]
  pop: number
  cooc: number
}

/** What a surface is ranked by; `neighbours` is absent where nobody computed co-visits. */
export interface Signals {
  items: readonly SignalItem[]
  neighbours: Neighbours | undefined
}

export type Neighbours = ReadonlyMap<string, ReadonlyMap<string, number>>

interface PopularItem extends Omit<SignalItem, 'cooc'> {}

/** Puts signals together; the most visited item gets a `cooc` of 1. */
export function makeSignals(items: readonly PopularItem[], neighbours: Neighbours | undefined): Signals {
  const visits = (id: string) => [...(neighbours?.get(id)?.values() ?? [])].reduce((sum, score) => sum + score, 0)
  const most = Math.max(...items.map(({id}) => visits(id)), 0)
  return {items: items.map((item) => ({...item, cooc: most === 0 ? 0 : visits(item.id) / most})), neighbours}
}

/** A surface's signals of the newest day that was loaded; nothing where none ever was. */
export async function findSignals(query: Query, tenant: Tenant, surface: string): Promise<Signals | undefined> {
  const items = await query<PopularItem>(
    `SELECT p.item_id AS id, p.score AS pop,
       ARRAY(SELECT tag FROM item_tags t
         WHERE (t.tenant_id, t.namespace, t.item_id) = (p.tenant_id, p.namespace, p.item_id) ORDER BY tag) AS tags
     FROM item_popularity_daily p WHERE tenant_id = $1 AND namespace = $2
       AND day = (SELECT max(day) FROM item_popularity_daily WHERE tenant_id = $1 AND namespace = $2)
     ORDER BY p.item_id`,
    [tenant.key, surface],
  )
  return items.length === 0 ? undefined : makeSignals(items, await findNeighbours(query, tenant, surface))
}

async function findNeighbours(query: Query, tenant: Tenant, surface: string): Promise<Neighbours | undefined> {
  const rows = await query<{id: string; neighbour: string; score: number}>(
    `SELECT item_id AS id, neighbour_id AS neighbour, score
     FROM item_covisit_daily WHERE tenant_id = $1 AND namespace = $2
       AND day = (SELECT max(day) FROM item_covisit_daily WHERE tenant_id = $1 AND namespace = $2)`,
    [tenant.key, surface],
  )
  if (rows.length === 0) return undefined
  const neighbours = new Map<string, Map<string, number>>()
  for (const {id, neighbour, score} of rows) {
    neighbours.set(id, (neighbours.get(id) ?? new Map<string, number>()).set(neighbour, score))
  }
  return neighbours
}
