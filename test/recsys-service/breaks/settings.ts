import {setting} from './break.ts'

/** A variable of the service is wrong. All are single but the first: dev headers beside tokens would refuse the start. */
export const settingBreaks = [
  setting('dev-auth', 'Dev headers are believed and tokens are not; both at once would refuse the start.', {
    DEV_AUTH_ENABLED: 'yes',
    JWT_AUTH_ENABLED: 'false',
  }),
  setting('pprof', 'The profiling routes answer.', {PPROF_ENABLED: 'true'}),
  setting('backpressure', 'The limit of requests at once is a word, so it silently becomes 0, which switches it off.', {
    RECSYS_BACKPRESSURE_MAX_INFLIGHT: 'ten',
  }),
  setting('backpressure-queue', 'Nobody may wait: the queue is 0 long.', {RECSYS_BACKPRESSURE_MAX_QUEUE: '0'}),
  setting('roles', 'Operator and viewer are the same role.', {AUTH_OPERATOR_ROLE: 'viewer'}),
  setting('admin-role', 'The role of admins has no name, so nobody has it.', {AUTH_ADMIN_ROLE: ''}),
  setting('viewer-role', 'The role of viewers got another name, and their tokens did not.', {
    AUTH_VIEWER_ROLE: 'reader',
  }),
  setting('cache-ttl', 'The time that a config is cached is not in Go notation, so the service refuses to start.', {
    RECSYS_CONFIG_CACHE_TTL: '2 minutes',
  }),
  setting('migrate-on-start', 'Every pod migrates the database when it starts.', {MIGRATE_ON_START: 'true'}),
  setting(
    'jwks-hosts',
    'The host of the JWKS URL is not on the list of allowed hosts, so the service refuses to start.',
    {AUTH_JWKS_ALLOWED_HOSTS: 'login.recsys.example'},
  ),
  setting('any-jwks-host', 'The list of allowed hosts is empty, which allows every host.', {
    AUTH_JWKS_ALLOWED_HOSTS: '',
  }),
  setting('jwks-insecure', 'Keys may be fetched without https.', {AUTH_ALLOW_INSECURE_JWKS: 'true'}),
  setting('jwks-http', 'The JWKS URL is not https, so the service refuses to start.', {
    JWT_JWKS_URL: 'http://id.recsys.example/.well-known/jwks.json',
  }),
  setting('issuer', 'Tokens of another issuer are wanted, so those that callers have are refused.', {
    JWT_ISSUER: 'https://login.recsys.example/',
  }),
  setting('audience', 'No audience is named, so the service refuses to start.', {JWT_AUDIENCE: ''}),
  setting('api-keys', 'API keys are let in beside tokens, and nothing hashes them.', {API_KEY_ENABLED: 'true'}),
  setting('tenant-header', 'The header that names a tenant got another name, and callers did not.', {
    TENANT_HEADER_NAME: 'X-Tenant',
  }),
  setting('tenant-claims', 'The tenant is looked for in a claim that no token has.', {
    AUTH_TENANT_CLAIMS: 'organisation',
  }),
  setting('exposure-log', 'Exposures are not logged.', {EXPOSURE_LOG_ENABLED: 'false'}),
  setting('retention', 'Exposures are kept for ever.', {EXPOSURE_LOG_RETENTION_DAYS: '0'}),
  setting('plain-salt', 'The salt comes from a file of variables instead of a Secret.', {
    EXPOSURE_HASH_SALT: 'demo-only-plain-salt-0b1c',
  }),
  setting('tracing', 'Nothing is traced.', {OTEL_TRACING_ENABLED: 'false'}),
  setting('log-level', 'Everything is logged, debug lines too.', {LOG_LEVEL: 'debug'}),
  setting('algorithm', 'The version of the algorithm is not named.', {RECSYS_ALGO_VERSION: ''}),
  setting('artifact-mode', 'All pods are told to serve artifacts, and not where they are: the start is refused.', {
    RECSYS_ARTIFACT_MODE_ENABLED: 'true',
  }),
  setting('database-down', 'The database does not answer, so the service is not ready.', {STANDIN_DATABASE: 'down'}),
]
