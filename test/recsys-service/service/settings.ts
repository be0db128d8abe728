import {readFileSync} from 'node:fs'
import {faultSettings} from './faults.ts'
import type {ExposureFormat} from './logs/exposures.ts'
import {StartRefused} from './refused.ts'
import {type Env, type ValueReader, valueReader} from './values.ts'

/** What the service runs with, read once at the start. */
export type Settings = ReturnType<typeof readSettings>
export type JwtSettings = Settings['jwt']
export type AuthSettings = Settings['auth']

/** Reads all variables; a junk duration or a missing database URL refuses the start with exit 2. */
export function readSettings(env: Env) {
  const read = valueReader(env)
  const production = read.text('ENV', 'development') === 'production'
  return {
    logLevel: read.text('LOG_LEVEL', 'info'),
    docsEnabled: read.bool('DOCS_ENABLED', !production),
    pprofEnabled: read.bool('PPROF_ENABLED', false),
    migrateOnStart: read.bool('MIGRATE_ON_START', false),
    algoVersion: read.text('RECSYS_ALGO_VERSION', 'recsys-algo@local'),
    rulesEnabled: read.bool('RECSYS_ALGO_RULES_ENABLED', false),
    auth: authSettings(read, production),
    jwt: jwtSettings(read),
    apiKeys: {
      enabled: read.bool('API_KEY_ENABLED', false),
      header: read.text('API_KEY_HEADER', 'X-API-Key'),
      hashSecret: read.text('API_KEY_HASH_SECRET'),
    },
    artifact: {
      enabled: read.bool('RECSYS_ARTIFACT_MODE_ENABLED', false),
      manifestTemplate: read.text('RECSYS_ARTIFACT_MANIFEST_TEMPLATE'),
      manifestTtl: read.duration('RECSYS_ARTIFACT_MANIFEST_TTL', '1m'),
      cacheTtl: read.duration('RECSYS_ARTIFACT_CACHE_TTL', '1m'),
    },
    exposureLog: exposureLogSettings(read),
    auditLog: {enabled: read.bool('AUDIT_LOG_ENABLED', false), path: read.text('AUDIT_LOG_PATH')},
    caches: {
      configTtl: read.duration('RECSYS_CONFIG_CACHE_TTL', '5m'),
      rulesTtl: read.duration('RECSYS_RULES_CACHE_TTL', '5m'),
    },
    backpressure: {
      maxInflight: read.int('RECSYS_BACKPRESSURE_MAX_INFLIGHT', 0),
      maxQueue: read.int('RECSYS_BACKPRESSURE_MAX_QUEUE', 0),
      waitTimeout: read.duration('RECSYS_BACKPRESSURE_WAIT_TIMEOUT', '200ms'),
      retryAfter: read.duration('RECSYS_BACKPRESSURE_RETRY_AFTER', '1s'),
    },
    tenantLimit: {
      enabled: read.bool('TENANT_RATE_LIMIT_ENABLED', true),
      capacity: read.int('TENANT_RATE_LIMIT_CAPACITY', 60),
      perSecond: read.int('TENANT_RATE_LIMIT_REFILL_RATE', 30),
    },
    trustedProxies: read.list('TRUSTED_PROXIES'),
    standIn: {
      port: read.int('STANDIN_PORT', 8000),
      internalPort: read.int('STANDIN_INTERNAL_PORT', -1),
      root: read.text('STANDIN_ROOT'),
      staleAfter: read.duration('STANDIN_ARTIFACT_STALE_AFTER', '30m'),
      version: read.text('STANDIN_VERSION', 'dev'),
      asShipped: read.bool('STANDIN_AS_SHIPPED', false),
      databaseDown: read.text('STANDIN_DATABASE') === 'down',
      databaseUrl: read.text('STANDIN_DATABASE_URL'),
      jwksFile: read.text('STANDIN_JWKS_FILE'),
      // What the service as shipped has built in, for each client address and all routes.
      clientCapacity: read.int('STANDIN_CLIENT_CAPACITY', 30),
      faults: faultSettings(read),
    },
    databaseUrl: databaseUrl(read),
  }
}

function exposureLogSettings(read: ValueReader) {
  const format: ExposureFormat = read.text('EXPOSURE_LOG_FORMAT', 'service_v1') === 'eval_v1' ? 'eval_v1' : 'service_v1'
  return {
    enabled: read.bool('EXPOSURE_LOG_ENABLED', false),
    path: read.text('EXPOSURE_LOG_PATH'),
    format,
    retentionDays: read.int('EXPOSURE_LOG_RETENTION_DAYS', 30),
    salt: read.text('EXPOSURE_HASH_SALT'),
  }
}

function authSettings(read: ValueReader, production: boolean) {
  return {
    required: read.bool('AUTH_REQUIRED', true),
    requireTenantClaim: read.bool('AUTH_REQUIRE_TENANT_CLAIM', production),
    devEnabled: read.bool('DEV_AUTH_ENABLED', false),
    tenantHeader: read.text('TENANT_HEADER_NAME', 'X-Org-Id'),
    tenantClaims: read.list('AUTH_TENANT_CLAIMS', 'tenant_id,org_id,orgId,organization_id'),
    roleClaims: read.list('AUTH_ROLE_CLAIMS', 'roles,role,scope,scopes'),
    roles: {
      viewer: read.text('AUTH_VIEWER_ROLE', 'viewer'),
      operator: read.text('AUTH_OPERATOR_ROLE', 'operator'),
      admin: read.text('AUTH_ADMIN_ROLE', 'admin'),
    },
  }
}

function jwtSettings(read: ValueReader) {
  return {
    enabled: read.bool('JWT_AUTH_ENABLED', false),
    jwksUrl: read.text('JWT_JWKS_URL'),
    issuer: read.text('JWT_ISSUER'),
    audience: read.text('JWT_AUDIENCE'),
    algorithms: read.list('JWT_ALLOWED_ALGORITHMS'),
    allowedHosts: read.list('AUTH_JWKS_ALLOWED_HOSTS').map((host) => host.toLowerCase()),
    allowInsecure: read.bool('AUTH_ALLOW_INSECURE_JWKS', false),
  }
}

function databaseUrl(read: ValueReader): string {
  const file = read.text('DATABASE_URL_FILE')
  const url = file === '' ? read.text('DATABASE_URL') : readUrlFile(file)
  if (url === '')
    throw new StartRefused(2, 'Unexpected empty database URL, expected `DATABASE_URL_FILE` or `DATABASE_URL`')
  return url
}

function readUrlFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    throw new StartRefused(2, 'Unexpected `DATABASE_URL_FILE`, expected a file that can be read')
  }
}
