import type {Context} from './context.ts'
import type {DocumentKind} from './data/documents.ts'
import type {Tenant} from './data/tenants.ts'
import {type Call, jsonReply, type Reply} from './http.ts'
import {Problem} from './problem.ts'
import {requireRole} from './roles.ts'
import type {Route} from './router.ts'

const readers = ['viewer', 'operator', 'admin'] as const

/** The routes on which a tenant's documents are read. */
export function adminRoutes(context: Context): Route[] {
  return [
    {method: 'GET', path: '/v1/admin/tenants/:tenant/config', answer: (call) => documentReply(context, call, 'config')},
    {method: 'GET', path: '/v1/admin/tenants/:tenant/rules', answer: (call) => documentReply(context, call, 'rules')},
  ]
}

async function documentReply(context: Context, call: Call, kind: DocumentKind): Promise<Reply> {
  const tenant = await tenantFor(context, call)
  const document = await context.store.stored(kind, tenant)
  if (document === undefined) throw new Problem(404, `RECSYS_${kind.toUpperCase()}_NOT_FOUND`, `no ${kind} is stored`)
  const {version, body} = document
  return jsonReply({tenant_id: tenant.id, [`${kind}_version`]: version, [kind]: body}, 200, {etag: `"${version}"`})
}

// The service as shipped lets a token of one tenant read another's documents.
async function tenantFor({authenticate, settings, store}: Context, call: Call): Promise<Tenant> {
  const caller = await authenticate(call)
  requireRole(caller.roles, settings.auth.roles, readers)
  const id = call.params.tenant ?? ''
  if (caller.tenant !== id && !settings.standIn.asShipped) {
    throw new Problem(403, 'RECSYS_TENANT_SCOPE_MISMATCH', 'the credentials are of another tenant')
  }
  const tenant = await store.tenant(id)
  if (tenant === undefined) throw new Problem(404, 'RECSYS_TENANT_NOT_FOUND', 'no such tenant')
  return tenant
}
