/** One way to make an environment of the demo wrong on purpose. */
export interface Break {
  name: string
  environment: 'production' | 'staging'
  says: string
  variables: Readonly<Record<string, string>>
}

/** The breaks that `npm run demo -- break NAME` knows. */
export const breaks: readonly Break[] = [
  {
    name: 'dev-auth',
    environment: 'production',
    says: 'Dev headers are believed and tokens are not; both at once would refuse the start.',
    variables: {DEV_AUTH_ENABLED: 'yes', JWT_AUTH_ENABLED: 'false'},
  },
  {
    name: 'pprof',
    environment: 'production',
    says: 'The profiling routes answer.',
    variables: {PPROF_ENABLED: 'true'},
  },
  {
    name: 'backpressure',
    environment: 'production',
    says: 'The limit of requests at once is a word, so it silently becomes 0, which switches it off.',
    variables: {RECSYS_BACKPRESSURE_MAX_INFLIGHT: 'ten'},
  },
  {
    name: 'roles',
    environment: 'production',
    says: 'Operator and viewer are the same role.',
    variables: {AUTH_OPERATOR_ROLE: 'viewer'},
  },
  {
    name: 'cache-ttl',
    environment: 'production',
    says: 'The time that a config is cached is not in Go notation, so the service refuses to start.',
    variables: {RECSYS_CONFIG_CACHE_TTL: '2 minutes'},
  },
  {
    name: 'migrate-on-start',
    environment: 'production',
    says: 'Every pod migrates the database when it starts.',
    variables: {MIGRATE_ON_START: 'true'},
  },
  {
    name: 'jwks-hosts',
    environment: 'production',
    says: 'The host of the JWKS URL is not on the list of allowed hosts, so the service refuses to start.',
    variables: {AUTH_JWKS_ALLOWED_HOSTS: 'login.recsys.example'},
  },
  {
    name: 'database-down',
    environment: 'production',
    says: 'The database does not answer, so the service is not ready.',
    variables: {STANDIN_DATABASE: 'down'},
  },
]
