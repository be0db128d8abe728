import {createHmac, timingSafeEqual} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {z} from 'zod'
import type {Identity} from './identity.ts'
import {Problem} from './problem.ts'
import type {Settings} from './settings.ts'

const storedKeySchema = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  tenant: z.string().min(1),
  roles: z.array(z.string()),
  expires_at: z.iso.datetime({offset: true}).optional(),
  revoked_at: z.iso.datetime({offset: true}).optional(),
})
const storedKeysSchema = z.array(storedKeySchema)

/** A row of the key table: the key itself is never stored. */
export type StoredKey = z.infer<typeof storedKeySchema>

/** What is stored of a key: an HMAC, so that a new secret makes every key unknown. */
export function apiKeyHash(secret: string, key: string): string {
  return createHmac('sha256', secret).update(key).digest('hex')
}

/** Looks a key up in the file that stands for the key table; the file is read anew each time. */
export function apiKeyVerifier({apiKeys, standIn}: Settings, now: () => Date) {
  return async (key: string): Promise<Identity> => {
    const hash = Buffer.from(apiKeyHash(apiKeys.hashSecret, key))
    const rows = standIn.apiKeysFile === '' ? [] : await readStoredKeys(standIn.apiKeysFile)
    const row = rows.find((stored) => timingSafeEqual(Buffer.from(stored.hash), hash))
    if (row === undefined || !isLive(row, now())) throw new Problem(401, 'RECSYS_AUTH_INVALID', 'invalid API key')
    return {tenant: row.tenant, roles: row.roles}
  }
}

async function readStoredKeys(path: string): Promise<StoredKey[]> {
  return storedKeysSchema.parse(JSON.parse(await readFile(path, 'utf8')))
}

function isLive({expires_at, revoked_at}: StoredKey, now: Date): boolean {
  if (revoked_at !== undefined && new Date(revoked_at) <= now) return false
  return expires_at === undefined || new Date(expires_at) > now
}
