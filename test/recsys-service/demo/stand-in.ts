import {type ChildProcess, spawn} from 'node:child_process'
import {closeSync, openSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {z} from 'zod'
import {deployEnvironment, deployedVersion} from '../environment.ts'
import {apiKeyHash} from '../service/api-keys.ts'
import {type DemoKey, ensureDatabase, keepApiKeys, stopDatabase} from './database.ts'
import {
  type Demo,
  demoFiles,
  deployFolder,
  type EnvironmentName,
  environments,
  readIfThere,
  writePrivate,
} from './files.ts'
import {readOverlay} from './overlay.ts'
import {peopleOf} from './people.ts'
import {endProcess, isRunning} from './processes.ts'

const mainFile = join(import.meta.dirname, '../main.ts')

const addresses = {url: z.url(), internalUrl: z.url()}
const notedSchema = z.object({pid: z.int().positive().optional(), ...addresses}).partial()
const messageSchema = z.union([
  z.object({started: z.object(addresses)}),
  z.object({refused: z.string(), port: z.int().optional()}),
])

/** What the pid file says: no pid after a refused start, no address before the first. */
export type Noted = z.infer<typeof notedSchema>

/** How a start went: where the stand-in answers, or why it does not run. */
export type Started = Addresses | {refused: string; portInUse?: keyof Ports | undefined}

interface Addresses {
  url: string
  internalUrl: string
}

/** The ports of a stand-in, as outside and inside reach it; 0 takes a free one. */
export interface Ports {
  outside: number
  inside: number
}

/** Starts an environment's stand-in anew, from its manifests and its overlay; it outlives this process. */
export async function restartStandIn(demo: Demo, environment: EnvironmentName, ports: Ports): Promise<Started> {
  const {home} = demo
  await endStandIn(home, environment)
  const database = (await ensureDatabase(home))?.[environment]
  if (database === undefined) return {refused: 'Postgres does not start, `postgres.log` says why'}
  await keepKeys(demo, environment, database)
  const child = spawnStandIn(demo, environment, ports, database)
  // Noted at once, so that a start that is cut short leaves nothing that `stop` cannot find.
  note(home, environment, {pid: child.pid})
  const started = await outcomeOf(child, ports)
  if ('refused' in started) {
    // The ports are kept, so that the stand-in is found where it was once it is mended.
    note(home, environment, started.portInUse === undefined ? addressesOf(ports) : {})
    return started
  }
  note(home, environment, {pid: child.pid, ...started})
  child.disconnect()
  child.unref()
  if (await answers(`${started.url}/healthz`)) return started
  await stopStandIn(home, environment)
  return {refused: '`/healthz` does not answer'}
}

/** Stops an environment's stand-in and waits until it is gone; the last one takes the database with it. */
export async function stopStandIn(home: string, environment: EnvironmentName): Promise<void> {
  await endStandIn(home, environment)
  const left = environments.map((one) => notedStandIn(home, one)?.pid).filter((pid) => pid !== undefined)
  if (!left.some((pid) => isRunning(pid, mainFile))) await stopDatabase(home)
}

async function endStandIn(home: string, environment: EnvironmentName): Promise<void> {
  const pid = notedStandIn(home, environment)?.pid
  if (pid !== undefined) await endProcess(pid, mainFile)
  rmSync(demoFiles(home).process(environment), {force: true})
}

/** What the pid file says, whether the process still lives or not. */
export function notedStandIn(home: string, environment: EnvironmentName): Noted | undefined {
  const text = readIfThere(demoFiles(home).process(environment))
  return text === undefined ? undefined : notedSchema.parse(JSON.parse(text))
}

function note(home: string, environment: EnvironmentName, noted: Noted): void {
  writePrivate(demoFiles(home).process(environment), JSON.stringify(noted))
}

// By the secret of the manifests: a break may change the one that the service has.
async function keepKeys({root, home}: Demo, environment: EnvironmentName, database: string): Promise<void> {
  const {API_KEY_ENABLED, API_KEY_HASH_SECRET = ''} = deployEnvironment(deployFolder(environment, root))
  if (API_KEY_ENABLED !== 'true') return
  const keys = peopleOf(environment).flatMap((person): DemoKey[] => {
    const key = readIfThere(demoFiles(home).credential(environment, person))
    return key === undefined ? [] : [{...person, hash: apiKeyHash(API_KEY_HASH_SECRET, key)}]
  })
  await keepApiKeys(database, keys)
}

function spawnStandIn(
  {root, home, env}: Demo,
  environment: EnvironmentName,
  ports: Ports,
  database: string,
): ChildProcess {
  const folder = deployFolder(environment, root)
  const files = demoFiles(home)
  const log = openSync(files.log(environment), 'w', 0o600)
  const child = spawn(process.execPath, [mainFile], {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    // Of this process's environment nothing but the stand-in's own: the service sees what its manifests say.
    env: {
      // Whoever looks, inside or outside, and all callers are one address here: together they may ask more often than one.
      STANDIN_CLIENT_CAPACITY: '120',
      ...Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('STANDIN_'))),
      STANDIN_PORT: String(ports.outside),
      STANDIN_INTERNAL_PORT: String(ports.inside),
      STANDIN_ROOT: files.root(environment),
      STANDIN_VERSION: deployedVersion(folder),
      STANDIN_JWKS_FILE: files.jwks,
      STANDIN_DATABASE_URL: database,
      ...deployEnvironment(folder, readOverlay(home, environment)),
    },
  })
  closeSync(log)
  return child
}

function addressesOf({outside, inside}: Ports): Partial<Addresses> {
  const at = (port: number) => `http://127.0.0.1:${port}`
  return outside === 0 || inside === 0 ? {} : {url: at(outside), internalUrl: at(inside)}
}

function outcomeOf(child: ChildProcess, ports: Ports): Promise<Started> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('disconnect', () => resolve({refused: 'The process ended before it listened'}))
    child.once('message', (message) => {
      const said = messageSchema.parse(message)
      if ('started' in said) return resolve(said.started)
      const taken = said.port === ports.outside ? 'outside' : 'inside'
      resolve({refused: said.refused, portInUse: said.port === undefined ? undefined : taken})
    })
  })
}

function answers(url: string): Promise<boolean> {
  return fetch(url, {signal: AbortSignal.timeout(5_000)}).then(
    // Unwell is an answer too: as shipped, liveness follows the database.
    () => true,
    () => false,
  )
}
