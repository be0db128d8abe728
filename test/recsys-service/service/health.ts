import type {Database} from './data/database.ts'
import {jsonReply, type Reply} from './http.ts'
import type {KeySet} from './jwks.ts'
import type {Settings} from './settings.ts'

/** What one dependency says of itself; a message names no host, details may. */
export interface DependencyHealth {
  status: 'healthy' | 'unhealthy'
  message: string
  details: Record<string, string>
}

export type DependencyHealths = Record<string, DependencyHealth>

/** Asks every dependency: basic, database, and jwt while JWT is on. */
export async function dependencyHealths(
  settings: Settings,
  database: Database,
  keys: KeySet | undefined,
): Promise<DependencyHealths> {
  return {
    basic: healthy({}),
    database: await databaseHealth(settings, database),
    ...(keys === undefined ? {} : {jwt: await keysHealth(keys, settings.jwt.jwksUrl)}),
  }
}

export function healthReply(healths: DependencyHealths, now: Date): Reply {
  const sick = Object.entries(healths).filter(([, health]) => health.status === 'unhealthy')
  const status = sick.length === 0 ? 'healthy' : 'unhealthy'
  const message = sick.map(([name, health]) => `${name}: ${health.message}`).join('; ')
  return jsonReply({message, status, timestamp: now.toISOString()}, sick.length === 0 ? 200 : 503)
}

export function detailedReply(healths: DependencyHealths, now: Date): Reply {
  const all = Object.values(healths)
  const well = all.filter((health) => health.status === 'healthy').length
  const status = well === all.length ? 'healthy' : 'unhealthy'
  return jsonReply({
    status,
    timestamp: now.toISOString(),
    checks: healths,
    summary: {total: all.length, healthy: well, unhealthy: all.length - well},
  })
}

async function databaseHealth({databaseUrl}: Settings, {query}: Database): Promise<DependencyHealth> {
  const url = URL.parse(databaseUrl)
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) return unhealthy('the database URL is not usable', {})
  const details = {host: url.host, database: url.pathname.slice(1)}
  return query('SELECT 1').then(
    () => healthy(details),
    () => unhealthy('the database does not answer', details),
  )
}

async function keysHealth(keys: KeySet, url: string): Promise<DependencyHealth> {
  const usable = await keys.usable()
  const details = {url, keys: String(usable)}
  return usable > 0 ? healthy(details) : unhealthy('no usable key could be read', details)
}

function healthy(details: Record<string, string>): DependencyHealth {
  return {status: 'healthy', message: '', details}
}

function unhealthy(message: string, details: Record<string, string>): DependencyHealth {
  return {status: 'unhealthy', message, details}
}
