import {join} from 'node:path'
import {artifactSignals} from './artifacts/source.ts'
import {authenticator} from './auth.ts'
import type {Context} from './context.ts'
import type {Database} from './data/database.ts'
import {databaseSignals, makeStore, type SignalSource} from './data/store.ts'
import {fileKeys, type KeySet, remoteKeys} from './jwks.ts'
import {makeBuckets} from './limits/bucket.ts'
import {makeSlots} from './limits/slots.ts'
import type {Log} from './log.ts'
import {type Exposure, exposureLine} from './logs/exposures.ts'
import {makeLineLog} from './logs/line-log.ts'
import {type Metrics, makeMetrics} from './metrics.ts'
import type {Settings} from './settings.ts'

export interface Parts {
  settings: Settings
  database: Database
  now(): Date
  log: Log
}

/** Puts together what the routes share. */
export function contextOf(parts: Parts): Context {
  const {settings, database, now} = parts
  const metrics = makeMetrics()
  const keys = keysOf(settings)
  const {configTtl, rulesTtl} = settings.caches
  const store = makeStore({
    database,
    signals: signalsOf(parts, metrics),
    ttlMs: {config: configTtl, rules: rulesTtl},
    now,
    seen: (kind, result) => metrics.cached(`tenant_${kind}`, result),
  })
  return {
    settings,
    keys,
    database,
    store,
    authenticate: limited(authenticator({settings, keys, database, now}), parts),
    metrics,
    withSlot: makeSlots({...settings.backpressure, rejected: metrics.rejected}),
    ...logsOf(parts),
    now,
  }
}

function signalsOf({settings, database, now}: Parts, metrics: Metrics): SignalSource {
  const {artifact, standIn} = settings
  const {root, staleAfter} = standIn
  const artifacts = artifactSignals({...artifact, root, staleAfter, now, loadFailed: metrics.loadFailed})
  metrics.watchManifests(artifacts.ages)
  return artifact.enabled ? artifacts : databaseSignals(database, now)
}

function keysOf({jwt, standIn}: Settings): KeySet | undefined {
  if (!jwt.enabled) return undefined
  return standIn.jwksFile === '' ? remoteKeys(jwt.jwksUrl) : fileKeys(standIn.jwksFile)
}

/** Nobody of a tenant takes what is there for all of it: each caller has a bucket. */
function limited(authenticate: Context['authenticate'], {settings, now}: Parts): Context['authenticate'] {
  const {enabled, capacity, perSecond} = settings.tenantLimit
  if (!enabled) return authenticate
  const take = makeBuckets({capacity, perSecond, now})
  return async (call) => {
    const caller = await authenticate(call)
    take(caller.tenant, caller.subject)
    return caller
  }
}

function logsOf({settings, now, log}: Parts): Pick<Context, 'auditLog' | 'exposed'> {
  const {auditLog, exposureLog, standIn} = settings
  const lineLog = (name: string, path: string, retentionDays: number) =>
    makeLineLog({name, path: standIn.root === '' ? path : join(standIn.root, path), retentionDays, now, log})
  const append = lineLog('exposure', exposureLog.path, exposureLog.retentionDays)
  return {
    auditLog: auditLog.enabled ? lineLog('audit', auditLog.path, 0) : async () => {},
    exposed: async (exposure: Exposure) => {
      if (exposureLog.enabled) await append(exposureLine(exposure, exposureLog.format, exposureLog.salt))
    },
  }
}
