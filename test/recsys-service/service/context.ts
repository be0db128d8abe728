import type {Authenticate} from './auth.ts'
import type {Database} from './data/database.ts'
import type {Store} from './data/store.ts'
import type {KeySet} from './jwks.ts'
import type {Settings} from './settings.ts'

/** What the routes share. */
export interface Context {
  settings: Settings
  keys: KeySet | undefined
  database: Database
  store: Store
  authenticate: Authenticate
  now(): Date
}
