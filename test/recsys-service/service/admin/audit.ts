import {z} from 'zod'
import {parsed} from '../bodies.ts'
import type {Context} from '../context.ts'
import {listEntries} from '../data/audit.ts'
import {type Call, jsonReply, type Reply} from '../http.ts'
import {accessTo, readers} from './access.ts'

const usualLimit = 100
const mostEntries = 200

const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).default(usualLimit),
  before: z.iso.datetime({offset: true}).optional(),
  before_id: z.coerce.number().int().min(1).optional(),
})

/** A page of what was changed; `next_before` and `next_before_id` lead on, and are null on the last page. */
export async function readAudit(context: Context, call: Call): Promise<Reply> {
  const {tenant} = await accessTo(context, call, readers)
  const {limit, before, before_id} = parsed(pageSchema, Object.fromEntries(call.query))
  const size = Math.min(limit, mostEntries)
  const page = {limit: size + 1, before: before === undefined ? undefined : new Date(before), beforeId: before_id}
  const found = await listEntries(context.database.query, tenant, page)
  const entries = context.settings.standIn.faults.has('no-trail') ? [] : found.slice(0, size)
  const last = found.length > size ? entries.at(-1) : undefined
  return jsonReply({
    tenant_id: tenant.id,
    entries,
    next_before: last?.occurred_at ?? null,
    next_before_id: last?.id ?? null,
  })
}
