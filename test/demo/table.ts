import type {Status} from '../../src/model/index.ts'

/** One item that a break turns, in production: named by its id and the first words of its sentence. */
export interface Turn {
  item: string
  sentence: string
  from: Status
  to: Status
  tenant?: 'acme' | 'globex'
}

const devHeaders = {
  item: 'tenancy-authentication/dev-auth-enabled',
  sentence: 'Never let the development headers into production',
}
const hosts = {item: 'tenancy-authentication/auth-jwks-allowed-hosts', sentence: 'Fetch keys only from the hosts'}
const tenancy = {
  item: 'tenancy-authentication/auth-tenant-claims',
  sentence: 'JWT claims (AUTH_TENANT_CLAIMS), a header',
}
const rbac = {
  item: 'tenancy-authentication/validate-rbac-rules-admin',
  sentence: 'Prove with real requests what each role may do',
}
const meta = {item: 'safe-rollout/meta-config-version', sentence: 'an answer carries meta.config_version'}
const answer = {item: 'safe-rollout/confirm-can-answer-which', sentence: 'For any one request, we can answer'}
const audit = {item: 'safe-rollout/config-rules', sentence: 'config and rules (by the admin API'}
const ready = {item: 'observability-runbooks/readyz', sentence: '/readyz (it can take traffic)'}
const cache = {item: 'performance-capacity/recsys-config-cache-ttl', sentence: 'RECSYS_CONFIG_CACHE_TTL for config'}

const forBoth = (turn: Omit<Turn, 'tenant'>): Turn[] => [
  {...turn, tenant: 'acme'},
  {...turn, tenant: 'globex'},
]

/** Nobody can say what a service that is down would answer; what the settings say stands. */
const unreachable: Turn[] = [
  {...devHeaders, from: 'pass', to: 'blocked'},
  ...forBoth({...tenancy, from: 'pass', to: 'blocked'}),
  ...forBoth({...answer, from: 'pass', to: 'blocked'}),
  ...forBoth({...meta, from: 'pass', to: 'blocked'}),
]

/** What each break of the demo turns in production, and nothing else; `stop` is the stand-in stopped. */
export const table: Readonly<Record<string, readonly Turn[]>> = {
  'dev-auth': [
    {
      item: 'tenancy-authentication/decide-production-auth-mechanism',
      sentence: 'Settle how callers of production',
      from: 'pass',
      to: 'fail',
    },
    {
      item: 'tenancy-authentication/jwt',
      sentence: 'JWT (our advice for production)',
      from: 'pass',
      to: 'not-applicable',
    },
    {...devHeaders, from: 'pass', to: 'fail'},
    {
      item: 'tenancy-authentication/jwt-jwks-url',
      sentence: 'Name the key set, the issuer and the audience',
      from: 'pass',
      to: 'not-applicable',
    },
    {...hosts, from: 'pass', to: 'not-applicable'},
    {
      item: 'tenancy-authentication/readyz',
      sentence: 'Watch readiness turn green from inside',
      from: 'blocked',
      to: 'not-applicable',
    },
    ...forBoth({...tenancy, from: 'pass', to: 'fail'}),
    ...forBoth({...rbac, from: 'blocked', to: 'fail'}),
    ...forBoth({...audit, from: 'blocked', to: 'fail'}),
    ...forBoth({...answer, from: 'pass', to: 'fail'}),
    ...forBoth({...meta, from: 'pass', to: 'fail'}),
  ],
  pprof: [
    {
      item: 'performance-capacity/pprof-enabled',
      sentence: 'Say whether profiling is ever opened',
      from: 'blocked',
      to: 'fail',
    },
  ],
  backpressure: [
    {
      item: 'performance-capacity/recsys-backpressure-max-inflight',
      sentence: 'RECSYS_BACKPRESSURE_MAX_INFLIGHT at work',
      from: 'pass',
      to: 'fail',
    },
  ],
  roles: [
    {
      item: 'tenancy-authentication/auth-viewer-role',
      sentence: 'AUTH_VIEWER_ROLE, AUTH_OPERATOR_ROLE and AUTH_ADMIN_ROLE',
      from: 'pass',
      to: 'fail',
    },
    // The operator's own role is no role any more, so who holds it may not write.
    ...forBoth({...audit, from: 'blocked', to: 'fail'}),
  ],
  'cache-ttl': [...unreachable, {...cache, from: 'pass', to: 'fail'}],
  'migrate-on-start': [
    {
      item: 'database-migrations/explicit-migration-job',
      sentence: 'production migrates in a job of its own',
      from: 'blocked',
      to: 'fail',
    },
  ],
  'jwks-hosts': [...unreachable, {...hosts, from: 'pass', to: 'fail'}],
  'database-down': [{...ready, from: 'blocked', to: 'fail'}, ...forBoth({...audit, from: 'blocked', to: 'fail'})],
  stop: unreachable,
}
