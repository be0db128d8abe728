import type {Database, Query} from './service/data/database.ts'
import {storeDocument} from './service/data/documents.ts'
import {findTenant} from './service/data/tenants.ts'

const tags = ['books', 'games', 'garden', 'kitchen', 'music', 'new', 'outdoor', 'tools'] as const
const surfaces = ['home', 'product'] as const

/** The items that every tenant sells, the most popular first. */
const catalogue = Array.from({length: 40}, (_, index) => ({
  id: `item-${String(index + 1).padStart(3, '0')}`,
  tags: tags.filter((_, tag) => (index + tag) % 3 === 0),
  popularity: Math.round(10_000 / Math.sqrt(index + 1)) / 10_000,
}))

const tenants = [
  {
    id: 'acme',
    status: 'active',
    config: {surfaces: {home: {k: 20}, product: {k: 12}}, weights: {pop: 0.7, affinity: 0.3}},
    rules: [{action: 'block', target: {tag: 'recalled'}}],
  },
  {
    id: 'globex',
    status: 'active',
    config: {surfaces: {home: {k: 10}}, weights: {pop: 0.5, cooc: 0.2, affinity: 0.3}},
    rules: [{action: 'boost', target: {tag: 'new'}, factor: 1.2}],
  },
  {id: 'demo', status: 'active', config: {surfaces: {home: {k: 20}}}, rules: []},
  {id: 'hooli', status: 'active'},
  {id: 'initech', status: 'suspended'},
] as const

/** Fills an empty database with the tenants of the demo; one that has tenants stays as it is. */
export async function seed(database: Database, now: Date): Promise<void> {
  await database.transaction(async (query) => {
    const [someone] = await query('SELECT 1 FROM tenants LIMIT 1')
    if (someone !== undefined) return
    for (const tenant of tenants) {
      await addTenant(query, tenant, now)
    }
  })
}

/** A tenant with the catalogue's signals on each surface, and with the documents that are given. */
export async function addTenant(query: Query, tenant: SeedTenant, now: Date): Promise<void> {
  const {id, status = 'active', config, rules} = tenant
  await query('INSERT INTO tenants (external_id, name, status) VALUES ($1, $2, $3)', [id, id, status])
  const row = await findTenant(query, id)
  if (row === undefined) throw new Error('Unexpected insert without a row')
  if (config !== undefined) await storeDocument(query, 'config', row, config, now)
  if (rules !== undefined) await storeDocument(query, 'rules', row, rules, now)
  for (const surface of surfaces) await addSignals(query, row.key, surface, now)
}

interface SeedTenant {
  id: string
  status?: 'active' | 'suspended'
  config?: unknown
  rules?: unknown
}

async function addSignals(query: Query, tenant: number, surface: string, now: Date): Promise<void> {
  const fill = (into: string, columns: string, rows: readonly object[]) =>
    query(`INSERT INTO ${into} SELECT $1, $2, x.* FROM jsonb_to_recordset($3) AS x(${columns})`, [
      tenant,
      surface,
      JSON.stringify(rows),
    ])
  const day = now.toISOString().slice(0, 10)
  const tagged = catalogue.flatMap((item) => item.tags.map((tag) => ({item_id: item.id, tag})))
  const popular = catalogue.map(({id, popularity}) => ({item_id: id, day, score: popularity}))
  const visited = catalogue.flatMap(({id}, index) =>
    [1, 2, 3].flatMap((step) => {
      const neighbour = catalogue[index + step]
      return neighbour === undefined ? [] : [{item_id: id, neighbour_id: neighbour.id, day, score: 1 / (step + 1)}]
    }),
  )
  await fill('item_tags', 'item_id text, tag text', tagged)
  await fill('item_popularity_daily', 'item_id text, day date, score float8', popular)
  await fill('item_covisit_daily', 'item_id text, neighbour_id text, day date, score float8', visited)
}
