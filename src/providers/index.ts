import dns from 'node:dns'
import {
  type Doors,
  type Environment,
  type HttpRequest,
  type Json,
  noTenant,
  type Setting,
  type SettingReading,
} from '../model/index.ts'
import {makeClient} from './client.ts'
import {type CallTime, type Clock, oneTry} from './clock.ts'
import {makeCredentials} from './credentials.ts'
import {type AnchorsOf, makeDocuments} from './documents.ts'
import {makeFiles, makeReach, readNamed} from './files.ts'
import {makeHttp, targetsOf} from './http.ts'
import {type Limits, usualLimits} from './limits.ts'
import {guardLookup, type Lookup} from './lookup.ts'
import {makePace} from './pace.ts'
import {makeRedactor} from './redactor.ts'
import {makeSettings} from './settings.ts'

export type {CallTime, Clock} from './clock.ts'

/** The doors of one run, to be closed after it. */
export interface DoorsFactory {
  /** The doors of one call; a tenant that is not declared has the environment's own. */
  doorsFor(tenant: string, signal: AbortSignal, time?: CallTime): Doors
  /** Data with every secret known so far replaced by `[secret]`. */
  redact(value: Json): Json
  redactText(text: string): string
  /** How many secrets are known; more than before means that older text must be redacted again. */
  secrets(): number
  /** The declared settings of a tenant; one that cannot be known has neither value nor effect. */
  readings(tenant: string): Promise<Record<string, SettingReading>>
  close(): Promise<void>
}

export interface OpenDoors {
  root: string
  environment: Environment
  settings: Readonly<Record<string, Setting>>
  env: Readonly<Record<string, string | undefined>>
  clock: Clock
  anchorsOf: AnchorsOf
  limits?: Partial<Limits>
  lookup?: Lookup
}

const proxyNames = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']

/** The doors to the world for one environment. Nothing is opened before it is asked for. */
export function openDoors({root, environment, settings, env, clock, anchorsOf, ...rest}: OpenDoors): DoorsFactory {
  const limits = {...usualLimits, ...rest.limits}
  const redactor = makeRedactor()
  const readText = (file: string) => readNamed(root, file, limits.bytes)
  const reach = makeReach(root, environment)
  const files = {see: makeFiles(reach, limits.bytes)}
  const documents = {see: makeDocuments(root, reach, anchorsOf)}
  const variables = makeSettings({environment, settings, redactor, readText})

  const targets = targetsOf(environment)
  const hosts = new Set([...targets.values()].flatMap((target) => (target === null ? [] : [target.hostname])))
  const client = makeClient(limits, guardLookup(rest.lookup ?? dns.lookup, hosts))
  const request = makeHttp({
    environment,
    clock,
    client,
    credential: makeCredentials({environment, env, redactor, readText}),
    pace: makePace(clock, environment.budget),
    redirects: limits.redirects,
    proxy: proxyNames.find((name) => env[name]) ?? null,
  })

  return {
    doorsFor(tenant, signal, time = oneTry) {
      const target = targets.get(tenant) ?? targets.get(noTenant) ?? null
      return {
        http: {request: (ask: HttpRequest) => request(ask, {target, signal, time})},
        files,
        documents,
        settings: {read: (name) => variables.read(tenant, name)},
        clock,
        signal,
      }
    },
    redact: redactor.value,
    redactText: redactor.text,
    secrets: redactor.size,
    readings: variables.readings,
    close: client.close,
  }
}
