import {both, items, needReadiness, needTenancy, of, once, type Table, unreachable, unreachableWith} from './turn.ts'

const notServed = [...both(items.tenancy, 'fail'), ...needTenancy]

/** What the breaks of settings turn in production, and nothing else. */
export const settings: Table = {
  'dev-auth': [
    once(items.auth, 'fail'),
    once(items.jwt, 'not-applicable'),
    once(items.devHeaders, 'fail'),
    once(items.keySet, 'not-applicable'),
    once(items.keyHosts, 'not-applicable'),
    once(items.readyInside, 'not-applicable'),
    ...notServed,
  ],
  pprof: [once(items.profiling, 'fail')],
  backpressure: [once(items.backpressure, 'fail')],
  'backpressure-queue': [once(items.backpressure, 'fail')],
  // The operator's own role is no role any more, so who holds it may do nothing.
  roles: [once(items.roleNames, 'fail'), ...both(items.rbac, 'fail'), ...both(items.audit, 'fail')],
  'admin-role': [once(items.roleNames, 'fail'), ...both(items.rbac, 'fail')],
  'viewer-role': [...both(items.rbac, 'fail'), ...both(items.audit, 'fail'), ...both(items.answer, 'fail')],
  'cache-ttl': unreachableWith(items.cacheTimes),
  'migrate-on-start': [once(items.migrateJob, 'fail')],
  'jwks-hosts': unreachableWith(items.keyHosts),
  'any-jwks-host': [once(items.keyHosts, 'fail')],
  'jwks-insecure': [once(items.keyHosts, 'fail')],
  'jwks-http': unreachableWith(items.keyHosts, items.keySet),
  issuer: notServed,
  audience: unreachableWith(items.keySet),
  'api-keys': [
    once(items.apiKeys, 'pass', 'not-applicable'),
    once(items.hashSecret, 'fail', 'not-applicable'),
    once(items.rotation, 'blocked', 'not-applicable'),
  ],
  'tenant-header': notServed,
  'tenant-claims': notServed,
  'exposure-log': [once(items.loggedIds, 'fail')],
  retention: [once(items.retention, 'fail')],
  'plain-salt': [once(items.salt, 'fail')],
  tracing: [once(items.logs, 'fail')],
  'log-level': [once(items.logs, 'fail')],
  algorithm: both(items.meta, 'fail'),
  // What is asked of pipelines is asked of globex too, and its artifacts are published by nobody.
  'artifact-mode': [
    ...unreachable,
    of('globex', items.dbOnly, 'not-applicable'),
    of('globex', items.artifacts, 'pass', 'not-applicable'),
    of('globex', items.publishing, 'fail', 'not-applicable'),
    of('globex', items.manifestBack, 'pass', 'not-applicable'),
    of('globex', items.freshness, 'pass', 'not-applicable'),
    of('globex', items.manifests, 'pass', 'not-applicable'),
  ],
  'database-down': [once(items.ready, 'fail'), once(items.readyInside, 'fail'), ...needReadiness],
  /** The stand-in is stopped. */
  stop: unreachable,
}
