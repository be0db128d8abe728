import {items, of, once, type Table} from './turn.ts'

const unlikeTheLoadTest = [
  once(items.loadTest, 'fail'),
  once(items.cacheTimes, 'blocked'),
  once(items.backpressure, 'blocked'),
]

/** What the breaks of files and records turn in production, and nothing else. */
export const files: Table = {
  'liveness-probe': [once(items.probes, 'fail')],
  'acme-readiness-probe': [once(items.probes, 'fail')],
  'acme-mode': [
    of('acme', items.dbOnly, 'pass', 'not-applicable'),
    ...[items.artifacts, items.publishing, items.manifestBack, items.freshness, items.manifests].map((item) =>
      of('acme', item, 'not-applicable'),
    ),
  ],
  'mode-not-set': [once(items.writtenMode, 'fail')],
  'copied-salt': [once(items.salt, 'fail')],
  'no-salt': [once(items.salt, 'fail')],
  'no-migrate-job': [once(items.migrateJob, 'fail')],
  'no-preflight': [once(items.preflight, 'fail')],
  'preflight-not-awaited': [once(items.preflight, 'fail')],
  'suspended-pipelines': [of('acme', items.publishing, 'fail')],
  'unowned-pipelines': [of('acme', items.publishing, 'fail')],
  'no-freshness-alert': [of('acme', items.freshness, 'fail')],
  'no-empty-panel': [once(items.emptyRate, 'fail')],
  'no-p99': [once(items.rates, 'fail')],
  'broken-dashboard': [once(items.rates, 'fail'), once(items.emptyRate, 'fail'), once(items.cacheRate, 'fail')],
  'slow-load-test': unlikeTheLoadTest,
  'limited-load-test': unlikeTheLoadTest,
  'no-load-test': unlikeTheLoadTest,
  'no-runbook': [once(items.notReady, 'fail')],
  'changed-runbook': [once(items.emptyRecs, 'blocked')],
  'no-migrations-page': [once(items.schemaBack, 'fail')],
  'changed-ship-page': [
    once(items.gates, 'blocked'),
    once(items.algorithm, 'blocked'),
    of('acme', items.manifests, 'blocked'),
  ],
  'changed-objectives': [of('acme', items.freshness, 'blocked')],
  'no-way-back': [of('acme', items.manifestBack, 'fail'), of('acme', items.manifests, 'blocked')],
  'changed-privacy-page': [once(items.personalData, 'blocked'), once(items.identifiers, 'blocked')],
  'no-data-modes': [once(items.dataModes, 'fail')],
  'changed-admin-page': [once(items.writtenTenancy, 'blocked')],
  // What leans on the load test leans on its numbers, not on who vouches for its data.
  'changed-capacity-page': [once(items.loadTest, 'blocked')],
  'reworded-item': [once(items.profiling, 'blocked')],
  // Each runbook says what the sentence above it says, so nobody has attested that.
  'reworded-parent': [
    once(items.notReady, 'blocked'),
    once(items.emptyRecs, 'blocked'),
    once(items.configBack, 'blocked'),
  ],
  'not-hashed': [once(items.salt, 'not-applicable')],
  'no-restore': [once(items.restore, 'blocked')],
  'old-word': [once(items.alive, 'blocked')],
  'word-of-tomorrow': [once(items.retention, 'blocked')],
  'word-elsewhere': [of('acme', items.manifestBack, 'blocked')],
  'talked-away': [once(items.profiling, 'blocked')],
}
