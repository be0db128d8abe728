import {apiKeyVerifier} from './api-keys.ts'
import type {Database} from './data/database.ts'
import {type Call, headerOf} from './http.ts'
import type {Caller, Identity} from './identity.ts'
import type {KeySet} from './jwks.ts'
import {jwtVerifier} from './jwt.ts'
import {Problem} from './problem.ts'
import type {AuthSettings, Settings} from './settings.ts'

export type Authenticate = (call: Call) => Promise<Caller>

export interface AuthenticatorOptions {
  settings: Settings
  keys: KeySet | undefined
  database: Database
  now(): Date
}

/** Finds out who asks, by the first provider that is on and finds its credential, and for which tenant. */
export function authenticator({settings, keys, database, now}: AuthenticatorOptions): Authenticate {
  const {auth, apiKeys} = settings
  const {faults} = settings.standIn
  const devEnabled = auth.devEnabled || faults.has('believed-dev-headers')
  const tenantHeader = faults.has('ignored-tenant-header') ? '' : auth.tenantHeader
  const verifyToken = keys === undefined ? undefined : jwtVerifier(settings, keys, now)
  const verifyKey = apiKeys.enabled ? apiKeyVerifier(settings, database, now) : undefined

  const identify = async (call: Call): Promise<Identity> => {
    const token = bearerToken(call)
    if (verifyToken !== undefined && token !== '') return verifyToken(token)
    const key = headerOf(call, apiKeys.header)
    if (verifyKey !== undefined && key !== '') return verifyKey(key)
    if (devEnabled && headerOf(call, 'X-Dev-User-Id') !== '') return devIdentity(call)
    if (auth.required) throw new Problem(401, 'RECSYS_AUTH_REQUIRED', 'authentication required')
    return {tenant: undefined, subject: '', kind: 'anonymous', roles: []}
  }

  return async (call) => {
    const identity = await identify(call)
    return {...identity, tenant: tenantOf(identity, headerOf(call, tenantHeader), auth)}
  }
}

function bearerToken(call: Call): string {
  return /^Bearer +(\S+)$/i.exec(headerOf(call, 'Authorization'))?.[1] ?? ''
}

// Believed as they are: that is why they must be off in production.
function devIdentity(call: Call): Identity {
  return {
    tenant: headerOf(call, 'X-Dev-Org-Id') || undefined,
    subject: headerOf(call, 'X-Dev-User-Id'),
    kind: 'user',
    roles: [],
  }
}

function tenantOf({tenant}: Identity, named: string, {requireTenantClaim}: AuthSettings): string {
  if (tenant !== undefined && named !== '' && named !== tenant) {
    throw new Problem(403, 'RECSYS_TENANT_SCOPE_MISMATCH', 'the tenant header is not the tenant of the credentials')
  }
  const scope = tenant ?? (requireTenantClaim ? '' : named)
  if (scope === '') throw new Problem(403, 'RECSYS_TENANT_SCOPE_REQUIRED', 'the credentials name no tenant')
  return scope
}
