import {openDatabase} from './service/data/database.ts'
import {migrate, migrateDown, migrationsFolder, preflight, readMigrations} from './service/data/migrations.ts'

const usage = 'Usage: node test/recsys-service/migrate.ts preflight | up | down, with `DATABASE_URL` set'

/** Runs one command against `DATABASE_URL`, says one line of JSON, and gives the exit code. */
async function main([command, ...rest]: readonly string[], url: string, asShipped: boolean): Promise<number> {
  if (url === '' || rest.length > 0 || !isCommand(command)) {
    say({error: usage})
    return 2
  }
  const database = openDatabase(url)
  const migrations = readMigrations(migrationsFolder, asShipped ? 'shipped' : 'promised')
  try {
    if (command === 'preflight') {
      const found = await preflight(database, migrations)
      say(found)
      return found.problems.length === 0 ? 0 : 1
    }
    if (command === 'up') say({applied: await migrate(database, migrations, new Date())})
    else say({undone: (await migrateDown(database, migrations)) ?? null})
    return 0
  } catch (error) {
    say({error: error instanceof Error ? error.message : 'failed'})
    return 1
  } finally {
    await database.close()
  }
}

function isCommand(command: string | undefined): command is 'preflight' | 'up' | 'down' {
  return command === 'preflight' || command === 'up' || command === 'down'
}

function say(value: object): void {
  console.log(JSON.stringify(value))
}

const {DATABASE_URL = '', STANDIN_AS_SHIPPED} = process.env
process.exitCode = await main(process.argv.slice(2), DATABASE_URL, STANDIN_AS_SHIPPED === 'true')
