import {edited, setting} from './break.ts'

const broken = (name: string, route: string) =>
  setting(name, `\`${route}\` answers 500.`, {STANDIN_BROKEN_ROUTES: route})

/** The service answers otherwise than its settings and its docs say. */
export const answerBreaks = [
  broken('healthz-broken', '/healthz'),
  broken('readyz-broken', '/readyz'),
  broken('detailed-broken', '/health/detailed'),
  broken('metrics-broken', '/metrics'),
  broken('recommend-broken', '/v1/recommend'),
  broken('config-broken', '/v1/admin/tenants/{tenant}/config'),
  broken('rules-broken', '/v1/admin/tenants/{tenant}/rules'),
  broken('audit-broken', '/v1/admin/tenants/{tenant}/audit'),
  setting('detailed-outside', '`/health/detailed` answers outside, and names internal hosts.', {
    STANDIN_SHOWN_OUTSIDE: '/health/detailed',
  }),
  setting('open-profiles', 'The profiling routes answer although their switch is off.', {
    STANDIN_FAULTS: 'open-profiles',
  }),
  setting('believed-dev-headers', 'Dev headers are believed although their switch is off.', {
    STANDIN_FAULTS: 'believed-dev-headers',
  }),
  setting('ignored-tenant-header', 'A header that names another tenant than the token does not matter.', {
    STANDIN_FAULTS: 'ignored-tenant-header',
  }),
  setting('open-admin', 'The admin routes answer to whoever shows nothing.', {STANDIN_FAULTS: 'open-admin'}),
  setting('any-role', 'The admin routes ask for a token and for no role.', {STANDIN_FAULTS: 'any-role'}),
  setting('any-tenant', "A token of one tenant reaches another's admin routes.", {STANDIN_FAULTS: 'any-tenant'}),
  setting('overwrites', 'A write that names no version overwrites what is there.', {STANDIN_FAULTS: 'overwrites'}),
  setting('no-trail', 'The audit log is empty.', {STANDIN_FAULTS: 'no-trail'}),
  setting('no-rules-version', 'Answers name no version of the rules.', {STANDIN_LACKS: 'rules_version'}),
  setting('no-request-id', 'Answers do not say which request they are of.', {STANDIN_LACKS: 'request_id'}),
  setting('no-cache-metric', 'Hits and misses of the cache are not counted.', {
    STANDIN_LACKS: 'recsys_cache_requests_total',
  }),
  setting('no-latency-metric', 'The time that answers take is not measured.', {
    STANDIN_LACKS: 'http_request_duration_seconds',
  }),
  setting('no-empty-metric', 'Empty answers are not counted.', {STANDIN_LACKS: 'recsys_recommendation_requests_total'}),
  setting('no-keys', 'The key set is empty, so no token can be verified.', {STANDIN_JWKS_FILE: '/dev/null'}),
  edited(
    'acme-token',
    'The token that acme is tried with has been cut off.',
    '.proofmark/demo/production-viewer-acme.token',
    /.{40}$/,
    '',
  ),
]
