import {createHash} from 'node:crypto'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Database, Query} from './database.ts'

/** One change of the schema, and the way back. */
export interface Migration {
  version: string
  name: string
  up: string
  down: string
  checksum: string
}

/** A row of the table of what was applied. */
export interface Applied {
  version: string
  name: string
  checksum: string
  success: boolean
}

export interface Preflight {
  problems: string[]
  pending: string[]
}

export const migrationsFolder = join(import.meta.dirname, '../../migrations')

// The service as shipped looks for files by a pattern that none of them has.
const patterns = {promised: /^(\d{14})_(\w+)\.up\.sql$/, shipped: /^(\d{14})_(\w+)\.sql$/}

/** The migrations of a folder, the oldest first. */
export function readMigrations(folder: string, pattern: keyof typeof patterns = 'promised'): Migration[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const [, version, name] = patterns[pattern].exec(file) ?? []
      if (version === undefined || name === undefined) return []
      const read = (way: 'up' | 'down') => readFileSync(join(folder, `${version}_${name}.${way}.sql`), 'utf8').trim()
      const up = read('up')
      return [{version, name, up, down: read('down'), checksum: createHash('sha256').update(up).digest('hex')}]
    })
}

/** Whether these migrations fit the database, and which it lacks; only reads. */
export async function preflight(
  {query}: Pick<Database, 'query'>,
  migrations: readonly Migration[],
): Promise<Preflight> {
  const applied = await readApplied(query)
  const problems = applied.flatMap(({version, name, checksum, success}) => {
    const title = `\`${version}_${name}\``
    if (!success) return [`Unexpected failed migration ${title}, expected it to be mended`]
    const file = migrations.find((migration) => migration.version === version)
    if (file === undefined) return [`Unexpected applied migration ${title}, expected a file for it`]
    return file.checksum === checksum ? [] : [`Unexpected checksum of ${title}, expected the applied file unchanged`]
  })
  return {problems, pending: pendingOf(migrations, applied).map(({version, name}) => `${version}_${name}`)}
}

/** Applies what is pending, each in a transaction of its own; gives the names of what it applied. */
export async function migrate(database: Database, migrations: readonly Migration[], now: Date): Promise<string[]> {
  await database.transaction(async (query) => {
    await lock(query)
    await query(createTable)
  })
  const {problems} = await preflight(database, migrations)
  if (problems[0] !== undefined) throw new MigrationRefused(problems[0])
  const applied: string[] = []
  for (const migration of migrations) {
    if (await applyOne(database, migration, now)) applied.push(`${migration.version}_${migration.name}`)
  }
  return applied
}

/** Takes the newest applied migration back; gives its name, or nothing where none is applied. */
export async function migrateDown(database: Database, migrations: readonly Migration[]): Promise<string | undefined> {
  return database.transaction(async (query) => {
    await lock(query)
    const newest = (await readApplied(query)).at(-1)
    if (newest === undefined) return undefined
    const migration = migrations.find(({version}) => version === newest.version)
    if (migration === undefined) throw new MigrationRefused(`Unexpected migration \`${newest.version}\` without a file`)
    await query(migration.down)
    await query('DELETE FROM schema_migrations WHERE version = $1', [migration.version])
    return `${migration.version}_${migration.name}`
  })
}

/** The database is not in a state to be migrated. */
export class MigrationRefused extends Error {}

const createTable = `
  CREATE TABLE IF NOT EXISTS schema_migrations (
    version text PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL,
    exec_ms integer NOT NULL,
    success boolean NOT NULL
  )`

async function applyOne(database: Database, migration: Migration, now: Date): Promise<boolean> {
  const began = performance.now()
  const note = (query: Query, success: boolean) => {
    const {version, name, checksum} = migration
    const values = [version, name, checksum, now, Math.round(performance.now() - began), success]
    return query('INSERT INTO schema_migrations VALUES ($1, $2, $3, $4, $5, $6)', values)
  }
  try {
    return await database.transaction(async (query) => {
      await lock(query)
      if (pendingOf([migration], await readApplied(query)).length === 0) return false
      await query(migration.up)
      await note(query, true)
      return true
    })
  } catch (error) {
    await note(database.query, false)
    throw new MigrationRefused(`Migration \`${migration.version}_${migration.name}\` failed`, {cause: error})
  }
}

// Several pods may start at once: one migrates, the others wait and find nothing left to do.
async function lock(query: Query): Promise<void> {
  await query(`SELECT pg_advisory_xact_lock(hashtext('schema_migrations'))`)
}

async function readApplied(query: Query): Promise<Applied[]> {
  const [table] = await query<{there: boolean}>(`SELECT to_regclass('schema_migrations') IS NOT NULL AS there`)
  if (table?.there !== true) return []
  return query<Applied>('SELECT version, name, checksum, success FROM schema_migrations ORDER BY version')
}

function pendingOf(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  return migrations.filter(({version}) => !applied.some((row) => row.version === version))
}
