import type {Authenticate} from './auth.ts'
import type {KeySet} from './jwks.ts'
import type {Settings} from './settings.ts'
import type {Tenant} from './tenants.ts'

/** What the routes share. */
export interface Context {
  settings: Settings
  keys: KeySet | undefined
  tenants: ReadonlyMap<string, Tenant>
  authenticate: Authenticate
  now(): Date
}
