import type {Query} from './database.ts'

export interface Tenant {
  /** The row's own key. */
  key: number
  /** The name that tokens and addresses use. */
  id: string
  status: 'active' | 'suspended'
}

/** The tenant of that name; with `lock`, nobody else changes what belongs to it before the transaction ends. */
export async function findTenant(query: Query, id: string, lock = false): Promise<Tenant | undefined> {
  const [tenant] = await query<Tenant>(
    `SELECT id AS key, external_id AS id, status FROM tenants WHERE external_id = $1 ${lock ? 'FOR NO KEY UPDATE' : ''}`,
    [id],
  )
  return tenant
}

/** The names of all tenants, and of the surfaces that each has signals for. */
export async function listSurfaces(query: Query): Promise<{tenant: string; surfaces: string[]}[]> {
  return query(
    `SELECT external_id AS tenant,
       ARRAY(SELECT DISTINCT namespace FROM item_popularity_daily p WHERE p.tenant_id = t.id) AS surfaces
     FROM tenants t`,
  )
}
