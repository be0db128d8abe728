import {randomUUID} from 'node:crypto'
import {createServer, type Server} from 'node:http'
import {adminRoutes} from './admin-routes.ts'
import {authenticator} from './auth.ts'
import type {Context} from './context.ts'
import {type Database, openDatabase} from './data/database.ts'
import {migrate, migrationsFolder, readMigrations} from './data/migrations.ts'
import {databaseSignals, makeStore} from './data/store.ts'
import {fileKeys, type KeySet, remoteKeys} from './jwks.ts'
import {type Log, logFrom} from './log.ts'
import {openRoutes} from './open-routes.ts'
import {recommendRoutes} from './recommend-routes.ts'
import {refuseUnsafe} from './refusals.ts'
import {PortInUse, StartRefused} from './refused.ts'
import {requestListener} from './server.ts'
import {readSettings, type Settings} from './settings.ts'
import type {Env} from './values.ts'

export {apiKeyHash} from './api-keys.ts'
export type {Log, LogLine} from './log.ts'
export {PortInUse, StartRefused} from './refused.ts'
export type {Env} from './values.ts'

export interface ServiceOptions {
  env: Env
  log: Log
  /** Overrides `STANDIN_PORT`; 0 takes a free one. */
  port?: number
  now?: () => Date
  newId?: () => string
}

export interface Service {
  url: string
  close(): Promise<void>
}

/** Starts one recsys-service on loopback, or throws `StartRefused`. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const {env, log, now = () => new Date()} = options
  const settings = readSettings(env)
  refuseUnsafe(settings)
  const database = openDatabase(settings.standIn.databaseUrl || settings.databaseUrl)
  try {
    if (settings.migrateOnStart) await migrateOnStart(database, now())
    return await serve({...options, settings, database, now, log: logFrom(settings.logLevel, log)})
  } catch (error) {
    await database.close()
    throw error
  }
}

interface Serving extends ServiceOptions {
  settings: Settings
  database: Database
  now(): Date
}

async function serve({settings, database, log, port, now, newId = randomUUID}: Serving): Promise<Service> {
  const context = await contextOf(settings, database, now)
  const routes = [...openRoutes(context), ...recommendRoutes(context), ...adminRoutes(context)]
  const server = createServer(requestListener(routes, log, newId))
  const url = await listen(server, port ?? settings.standIn.port)
  log({level: 'info', msg: 'started', url, ...startedWith(settings)})
  return {
    url,
    close: async () => {
      await stop(server)
      await database.close()
      log({level: 'info', msg: 'stopped', url})
    },
  }
}

async function contextOf(settings: Settings, database: Database, now: () => Date): Promise<Context> {
  const keys = keysOf(settings)
  const authenticate = authenticator({settings, keys, database, now})
  const signals = databaseSignals(database, now)
  const {configTtl, rulesTtl} = settings.caches
  const ttlMs = {config: configTtl, rules: rulesTtl}
  const store = makeStore({database, signals, ttlMs, now, seen: () => {}})
  if (settings.standIn.databaseDown) {
    await store.warm()
    await database.close()
  }
  return {settings, keys, database, store, authenticate, now}
}

async function migrateOnStart(database: Database, now: Date): Promise<void> {
  await migrate(database, readMigrations(migrationsFolder), now).catch((error: unknown) => {
    throw new StartRefused(1, error instanceof Error ? error.message : 'The migrations failed')
  })
}

function keysOf({jwt, standIn}: Settings): KeySet | undefined {
  if (!jwt.enabled) return undefined
  return standIn.jwksFile === '' ? remoteKeys(jwt.jwksUrl) : fileKeys(standIn.jwksFile)
}

/** What an operator wants to see of a start; nothing here is a secret. */
function startedWith({auth, jwt, apiKeys, caches, backpressure, migrateOnStart, logLevel}: Settings) {
  return {
    auth: {jwt: jwt.enabled, api_keys: apiKeys.enabled, dev: auth.devEnabled},
    config_cache_ttl_ms: caches.configTtl,
    rules_cache_ttl_ms: caches.rulesTtl,
    backpressure_max_inflight: backpressure.maxInflight,
    backpressure_max_queue: backpressure.maxQueue,
    migrate_on_start: migrateOnStart,
    log_level: logLevel,
  }
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUse(port) : new StartRefused(1, `Port ${port} cannot be used`)),
    )
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`)
    })
  })
}

// Requests in flight may end; who still holds a connection open after two seconds is cut off.
function stop(server: Server): Promise<void> {
  const cutOff = setTimeout(() => server.closeAllConnections(), 2_000)
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(cutOff)
      resolve()
    })
  })
}
