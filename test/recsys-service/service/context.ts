import type {Authenticate} from './auth.ts'
import type {Database} from './data/database.ts'
import type {Store} from './data/store.ts'
import type {KeySet} from './jwks.ts'
import type {WithSlot} from './limits/slots.ts'
import type {Exposure} from './logs/exposures.ts'
import type {AppendLine} from './logs/line-log.ts'
import type {Metrics} from './metrics.ts'
import type {Settings} from './settings.ts'

/** What the routes share. */
export interface Context {
  settings: Settings
  keys: KeySet | undefined
  database: Database
  store: Store
  authenticate: Authenticate
  metrics: Metrics
  withSlot: WithSlot
  auditLog: AppendLine
  exposed(exposure: Exposure): Promise<void>
  now(): Date
}
