import {versionOf} from './canonical.ts'

/** The two documents that an admin keeps for a tenant. */
export type DocumentKind = 'config' | 'rules'

export interface StoredDocument {
  version: string
  body: unknown
}

export interface Tenant {
  id: string
  status: 'active' | 'suspended'
  documents: Partial<Record<DocumentKind, StoredDocument>>
}

const seeds = [
  {
    id: 'acme',
    status: 'active',
    config: {surfaces: {home: {k: 20}, product: {k: 12}}, weights: {popularity: 0.7, affinity: 0.3}},
    rules: [{action: 'block', target: {tag: 'recalled'}}],
  },
  {
    id: 'globex',
    status: 'active',
    config: {surfaces: {home: {k: 10}}, weights: {popularity: 0.5, affinity: 0.5}},
    rules: [{action: 'boost', target: {tag: 'new'}, factor: 1.2}],
  },
  {id: 'demo', status: 'active', config: {surfaces: {home: {k: 20}}}, rules: []},
  {id: 'hooli', status: 'active'},
  {id: 'initech', status: 'suspended'},
] as const

/** The tenants at the start, in memory; `hooli` has nothing stored yet. */
export function seedTenants(): Map<string, Tenant> {
  return new Map(
    seeds.map((seed) => {
      const {id, status} = seed
      const documents = 'config' in seed ? {config: stored(seed.config), rules: stored(seed.rules)} : {}
      return [id, {id, status, documents}]
    }),
  )
}

function stored(body: unknown): StoredDocument {
  return {version: versionOf(body), body}
}
