import {createHmac} from 'node:crypto'
import type {Database} from './data/database.ts'
import type {Identity} from './identity.ts'
import {Problem} from './problem.ts'
import type {Settings} from './settings.ts'

/** What is stored of a key: an HMAC, so that a new secret makes every key unknown. */
export function apiKeyHash(secret: string, key: string): string {
  return createHmac('sha256', secret).update(key).digest('hex')
}

interface KeyRow {
  tenant: string
  name: string
  roles: string[]
  expires_at: Date | null
  revoked_at: Date | null
}

/** Looks a key up in the key table, anew each time: a revoked key is refused at once. */
export function apiKeyVerifier({apiKeys}: Settings, {query}: Database, now: () => Date) {
  return async (key: string): Promise<Identity> => {
    const [row] = await query<KeyRow>(
      `SELECT t.external_id AS tenant, k.name, k.roles, k.expires_at, k.revoked_at
       FROM tenant_api_keys k JOIN tenants t ON t.id = k.tenant_id WHERE k.key_hash = $1`,
      [apiKeyHash(apiKeys.hashSecret, key)],
    )
    if (row === undefined || !isLive(row, now())) throw new Problem(401, 'RECSYS_AUTH_INVALID', 'invalid API key')
    return {tenant: row.tenant, subject: row.name, kind: 'api_key', roles: row.roles}
  }
}

function isLive({expires_at, revoked_at}: KeyRow, now: Date): boolean {
  return (revoked_at === null || revoked_at > now) && (expires_at === null || expires_at > now)
}
