import {Counter, Gauge, Histogram, Registry} from 'prom-client'

export type Endpoint = 'recommend' | 'similar'

/** How a ranking went: `refused` is the caller's mistake, `error` is ours. */
export type Outcome = 'ok' | 'refused' | 'error'

export interface ManifestAge {
  tenant: string
  surface: string
  seconds: number
}

export type Metrics = ReturnType<typeof makeMetrics>

/** What the service counts; each service has numbers of its own. */
export function makeMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({name, help, labelNames, registers})

  const requests = counter('http_requests_total', 'Answered requests', ['method', 'route', 'status'])
  const requestSeconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to its answer',
    labelNames: ['method', 'route'],
    registers,
  })
  const caches = counter('recsys_cache_requests_total', 'Questions to a cache', ['cache', 'result'])
  const rejections = counter('recsys_backpressure_rejections_total', 'Requests turned away by backpressure', [])
  const rankings = counter('recsys_recommendation_requests_total', 'Asked rankings', ['endpoint', 'outcome', 'empty'])
  const rankingSeconds = new Histogram({
    name: 'recsys_recommendation_latency_seconds',
    help: 'Time that a ranking took',
    labelNames: ['endpoint'],
    registers,
  })
  const returnedItems = new Histogram({
    name: 'recsys_recommendation_returned_items',
    help: 'Items in an answer',
    labelNames: ['endpoint'],
    buckets: [0, 1, 5, 10, 20, 50, 100, 200],
    registers,
  })
  const loadFailures = counter('recsys_artifact_load_failures_total', 'Artifacts that could not be loaded', [])

  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    answered(method: string, route: string, status: number, seconds: number) {
      requests.inc({method, route, status: String(status)})
      requestSeconds.observe({method, route}, seconds)
    },
    cached: (cache: 'tenant_config' | 'tenant_rules', result: 'hit' | 'miss') => caches.inc({cache, result}),
    rejected: () => rejections.inc(),
    ranked(endpoint: Endpoint, outcome: Outcome, returned: number, seconds: number) {
      rankings.inc({endpoint, outcome, empty: String(outcome === 'ok' && returned === 0)})
      rankingSeconds.observe({endpoint}, seconds)
      if (outcome === 'ok') returnedItems.observe({endpoint}, returned)
    },
    loadFailed: () => loadFailures.inc(),
    /** The ages are asked for when somebody scrapes. */
    watchManifests(ages: () => readonly ManifestAge[]) {
      new Gauge({
        name: 'recsys_artifact_manifest_age_seconds',
        help: 'Age of a manifest that was read',
        labelNames: ['tenant', 'surface'],
        registers,
        collect() {
          this.reset()
          for (const {tenant, surface, seconds} of ages()) this.set({tenant, surface}, seconds)
        },
      })
    },
  }
}
