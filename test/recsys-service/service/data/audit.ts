import type {Query} from './database.ts'
import type {Tenant} from './tenants.ts'

/** One change that somebody made to what belongs to a tenant. */
export interface AuditEntry {
  occurred_at: Date
  actor_sub: string
  actor_type: string
  action: 'config.update' | 'rules.update' | 'cache.invalidate'
  entity_type: 'tenant_config' | 'tenant_rules' | 'tenant_cache'
  ip: string
  /** Absent on the first change. */
  before_state?: unknown
  after_state: unknown
}

export interface StoredEntry extends AuditEntry {
  id: number
}

export interface AuditPage {
  limit: number
  before: Date | undefined
  beforeId: number | undefined
}

const columns = 'id, occurred_at, actor_sub, actor_type, action, entity_type, ip, before_state, after_state'

export async function addEntry(query: Query, tenant: Tenant, entry: AuditEntry): Promise<StoredEntry> {
  const {occurred_at, actor_sub, actor_type, action, entity_type, ip, before_state, after_state} = entry
  const [row] = await query<StoredEntry>(
    `INSERT INTO audit_log
       (tenant_id, occurred_at, actor_sub, actor_type, action, entity_type, ip, before_state, after_state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${columns}`,
    [
      tenant.key,
      occurred_at,
      actor_sub,
      actor_type,
      action,
      entity_type,
      ip,
      before_state === undefined ? null : JSON.stringify(before_state),
      JSON.stringify(after_state),
    ],
  )
  if (row === undefined) throw new Error('Unexpected insert without a row')
  return asEntry(row)
}

/** A tenant's entries, the newest first, from before a moment or before one entry of that moment. */
export async function listEntries(query: Query, tenant: Tenant, {limit, before, beforeId}: AuditPage) {
  const rows = await query<StoredEntry>(
    `SELECT ${columns} FROM audit_log
     WHERE tenant_id = $1 AND ($2::timestamptz IS NULL OR (occurred_at, id) < ($2, $3))
     ORDER BY occurred_at DESC, id DESC LIMIT $4`,
    [tenant.key, before, beforeId ?? 0, limit],
  )
  return rows.map(asEntry)
}

function asEntry({before_state, after_state, ...rest}: StoredEntry): StoredEntry {
  return {...rest, ...(before_state === null ? {} : {before_state}), after_state}
}
