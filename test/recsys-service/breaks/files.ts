import {edited, removed} from './break.ts'

const deploy = 'test/recsys-service/deploy/production'
const checklist = 'docs/recsys/operations/production-readiness-checklist.md'

/** What production is deployed from, and what watches it, is wrong. */
export const deploymentBreaks = [
  edited(
    'liveness-probe',
    'The liveness probe asks a route that is not there.',
    `${deploy}/deployment.yaml`,
    'path: /healthz',
    'path: /livez',
  ),
  edited(
    'acme-readiness-probe',
    "The readiness probe of acme's pods asks whether they live.",
    `${deploy}/acme/deployment.yaml`,
    'path: /readyz',
    'path: /healthz',
  ),
  edited(
    'acme-mode',
    "acme's pods serve from the tables.",
    `${deploy}/acme/configmap.yaml`,
    'RECSYS_ARTIFACT_MODE_ENABLED: "true"',
    'RECSYS_ARTIFACT_MODE_ENABLED: "false"',
  ),
  edited(
    'mode-not-set',
    'The serving mode is left to the default.',
    `${deploy}/configmap.yaml`,
    '  RECSYS_ARTIFACT_MODE_ENABLED: "false"\n',
    '',
  ),
  edited(
    'copied-salt',
    'The salt stands in the ConfigMap too.',
    `${deploy}/configmap.yaml`,
    '  EXPOSURE_LOG_FORMAT:',
    '  EXPOSURE_HASH_SALT: demo-only-copied-salt-77aa\n  EXPOSURE_LOG_FORMAT:',
  ),
  edited(
    'no-salt',
    'The Secret has the salt under another name.',
    `${deploy}/secret.yaml`,
    '  EXPOSURE_HASH_SALT: ',
    '  OLD_EXPOSURE_HASH_SALT: ',
  ),
  removed('no-migrate-job', 'Nothing migrates the database.', `${deploy}/migrate-job.yaml`),
  edited(
    'no-preflight',
    'The release workflow runs no preflight.',
    `${deploy}/ci/release.yaml`,
    'migrate.ts preflight',
    'migrate.ts --help',
  ),
  edited(
    'preflight-not-awaited',
    'The release does not wait for the preflight.',
    `${deploy}/ci/release.yaml`,
    '    needs: migrate-preflight\n',
    '',
  ),
  edited(
    'suspended-pipelines',
    "The scheduler of acme's pipelines is suspended.",
    `${deploy}/acme/pipelines-cronjob.yaml`,
    '  concurrencyPolicy:',
    '  suspend: true\n  concurrencyPolicy:',
  ),
  edited(
    'unowned-pipelines',
    "Nobody answers for acme's pipelines.",
    `${deploy}/acme/pipelines-cronjob.yaml`,
    '  annotations: {owner: data-platform}\n',
    '',
  ),
  edited(
    'no-freshness-alert',
    'No alert looks at the age of manifests.',
    `${deploy}/monitoring/alerts.yaml`,
    /recsys_artifact_manifest_age_seconds/g,
    'recsys_artifact_load_failures_total',
  ),
  edited(
    'no-empty-panel',
    'The dashboard does not draw empty answers.',
    `${deploy}/monitoring/dashboard.json`,
    '{empty=\\"true\\"}',
    '',
  ),
  edited(
    'no-p99',
    'The dashboard draws another percentile than the 99th.',
    `${deploy}/monitoring/dashboard.json`,
    'histogram_quantile(0.99,',
    'histogram_quantile(0.9,',
  ),
  edited(
    'broken-dashboard',
    'The dashboard is no JSON.',
    `${deploy}/monitoring/dashboard.json`,
    '"panels": [',
    '"panels" [',
  ),
  edited(
    'slow-load-test',
    'In the load test one request in twenty took longer than a quarter of a second.',
    `${deploy}/reports/load-test.json`,
    '"p95_ms": 121',
    '"p95_ms": 410',
  ),
  edited(
    'limited-load-test',
    'The load test ran into the rate limits, so it measured them and not the service.',
    `${deploy}/reports/load-test.json`,
    '"503": 162',
    '"429": 150, "503": 12',
  ),
  removed('no-load-test', 'The report of the load test is gone.', `${deploy}/reports/load-test.json`),
]

const docs = 'docs/recsys'
const more = 'Nobody has read this line yet.\n'
const appended = (name: string, says: string, page: string) => edited(name, says, page, /$/, `\n${more}`)

/** What people wrote has changed: pages, the checklist, what the environment states. */
export const documentBreaks = [
  removed('no-runbook', 'A runbook is gone.', `${docs}/operations/runbooks/service-not-ready.md`),
  appended(
    'changed-runbook',
    'A runbook says something that nobody has followed.',
    `${docs}/operations/runbooks/empty-recs.md`,
  ),
  removed('no-migrations-page', 'The page on migrations is gone.', `${docs}/reference/database/migrations.md`),
  appended('changed-ship-page', 'The page on shipping has changed.', `${docs}/how-to/run-eval-and-ship.md`),
  appended(
    'changed-objectives',
    'The page on the freshness of pipelines has changed.',
    `${docs}/recsys-pipelines/docs/operations/slos-and-freshness.md`,
  ),
  removed(
    'no-way-back',
    'The page on putting a manifest back is gone.',
    `${docs}/recsys-pipelines/docs/how-to/rollback-manifest.md`,
  ),
  appended(
    'changed-privacy-page',
    'The page on personal data has changed.',
    `${docs}/explanation/exposure-logging-and-attribution.md`,
  ),
  removed('no-data-modes', 'The page on data modes is gone.', `${docs}/explanation/data-modes.md`),
  appended('changed-admin-page', 'The page on the admin API has changed.', `${docs}/reference/api/admin.md`),
  appended(
    'changed-capacity-page',
    'The page on capacity has changed.',
    `${docs}/operations/performance-and-capacity.md`,
  ),
  edited(
    'reworded-item',
    'A sentence of the checklist has been turned around.',
    checklist,
    'Say whether profiling is ever opened',
    'Let profiling be opened whenever it helps',
  ),
  edited(
    'reworded-parent',
    'The sentence above the runbooks asks for less.',
    checklist,
    'is there and has been followed by someone at least once:',
    'is there:',
  ),
  edited(
    'not-hashed',
    'The environment states that exposures are not hashed.',
    'proofmark.yaml',
    'exposure_hashing: true, manifests: production',
    'exposure_hashing: false, manifests: production',
  ),
]

const recordOf = (item: string) => ({recordOf: item})

/** What people stated no longer counts. */
export const recordBreaks = [
  removed(
    'no-restore',
    'The record of the restore is gone.',
    recordOf('database-migrations/ensure-postgres-provisioned'),
  ),
  edited(
    'old-word',
    'The word on the liveness probe is years old.',
    recordOf('observability-runbooks/healthz'),
    /^on: .*$/m,
    'on: 2024-01-01',
  ),
  edited(
    'word-of-tomorrow',
    'The word on retention is dated in the future.',
    recordOf('data-contracts/retention-policy-access-control'),
    /^on: .*$/m,
    'on: 2199-01-01',
  ),
  edited(
    'word-elsewhere',
    'The drill with a manifest was done in staging.',
    recordOf('pipelines-readiness/confirm-can-roll-back'),
    '  - production\n',
    '  - staging\n',
  ),
  edited(
    'talked-away',
    'Somebody attests that profiling does not apply, where checks say what is so.',
    recordOf('performance-capacity/pprof-enabled'),
    'says: met',
    'says: not-applicable',
  ),
]
