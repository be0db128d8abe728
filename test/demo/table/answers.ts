import {both, items, needReadiness, needTenancy, of, once, type Table} from './turn.ts'

const notReady = [once(items.ready, 'fail'), once(items.readyInside, 'fail'), ...needReadiness]

/** What the breaks of answers turn in production, and nothing else. */
export const answers: Table = {
  // A refusal proves nothing of a service that may not live, and nobody asks inside.
  'healthz-broken': [
    once(items.alive, 'fail'),
    ...[
      ...[items.devHeaders, items.keySet, items.detailed],
      ...[items.rates, items.emptyRate, items.cacheRate, items.profiling],
    ].map((item) => once(item, 'blocked')),
    ...both(items.rbac, 'blocked'),
  ],
  'readyz-broken': notReady,
  'detailed-broken': [once(items.detailed, 'fail'), once(items.keySet, 'fail')],
  'metrics-broken': [once(items.rates, 'fail'), once(items.emptyRate, 'fail'), once(items.cacheRate, 'fail')],
  'recommend-broken': [once(items.devHeaders, 'fail'), ...both(items.tenancy, 'fail'), ...needTenancy],
  'config-broken': [...both(items.rbac, 'fail'), ...both(items.answer, 'fail')],
  'rules-broken': [...both(items.rbac, 'fail'), ...both(items.audit, 'fail'), ...both(items.answer, 'fail')],
  'audit-broken': both(items.audit, 'fail'),
  'detailed-outside': [once(items.detailed, 'fail')],
  'open-profiles': [once(items.profiling, 'fail')],
  'believed-dev-headers': [once(items.devHeaders, 'fail')],
  'ignored-tenant-header': [...both(items.tenancy, 'fail'), ...needTenancy],
  'open-admin': both(items.rbac, 'fail'),
  'any-role': both(items.rbac, 'fail'),
  'any-tenant': both(items.rbac, 'fail'),
  overwrites: [...both(items.rbac, 'fail'), ...both(items.audit, 'fail')],
  'no-trail': both(items.audit, 'fail'),
  'no-rules-version': both(items.meta, 'fail'),
  'no-request-id': both(items.answer, 'fail'),
  'no-cache-metric': [once(items.cacheRate, 'fail')],
  'no-latency-metric': [once(items.rates, 'fail')],
  'no-empty-metric': [once(items.emptyRate, 'fail')],
  'no-keys': [once(items.keySet, 'fail'), ...notReady],
  'acme-token': [of('acme', items.tenancy, 'fail'), ...needTenancy.filter(({tenant}) => tenant === 'acme')],
}
