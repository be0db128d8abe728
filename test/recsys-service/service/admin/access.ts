import type {Context} from '../context.ts'
import type {AuditEntry} from '../data/audit.ts'
import type {Tenant} from '../data/tenants.ts'
import type {Call} from '../http.ts'
import type {Caller} from '../identity.ts'
import {Problem} from '../problem.ts'
import {type Role, requireRole} from '../roles.ts'

export const readers: readonly Role[] = ['viewer', 'operator', 'admin']
export const writers: readonly Role[] = ['operator', 'admin']

export interface Access {
  caller: Caller
  tenant: Tenant
}

/** Who may do something with the tenant of the address; the service as shipped admits callers of other tenants. */
export async function accessTo({authenticate, settings, store}: Context, call: Call, may: readonly Role[]) {
  const {asShipped, faults} = settings.standIn
  const id = call.params.tenant ?? ''
  const open = faults.has('open-admin')
  const caller = open ? await authenticate(call).catch(() => strangerOf(id)) : await authenticate(call)
  const anyRole = faults.has('any-role') || (open && caller.kind === 'anonymous')
  if (!anyRole) requireRole(caller.roles, settings.auth.roles, may)
  if (caller.tenant !== id && !asShipped && !faults.has('any-tenant')) {
    throw new Problem(403, 'RECSYS_TENANT_SCOPE_MISMATCH', 'the credentials are of another tenant')
  }
  const tenant = await store.tenant(id)
  if (tenant === undefined) throw new Problem(404, 'RECSYS_TENANT_NOT_FOUND', 'no such tenant')
  const access: Access = {caller, tenant}
  return access
}

const strangerOf = (tenant: string): Caller => ({tenant, subject: '', kind: 'anonymous', roles: []})

/** Who did it, when and from where. */
export function actorOf({now}: Context, call: Call, {subject, kind}: Caller) {
  const actor = {occurred_at: now(), actor_sub: subject, actor_type: kind, ip: call.ip}
  return actor satisfies Partial<AuditEntry>
}
