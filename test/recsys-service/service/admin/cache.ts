import {z} from 'zod'
import {parsed} from '../bodies.ts'
import type {Context} from '../context.ts'
import {addEntry} from '../data/audit.ts'
import {cacheTargets} from '../data/store.ts'
import {type Call, jsonReply, type Reply} from '../http.ts'
import {accessTo, actorOf, writers} from './access.ts'

const bodySchema = z.strictObject({
  targets: z.array(z.enum(cacheTargets)).min(1),
  surface: z.string().min(1).max(256).optional(),
})

/** Lets go of what is kept of a tenant, in this process. */
export async function invalidateCaches(context: Context, call: Call): Promise<Reply> {
  const {database, store, now, auditLog} = context
  const {caller, tenant} = await accessTo(context, call, writers)
  const {targets, surface} = parsed(bodySchema, await call.body())
  const change = {action: 'cache.invalidate', entity_type: 'tenant_cache', after_state: {targets, surface}} as const
  const entry = await database.transaction(async (query) => {
    await query(
      'INSERT INTO cache_invalidation_events (tenant_id, occurred_at, targets, surface) VALUES ($1, $2, $3, $4)',
      [tenant.key, now(), targets, surface],
    )
    return addEntry(query, tenant, {...actorOf(context, call, caller), ...change})
  })
  const invalidated = Object.fromEntries(targets.map((target) => [target, store.drop(target, tenant, surface)]))
  await auditLog({tenant_id: tenant.id, ...entry})
  return jsonReply({tenant_id: tenant.id, targets, surface, status: 'applied', invalidated})
}
