import {startPostgres} from '../postgres.ts'
import {seed} from '../seed.ts'
import {openDatabase} from '../service/data/database.ts'
import {migrate, migrationsFolder, readMigrations} from '../service/data/migrations.ts'
import {environments} from './files.ts'

/** Runs the demo's Postgres in a folder, with a migrated and filled database for each environment, until SIGTERM. */
async function main(folder: string): Promise<void> {
  // The library stops the server and removes its data on every signal that ends a process.
  const postgres = await startPostgres(folder)
  const urls = await Promise.all(
    environments.map(async (environment) => {
      const url = await postgres.create(`recsys_${environment}`)
      await prepare(url)
      return [environment, url]
    }),
  )
  process.send?.({urls: Object.fromEntries(urls)})
}

async function prepare(url: string): Promise<void> {
  const database = openDatabase(url)
  await migrate(database, readMigrations(migrationsFolder), new Date())
  await seed(database, new Date())
  await database.close()
}

await main(process.argv[2] ?? '')
