import type {Status} from '../../../src/model/index.ts'

/** One item that a break turns, in production: named by its id and the first words of its sentence. */
export interface Turn {
  item: string
  sentence: string
  from: Status
  to: Status
  tenant?: 'acme' | 'globex'
}
export type Table = Readonly<Record<string, readonly Turn[]>>
type Named = Pick<Turn, 'item' | 'sentence'>

const named = (item: string, sentence: string): Named => ({item, sentence})

/** The items that breaks turn. */
export const items = {
  dbOnly: named('decide-serving/db-only-mode', 'DB-only mode'),
  artifacts: named('decide-serving/artifact-manifest-mode', 'Artifact/manifest mode'),
  dataModes: named('decide-serving/data-modes', 'Read Data modes before choosing'),
  writtenMode: named('decide-serving/document-choice-deployment', 'Record the choice where the deployment keeps'),
  auth: named('tenancy-authentication/decide-production-auth-mechanism', 'Settle how callers of production'),
  jwt: named('tenancy-authentication/jwt', 'JWT (our advice for production)'),
  apiKeys: named('tenancy-authentication/api-keys', 'API keys (where only servers call)'),
  devHeaders: named('tenancy-authentication/dev-auth-enabled', 'Never let the development headers into production'),
  keySet: named('tenancy-authentication/jwt-jwks-url', 'Name the key set, the issuer and the audience'),
  keyHosts: named('tenancy-authentication/auth-jwks-allowed-hosts', 'Fetch keys only from the hosts'),
  readyInside: named('tenancy-authentication/readyz', 'Watch readiness turn green from inside'),
  hashSecret: named('tenancy-authentication/api-key-enabled', 'Switch them on with API_KEY_ENABLED=true'),
  rotation: named('tenancy-authentication/rotate-keys-document-process', 'Replace keys on a schedule'),
  writtenTenancy: named('tenancy-authentication/decide-document-tenancy-source', 'Agree on what names the tenant'),
  tenancy: named('tenancy-authentication/auth-tenant-claims', 'JWT claims (AUTH_TENANT_CLAIMS), a header'),
  rbac: named('tenancy-authentication/validate-rbac-rules-admin', 'Prove with real requests what each role may do'),
  roleNames: named(
    'tenancy-authentication/auth-viewer-role',
    'AUTH_VIEWER_ROLE, AUTH_OPERATOR_ROLE and AUTH_ADMIN_ROLE',
  ),
  identifiers: named(
    'data-contracts/decide-what-identifiers-allowed',
    'Choose the identifiers that a request may carry',
  ),
  loggedIds: named('data-contracts/required-ids-correlation', 'Every record has the ids that joining needs'),
  retention: named('data-contracts/retention-policy-access-control', 'Records are deleted after a set time'),
  salt: named('data-contracts/exposure-hash-salt', 'If exposures are hashed, EXPOSURE_HASH_SALT is a secret'),
  personalData: named('data-contracts/document-pii-stance', 'State which fields this organisation treats'),
  publishing: named('pipelines-readiness/confirm-artifact-publishing', 'A scheduler publishes the artifacts'),
  manifestBack: named('pipelines-readiness/confirm-can-roll-back', 'An earlier manifest can be put back'),
  freshness: named('pipelines-readiness/define-freshness-slos-alerting', 'Freshness has objectives, and alerts'),
  restore: named('database-migrations/ensure-postgres-provisioned', 'Postgres has backups'),
  preflight: named('database-migrations/preflight-checks-ci', 'CI runs the preflight'),
  migrateJob: named('database-migrations/explicit-migration-job', 'production migrates in a job of its own'),
  schemaBack: named('database-migrations/document-rollback-strategy', 'Describe how a change of the schema is undone'),
  probes: named('observability-runbooks/liveness-readiness-probes-wired', 'The probes for liveness and readiness'),
  alive: named('observability-runbooks/healthz', '/healthz (the process lives)'),
  ready: named('observability-runbooks/readyz', '/readyz (it can take traffic)'),
  detailed: named('observability-runbooks/health-detailed', '/health/detailed (for the person who debugs'),
  rates: named('observability-runbooks/request-rate-error-rate', 'the rate of requests, the rate of errors'),
  emptyRate: named('observability-runbooks/empty-recs-rate', 'how many answers come back empty'),
  cacheRate: named('observability-runbooks/cache-hit-miss', 'hits and misses of the cache'),
  logs: named('observability-runbooks/tracing-logging-configured', 'Traces and logs are set up'),
  notReady: named('observability-runbooks/service-not-ready', 'The service is not ready'),
  emptyRecs: named('observability-runbooks/empty-recs', 'Recommendations come back empty'),
  configBack: named('observability-runbooks/rollback-config-rules', 'Take back a change of config or rules'),
  loadTest: named('performance-capacity/run-load-test-against', "Load-test with data like production's"),
  cacheTimes: named('performance-capacity/recsys-config-cache-ttl', 'RECSYS_CONFIG_CACHE_TTL for config'),
  backpressure: named(
    'performance-capacity/recsys-backpressure-max-inflight',
    'RECSYS_BACKPRESSURE_MAX_INFLIGHT at work',
  ),
  profiling: named('performance-capacity/pprof-enabled', 'Say whether profiling is ever opened'),
  audit: named('safe-rollout/config-rules', 'config and rules (by the admin API'),
  manifests: named('safe-rollout/artifact-manifests', 'manifests of artifacts (by the pipelines)'),
  algorithm: named('safe-rollout/algorithm-version-changes', 'versions of the algorithm (by deploying)'),
  answer: named('safe-rollout/confirm-can-answer-which', 'For any one request, we can answer'),
  meta: named('safe-rollout/meta-config-version', 'an answer carries meta.config_version'),
  gates: named('safe-rollout/document-gates-criteria-shipping', 'Set down the gates'),
} as const

/** An item that is judged once for all tenants. */
export const once = (item: Named, to: Status, from: Status = 'pass'): Turn => ({...item, from, to})

/** An item that is judged for each tenant, for one of them. */
export const of = (tenant: 'acme' | 'globex', item: Named, to: Status, from: Status = 'pass'): Turn => ({
  ...item,
  from,
  to,
  tenant,
})

/** An item that is judged for each tenant, for both. */
export const both = (item: Named, to: Status, from: Status = 'pass'): Turn[] => [
  of('acme', item, to, from),
  of('globex', item, to, from),
]

const {devHeaders, keySet, readyInside, tenancy, rbac, alive, ready, detailed} = items
const {rates, emptyRate, cacheRate, profiling, audit, answer, meta} = items

/** What needs the tenant of a request to be known before it can be tried. */
export const needTenancy: Turn[] = [rbac, audit, answer, meta].flatMap((item) => both(item, 'blocked'))

/** What needs the service to be ready. */
export const needReadiness: Turn[] = [...both(tenancy, 'blocked'), ...needTenancy]

/** Nobody can say what a service that is down would answer; what the settings and the manifests say stands. */
export const unreachable: Turn[] = [
  ...[devHeaders, keySet, readyInside, alive, ready, detailed, rates, emptyRate, cacheRate, profiling].map((item) =>
    once(item, 'blocked'),
  ),
  ...needReadiness,
]

/** The service is down, and these fail by what its settings say alone. */
export const unreachableWith = (...failing: Named[]): Turn[] => {
  const names = failing.map(({item}) => item)
  return [...unreachable.filter(({item}) => !names.includes(item)), ...failing.map((item) => once(item, 'fail'))]
}
