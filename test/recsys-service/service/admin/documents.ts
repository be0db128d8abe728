import {DatabaseError} from 'pg'
import {configSchema, rulesSchema} from '../config.ts'
import type {Context} from '../context.ts'
import {addEntry} from '../data/audit.ts'
import {type DocumentKind, findDocument, type StoredDocument, storeDocument} from '../data/documents.ts'
import {findTenant, type Tenant} from '../data/tenants.ts'
import {type Call, headerOf, jsonReply, type Reply} from '../http.ts'
import {Problem} from '../problem.ts'
import {accessTo, actorOf, readers, writers} from './access.ts'

export async function readDocument(context: Context, call: Call, kind: DocumentKind): Promise<Reply> {
  const {tenant} = await accessTo(context, call, readers)
  const document = await context.store.stored(kind, tenant)
  if (document === undefined) throw new Problem(404, `RECSYS_${kind.toUpperCase()}_NOT_FOUND`, `no ${kind} is stored`)
  return documentReply(kind, tenant, document)
}

/** Stores a document and its trail, or neither; answers are made of it once the caches let go of the one before. */
export async function writeDocument(context: Context, call: Call, kind: DocumentKind): Promise<Reply> {
  const {database, settings, now, auditLog} = context
  const {caller, tenant} = await accessTo(context, call, writers)
  const {asShipped, faults} = settings.standIn
  const body = acceptable(kind, await call.body())
  const {document, entry} = await database
    .transaction(async (query) => {
      await findTenant(query, tenant.id, true)
      const before = await findDocument(query, kind, tenant)
      requireMatch(headerOf(call, 'If-Match'), before, asShipped || faults.has('overwrites'))
      const after = await storeDocument(query, kind, tenant, body, now())
      const change = {
        action: `${kind}.update`,
        entity_type: `tenant_${kind}`,
        before_state: before?.body,
        after_state: after.body,
      } as const
      return {document: after, entry: await addEntry(query, tenant, {...actorOf(context, call, caller), ...change})}
    })
    .catch((error: unknown) => {
      throw isDataError(error) ? invalid(kind, 'not a document that Postgres can keep') : error
    })
  await auditLog({tenant_id: tenant.id, ...entry})
  return documentReply(kind, tenant, document)
}

function documentReply(kind: DocumentKind, {id}: Tenant, {version, body}: StoredDocument): Reply {
  return jsonReply({tenant_id: id, [`${kind}_version`]: version, [kind]: body}, 200, {etag: `"${version}"`})
}

function acceptable(kind: DocumentKind, body: unknown): unknown {
  const result = (kind === 'config' ? configSchema : rulesSchema).safeParse(body)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw invalid(kind, `${issue?.path.join('.') || kind}: ${issue?.message}`)
}

function invalid(kind: DocumentKind, detail: string): Problem {
  return new Problem(422, `RECSYS_INVALID_${kind.toUpperCase()}`, detail)
}

/** Whoever writes names the version that they read; the service as shipped lets one who names none overwrite it. */
function requireMatch(ifMatch: string, before: StoredDocument | undefined, overwrites: boolean): void {
  const named = ifMatch
    .split(',')
    .map((tag) => tag.trim().replace(/^(?:W\/)?"(.*)"$/, '$1'))
    .filter((tag) => tag !== '')
  const fits =
    named.length === 0
      ? before === undefined || overwrites
      : before !== undefined && (named.includes(before.version) || named.includes('*'))
  if (!fits) throw new Problem(409, 'RECSYS_VERSION_MISMATCH', '`If-Match` is not the current version')
}

// Class 22 is about values: a text with a NUL, half of a surrogate pair.
function isDataError(error: unknown): boolean {
  return error instanceof DatabaseError && error.code?.startsWith('22') === true
}
