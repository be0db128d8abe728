import type {Query} from './database.ts'
import type {Tenant} from './tenants.ts'

/** The two documents that an admin keeps for a tenant. */
export type DocumentKind = 'config' | 'rules'

export interface StoredDocument {
  version: string
  body: unknown
}

const tables = {
  config: {versions: 'tenant_config_versions', current: 'tenant_configs_current'},
  rules: {versions: 'tenant_rule_versions', current: 'tenant_rules_current'},
} as const satisfies Record<DocumentKind, {versions: string; current: string}>

export async function findDocument(query: Query, kind: DocumentKind, tenant: Tenant) {
  const {versions, current} = tables[kind]
  const [document] = await query<StoredDocument>(
    `SELECT v.etag AS version, v.document AS body
     FROM ${current} c JOIN ${versions} v ON v.id = c.version_id WHERE c.tenant_id = $1`,
    [tenant.key],
  )
  return document
}

/** Makes a document the current one; its version is the hash of the text that Postgres keeps, not of the bytes sent. */
export async function storeDocument(query: Query, kind: DocumentKind, tenant: Tenant, body: unknown, now: Date) {
  const {versions, current} = tables[kind]
  const [document] = await query<StoredDocument & {key: number}>(
    `INSERT INTO ${versions} AS v (tenant_id, etag, document, created_at)
     VALUES ($1, encode(sha256(convert_to($2::jsonb::text, 'UTF8')), 'hex'), $2::jsonb, $3)
     ON CONFLICT (tenant_id, etag) DO UPDATE SET etag = v.etag
     RETURNING id AS key, etag AS version, document AS body`,
    [tenant.key, JSON.stringify(body), now],
  )
  if (document === undefined) throw new Error('Unexpected insert without a row')
  await query(
    `INSERT INTO ${current} VALUES ($1, $2, $3)
     ON CONFLICT (tenant_id) DO UPDATE SET version_id = excluded.version_id, updated_at = excluded.updated_at`,
    [tenant.key, document.key, now],
  )
  return {version: document.version, body: document.body}
}
