import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {exportJWK, exportSPKI, generateKeyPair, SignJWT} from 'jose'
import {afterAll, beforeAll, onTestFinished} from 'vitest'
import {dataFolder} from './data-folder.ts'
import {type Postgres, startPostgres} from './postgres.ts'
import {addTenant, seed} from './seed.ts'
import {type Database, openDatabase} from './service/data/database.ts'
import {migrate, migrationsFolder, readMigrations} from './service/data/migrations.ts'

export type {Env} from './service/index.ts'

import {apiKeyHash, type Env, type LogLine, type Service, startService} from './service/index.ts'

/** The moment at which the tested services live. */
export const now = new Date('2026-03-01T12:00:00Z')

/** The smallest environment that starts: dev headers, and a database. */
export const devEnv: Env = {DATABASE_URL: 'postgres://u:database-password@db.test/recsys', DEV_AUTH_ENABLED: 'true'}

export const devHeaders = {'x-dev-user-id': 'tester', 'x-dev-org-id': 'acme'}

/** An environment in which only tokens count. */
export const jwtEnv: Env = {
  DATABASE_URL: 'postgres://u:database-password@db.test/recsys',
  JWT_AUTH_ENABLED: 'true',
  JWT_JWKS_URL: 'https://id.test/jwks.json',
  JWT_ISSUER: 'https://id.test/',
  JWT_AUDIENCE: 'recsys',
  AUTH_REQUIRE_TENANT_CLAIM: 'true',
}

/** An environment in which only API keys count. */
export const keyEnv: Env = {
  DATABASE_URL: 'postgres://u:database-password@db.test/recsys',
  API_KEY_ENABLED: 'true',
  API_KEY_HASH_SECRET: 'hash-secret',
}

export const recommendBody = {surface: 'home', k: 3, segment: 'new', user: {user_id: 'u-1'}}

// Nobody listens there: a file that asks for no database has none.
let databaseUrl = 'postgres://nobody@127.0.0.1:1/none'

interface TestDatabase extends Pick<Database, 'query'> {
  postgres(): Postgres
}

/** One Postgres for all tests of the file, with the demo's tenants; each service that is started uses it. */
export function useDatabase(): TestDatabase {
  let postgres: Postgres
  let database: Database
  beforeAll(async () => {
    postgres = await startPostgres(dataFolder())
    databaseUrl = await postgres.create('recsys')
    database = openDatabase(databaseUrl)
    await migrate(database, readMigrations(migrationsFolder), now)
    await seed(database, now)
  }, 60_000)
  afterAll(async () => {
    await database.close()
    await postgres.stop()
  }, 60_000)
  return {query: (text, values) => database.query(text, values), postgres: () => postgres}
}

let made = 0

/** A tenant of the test's own, with signals, and with the documents that are given. */
export async function ownTenant({query}: TestDatabase, documents: {config?: unknown; rules?: unknown} = {}) {
  made += 1
  const id = `tenant-${made}`
  await addTenant(query, {id, ...documents}, now)
  return id
}

export interface Tested extends Service {
  lines: LogLine[]
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** A GET on the internal port. */
  inside(path: string): Promise<Response>
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
}

/** Starts a service on free ports, closed when the test ends. */
export async function started(env: Env, clock = () => now): Promise<Tested> {
  const lines: LogLine[] = []
  const service = await startService({
    env: {STANDIN_DATABASE_URL: databaseUrl, STANDIN_ROOT: temporaryFolder(), ...env},
    log: (line) => lines.push(line),
    port: 0,
    internalPort: 0,
    now: clock,
  })
  onTestFinished(() => service.close())
  const sending =
    (method: 'POST' | 'PUT') =>
    (path: string, body: unknown, headers: Record<string, string> = {}) =>
      fetch(service.url + path, {method, headers, body: typeof body === 'string' ? body : JSON.stringify(body)})
  return {
    ...service,
    lines,
    get: (path, headers = {}) => fetch(service.url + path, {headers}),
    inside: (path) => fetch(service.internalUrl + path),
    post: sending('POST'),
    put: sending('PUT'),
  }
}

/** A folder that is gone when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'recsys-service-'))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  return folder
}

/** A file of the given text in a folder of its own. */
export function temporaryFile(text: string): string {
  const path = join(temporaryFolder(), 'file')
  writeFileSync(path, text)
  return path
}

export interface TokenOptions {
  key?: CryptoKey | Uint8Array
  alg?: string
  kid?: string
}

/** An issuer with one key; a claim that is `undefined` is left out of the token. */
export async function makeIssuer(env: Env = jwtEnv) {
  const {publicKey, privateKey} = await generateKeyPair('ES256', {extractable: true})
  const kid = 'key-1'
  const jwks = {keys: [{...(await exportJWK(publicKey)), kid, alg: 'ES256'}]}
  const seconds = Math.floor(now.getTime() / 1000)
  const usual = {
    iss: env.JWT_ISSUER,
    aud: env.JWT_AUDIENCE,
    sub: 'somebody',
    exp: seconds + 600,
    tenant_id: 'acme',
    roles: ['viewer'],
  }
  const claimsOf = (claims: Record<string, unknown>): Record<string, unknown> => ({...usual, ...claims})
  return {
    seconds,
    claimsOf,
    publicJwks: JSON.stringify(jwks),
    privateJwks: JSON.stringify({keys: [await exportJWK(privateKey)]}),
    publicPem: new TextEncoder().encode(await exportSPKI(publicKey)),
    jwksFile: temporaryFile(JSON.stringify(jwks)),
    token: (claims: Record<string, unknown> = {}, {key = privateKey, alg = 'ES256', ...rest}: TokenOptions = {}) =>
      new SignJWT(claimsOf(claims)).setProtectedHeader({alg, kid: rest.kid ?? kid}).sign(key),
  }
}

export function bearer(token: string) {
  return {authorization: `Bearer ${token}`}
}

interface KeyRow {
  tenant?: string
  roles?: string[]
  expires_at?: string
  revoked_at?: string
}

/** Puts a key into the key table, hashed by the secret of `keyEnv`. */
export async function addKey({query}: TestDatabase, key: string, row: KeyRow = {}): Promise<void> {
  const {tenant = 'acme', roles = ['viewer'], expires_at, revoked_at} = row
  await query(
    `INSERT INTO tenant_api_keys (tenant_id, name, key_hash, roles, expires_at, revoked_at)
     SELECT id, $2, $3, $4, $5, $6 FROM tenants WHERE external_id = $1`,
    [tenant, key, apiKeyHash('hash-secret', key), roles, expires_at, revoked_at],
  )
}
