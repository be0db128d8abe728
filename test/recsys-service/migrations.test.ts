import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {cpSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {describe, expect, onTestFinished, test} from 'vitest'
import {type Database, openDatabase} from './service/data/database.ts'
import {migrate, migrateDown, migrationsFolder, preflight, readMigrations} from './service/data/migrations.ts'
import {StartRefused} from './service/index.ts'
import {devEnv, now, started, temporaryFolder, useDatabase} from './testing.ts'

const shared = useDatabase()
const migrations = readMigrations(migrationsFolder)
const names = migrations.map(({version, name}) => `${version}_${name}`)

let made = 0

/** An empty database of the test's own. */
async function emptyDatabase(): Promise<Database & {url: string}> {
  made += 1
  const url = await shared.postgres().create(`empty_${made}`)
  const database = openDatabase(url)
  onTestFinished(() => database.close())
  return {...database, url}
}

const tablesOf = async ({query}: Database) =>
  (
    await query<{name: string}>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
       AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname`,
    )
  ).map(({name}) => name)

/** The project's migrations, and more files of the test's own. */
function folderWith(files: Record<string, string>): string {
  const folder = temporaryFolder()
  cpSync(migrationsFolder, folder, {recursive: true})
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql)
  return folder
}

describe('up and down', () => {
  test('all of them make the tables, are recorded, and are done once', async () => {
    const database = await emptyDatabase()
    expect(await migrate(database, migrations, now)).toEqual(names)
    expect(await migrate(database, migrations, now)).toEqual([])
    expect(await tablesOf(database)).toEqual([
      'audit_log',
      'cache_invalidation_events',
      'exposure_events',
      'interaction_events',
      'item_covisit_daily',
      'item_popularity_daily',
      'item_tags',
      'schema_migrations',
      'tenant_api_keys',
      'tenant_config_versions',
      'tenant_configs_current',
      'tenant_rule_versions',
      'tenant_rules_current',
      'tenants',
    ])
    const rows = await database.query('SELECT * FROM schema_migrations ORDER BY version')
    const row = {
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
      applied_at: now,
      exec_ms: expect.any(Number),
      success: true,
    }
    expect(rows).toEqual(migrations.map(({version, name}) => ({version, name, ...row})))
  })

  test('each way back leads to the step before, down to nothing', async () => {
    const database = await emptyDatabase()
    const steps = [await tablesOf(database)]
    for (const migration of migrations) {
      await migrate(database, [...migrations.slice(0, steps.length - 1), migration], now)
      steps.push(await tablesOf(database))
    }
    for (const before of steps.slice(1, -1).toReversed()) {
      await migrateDown(database, migrations)
      expect(await tablesOf(database)).toEqual(before)
    }
    expect(await migrateDown(database, migrations)).toBe(names[0])
    expect(await migrateDown(database, migrations)).toBeUndefined()
    expect(await tablesOf(database)).toEqual(['schema_migrations'])
  })

  test('several at once: one migrates, the others wait', async () => {
    const database = await emptyDatabase()
    const applied = await Promise.all([1, 2, 3].map(() => migrate(database, migrations, now)))
    expect(applied.flat().sort()).toEqual(names)
  })

  test('one that fails changes nothing, is recorded, and stops what comes after', async () => {
    const database = await emptyDatabase()
    const folder = folderWith({
      '20990101000000_bad.up.sql': 'CREATE TABLE half (); SELECT 1 / 0;',
      '20990101000000_bad.down.sql': '',
      '20990102000000_next.up.sql': 'CREATE TABLE whole ();',
      '20990102000000_next.down.sql': '',
    })
    const withBad = readMigrations(folder)
    await expect(migrate(database, withBad, now)).rejects.toThrow('`20990101000000_bad` failed')
    expect(await tablesOf(database)).toEqual(expect.not.arrayContaining(['half', 'whole']))
    expect(await preflight(database, withBad)).toEqual({
      problems: ['Unexpected failed migration `20990101000000_bad`, expected it to be mended'],
      pending: ['20990102000000_next'],
    })
    await expect(migrate(database, withBad, now)).rejects.toThrow('Unexpected failed migration')
  })
})

describe('preflight', () => {
  test('an empty database: everything is pending, and nothing is written', async () => {
    const database = await emptyDatabase()
    expect(await preflight(database, migrations)).toEqual({problems: [], pending: names})
    expect(await tablesOf(database)).toEqual([])
  })

  test('a migrated one: nothing is pending', async () => {
    expect(await preflight(shared, migrations)).toEqual({problems: [], pending: []})
  })

  test('white space around a file does not count, any other change does', async () => {
    const file = '20250113090000_tenants.up.sql'
    const same = folderWith({[file]: `\n\n${migrations[0]?.up}\n \n`})
    expect(await preflight(shared, readMigrations(same))).toEqual({problems: [], pending: []})
    const edited = folderWith({[file]: `${migrations[0]?.up} -- edited`})
    expect((await preflight(shared, readMigrations(edited))).problems).toEqual([
      'Unexpected checksum of `20250113090000_tenants`, expected the applied file unchanged',
    ])
  })

  test('an applied one needs its file', async () => {
    const folder = folderWith({})
    for (const file of readdirSync(folder)) if (file.includes('signals')) rmSync(join(folder, file))
    expect((await preflight(shared, readMigrations(folder))).problems).toEqual([
      'Unexpected applied migration `20250217090000_signals`, expected a file for it',
    ])
  })

  test('as shipped, its pattern matches no file: it fails once one is applied', async () => {
    const shipped = readMigrations(migrationsFolder, 'shipped')
    expect(shipped).toEqual([])
    expect(await preflight(await emptyDatabase(), shipped)).toEqual({problems: [], pending: []})
    expect((await preflight(shared, shipped)).problems).toHaveLength(names.length)
  })
})

describe('the command', {timeout: 60_000}, () => {
  async function command(args: string[], env: Record<string, string>) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'migrate.ts'), ...args], {env})
    const [output, errors, [exitCode]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ])
    return {exitCode, errors, said: output.trim() && JSON.parse(output)}
  }

  test('preflight, up, down', async () => {
    const {url: DATABASE_URL} = await emptyDatabase()
    const env = {DATABASE_URL}
    expect(await command(['preflight'], env)).toMatchObject({exitCode: 0, said: {problems: [], pending: names}})
    expect(await command(['up'], env)).toMatchObject({exitCode: 0, said: {applied: names}})
    const shipped = await command(['preflight'], {...env, STANDIN_AS_SHIPPED: 'true'})
    expect(shipped).toMatchObject({exitCode: 1, said: {problems: names.map(() => expect.any(String))}})
    expect(await command(['down'], env)).toMatchObject({exitCode: 0, said: {undone: names.at(-1)}})
  })

  const wrong = [
    {
      says: 'no database answers',
      args: ['preflight'],
      env: {DATABASE_URL: 'postgres://u:secret-word@127.0.0.1:1/x'},
      exitCode: 1,
    },
    {says: 'no database URL', args: ['up'], env: {}, exitCode: 2},
    {says: 'an unknown command', args: ['sideways'], env: {}, exitCode: 2},
  ]
  test.each(wrong)('$says: exit $exitCode and one sentence', async ({args, env, exitCode}) => {
    const result = await command(args, {...env})
    expect(result).toMatchObject({exitCode, errors: '', said: {error: expect.any(String)}})
    expect(JSON.stringify(result)).not.toContain('secret-word')
  })
})

describe('MIGRATE_ON_START', () => {
  test('the service migrates its own database', async () => {
    const database = await emptyDatabase()
    const env = {...devEnv, STANDIN_DATABASE_URL: database.url}
    await started(env)
    expect(await tablesOf(database)).toEqual([])
    await started({...env, MIGRATE_ON_START: 'true'})
    expect(await tablesOf(database)).toContain('tenants')
  })

  test('a database that does not answer refuses the start', async () => {
    const env = {...devEnv, STANDIN_DATABASE_URL: 'postgres://u:secret-word@127.0.0.1:1/x', MIGRATE_ON_START: 'true'}
    const error = await started(env).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(StartRefused)
    expect(error).toMatchObject({exitCode: 1, message: 'the database does not answer'})
  })
})
