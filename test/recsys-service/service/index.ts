import {randomUUID} from 'node:crypto'
import type {RequestListener} from 'node:http'
import {adminRoutes} from './admin/routes.ts'
import {contextOf, type Parts} from './build.ts'
import type {Context} from './context.ts'
import {openDatabase} from './data/database.ts'
import {migrate, migrationsFolder, readMigrations} from './data/migrations.ts'
import {makeBuckets} from './limits/bucket.ts'
import {clientAddress} from './limits/client.ts'
import {type Listening, listen} from './listening.ts'
import {type Log, logFrom} from './log.ts'
import {openRoutes} from './open-routes.ts'
import {recommendRoutes} from './recommend-routes.ts'
import {refuseUnsafe} from './refusals.ts'
import {StartRefused} from './refused.ts'
import {patternOf} from './router.ts'
import {type ListenerOptions, requestListener} from './server.ts'
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
  /** Overrides `STANDIN_INTERNAL_PORT`. */
  internalPort?: number
  now?: () => Date
  newId?: () => string
}

export interface Service {
  url: string
  /** Where the routes that name what is inside answer as well, if such a port was asked for. */
  internalUrl: string | undefined
  close(): Promise<void>
}

/** Starts one recsys-service on loopback, or throws `StartRefused`. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const {env, now = () => new Date(), newId = randomUUID} = options
  const settings = readSettings(env)
  refuseUnsafe(settings)
  const {port = settings.standIn.port, internalPort = settings.standIn.internalPort} = options
  const log = logFrom(settings.logLevel, options.log)
  const parts = {settings, database: openDatabase(settings.standIn.databaseUrl || settings.databaseUrl), now, log}
  const open: Listening[] = []
  const close = async () => {
    await Promise.all(open.map((one) => one.close()))
    await parts.database.close()
  }
  const listenOn = async (listener: RequestListener, on: number) => {
    const listening = await listen(listener, on)
    open.push(listening)
    return listening.url
  }

  try {
    const listeners = await listenersOf(parts, newId)
    const url = await listenOn(listeners.outside, port)
    const internalUrl = internalPort < 0 ? undefined : await listenOn(listeners.inside, internalPort)
    log({level: 'info', msg: 'started', url, ...startedWith(settings)})
    return {
      url,
      internalUrl,
      close: async () => {
        await close()
        log({level: 'info', msg: 'stopped', url})
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** What answers outside and inside; the service as shipped answers everything on its one port. */
async function listenersOf(parts: Parts, newId: () => string) {
  const {settings, now, log} = parts
  await prepareDatabase(parts)
  const context = contextOf(parts)
  if (settings.standIn.databaseDown) await loseDatabase(parts, context)
  const {asShipped, clientCapacity, faults} = settings.standIn
  const routes = [...openRoutes(context), ...recommendRoutes(context), ...adminRoutes(context)].map((route) =>
    faults.broken.includes(patternOf(route)) ? {...route, answer: fail} : route,
  )
  const shared: Omit<ListenerOptions, 'routes'> = {
    log,
    metrics: context.metrics,
    newId,
    clientOf: clientAddress(settings.trustedProxies),
    admit: makeBuckets({capacity: clientCapacity, perSecond: clientCapacity / 2, now}),
  }
  const outside = routes.filter(
    (route) => asShipped || route.inside !== true || faults.shown.includes(patternOf(route)),
  )
  return {outside: requestListener({...shared, routes: outside}), inside: requestListener({...shared, routes})}
}

function fail(): never {
  throw new Error('Told to be broken')
}

async function prepareDatabase({settings, database, now}: Parts): Promise<void> {
  if (!settings.migrateOnStart) return
  await migrate(database, readMigrations(migrationsFolder), now()).catch((error: unknown) => {
    throw new StartRefused(1, error instanceof Error ? error.message : 'The migrations failed')
  })
}

// Like a database that goes away once the caches are warm: what was read is still served.
async function loseDatabase({database}: Parts, {store}: Context): Promise<void> {
  await store.warm()
  await database.close()
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
