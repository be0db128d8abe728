import {type Cache, makeCache} from './cache.ts'
import type {Database} from './database.ts'
import {type DocumentKind, findDocument, type StoredDocument} from './documents.ts'
import {findSignals, type Signals} from './signals.ts'
import {findTenant, listSurfaces, type Tenant} from './tenants.ts'

export const cacheTargets = ['config', 'rules', 'popularity'] as const
export type CacheTarget = (typeof cacheTargets)[number]

/** Where a surface's signals come from. */
export interface SignalSource {
  find(tenant: Tenant, surface: string): Promise<Signals | undefined>
  /** Drops what is kept of a tenant, or of one of its surfaces; gives the number of things dropped. */
  drop(tenant: Tenant, surface: string | undefined): number
}

/** What answers are made of, through the caches that the service keeps. */
export interface Store {
  tenant(id: string): Promise<Tenant | undefined>
  document(kind: DocumentKind, tenant: Tenant): Promise<StoredDocument | undefined>
  /** What is stored right now, whatever answers are still made of. */
  stored(kind: DocumentKind, tenant: Tenant): Promise<StoredDocument | undefined>
  signals: SignalSource
  drop(target: CacheTarget, tenant: Tenant, surface: string | undefined): number
  /** Reads all that is cached, so that it is there once the database is not. */
  warm(): Promise<void>
}

export interface StoreOptions {
  database: Database
  signals: SignalSource
  ttlMs: Record<DocumentKind, number>
  now(): Date
  seen(cache: DocumentKind, result: 'hit' | 'miss'): void
}

export function makeStore({database, signals, ttlMs, now, seen}: StoreOptions): Store {
  const {query} = database
  // Read anew each time, and remembered only in case the database goes away: whoever is suspended is so at once.
  const tenants = makeCache<Tenant>({ttlMs: 0, now})
  const latest = makeCache<StoredDocument>({ttlMs: 0, now})
  const cacheOf = (kind: DocumentKind): Cache<StoredDocument> =>
    makeCache({ttlMs: ttlMs[kind], now, seen: (result) => seen(kind, result)})
  const documents = {config: cacheOf('config'), rules: cacheOf('rules')}

  const store: Store = {
    tenant: (id) => tenants.get([id], () => findTenant(query, id)),
    document: (kind, tenant) => documents[kind].get([tenant.id], () => findDocument(query, kind, tenant)),
    stored: (kind, tenant) => latest.get([kind, tenant.id], () => findDocument(query, kind, tenant)),
    signals,
    drop: (target, tenant, surface) =>
      target === 'popularity' ? signals.drop(tenant, surface) : documents[target].drop([tenant.id]),
    async warm() {
      for (const {tenant: id, surfaces} of await listSurfaces(query)) {
        const tenant = await store.tenant(id)
        if (tenant === undefined) continue
        for (const kind of ['config', 'rules'] as const) {
          await Promise.all([store.document(kind, tenant), store.stored(kind, tenant)])
        }
        for (const surface of surfaces) await signals.find(tenant, surface)
      }
    },
  }
  return store
}

/** Signals from the tables, read anew for each answer. */
export function databaseSignals({query}: Database, now: () => Date): SignalSource {
  const cache = makeCache<Signals>({ttlMs: 0, now})
  return {
    find: (tenant, surface) => cache.get([tenant.id, surface], () => findSignals(query, tenant, surface)),
    drop: (tenant, surface) => cache.drop(surface === undefined ? [tenant.id] : [tenant.id, surface]),
  }
}
