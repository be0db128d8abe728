import {readFile} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {parseChecklist} from '../../src/markdown/index.ts'

const ours = fileURLToPath(new URL('../../docs/recsys/operations/production-readiness-checklist.md', import.meta.url))
const seed = process.env.PROOFMARK_SEED
const which = seed === undefined ? 'ours, since PROOFMARK_SEED is not set' : 'the one that PROOFMARK_SEED names'

const source = await readFile(seed ?? ours, 'utf8')
const {checklist, problems} = parseChecklist({file: 'docs/operations/production-readiness-checklist.md', source})
const {items, sections} = checklist

const ids: Readonly<Record<string, string>> = {
  'decide-serving':
    'pick-serving-mode-tenant db-only-mode artifact-manifest-mode data-modes document-choice-deployment',
  'tenancy-authentication':
    'decide-production-auth-mechanism jwt api-keys dev-auth-enabled if-using-jwt jwt-jwks-url auth-jwks-allowed-hosts readyz if-using-api-keys api-key-enabled rotate-keys-document-process decide-document-tenancy-source auth-tenant-claims validate-rbac-rules-admin auth-viewer-role',
  'data-contracts':
    'decide-what-identifiers-allowed confirm-exposure-outcome-logging required-ids-correlation retention-policy-access-control exposure-hash-salt document-pii-stance',
  'pipelines-readiness': 'confirm-artifact-publishing confirm-can-roll-back define-freshness-slos-alerting',
  'database-migrations':
    'ensure-postgres-provisioned confirm-migrations-applied preflight-checks-ci explicit-migration-job document-rollback-strategy',
  'observability-runbooks':
    'liveness-readiness-probes-wired healthz readyz health-detailed metrics-scraped-dashboards-exist request-rate-error-rate empty-recs-rate cache-hit-miss tracing-logging-configured runbooks-exist-exercised-least service-not-ready empty-recs rollback-config-rules',
  'performance-capacity':
    'run-load-test-against configure-caching-backpressure recsys-config-cache-ttl recsys-backpressure-max-inflight pprof-enabled',
  'safe-rollout':
    'define-ship-rollback-procedures config-rules artifact-manifests algorithm-version-changes confirm-can-answer-which meta-config-version document-gates-criteria-shipping',
}
const wanted = Object.entries(ids).flatMap(([section, names]) => names.split(' ').map((name) => `${section}/${name}`))

test(`the readiness checklist has its 59 ids (${which})`, () => {
  expect(items.map(({id}) => id)).toEqual(wanted)
  expect(wanted).toHaveLength(59)
  const from = seed === undefined ? 'pinned' : 'derived'
  expect(new Set(items.map(({idFrom}) => idFrom))).toEqual(new Set([from]))
})

test(`it has 12 links, 8 of them of a section (${which})`, () => {
  expect(items.flatMap(({links}) => links)).toHaveLength(4)
  expect(sections.flatMap(({links}) => links)).toHaveLength(8)
})

test(`it has the same shape and no problem (${which})`, () => {
  expect(problems).toEqual([])
  expect(items.filter(({colon}) => colon).length).toBeGreaterThan(10)
  expect(items.filter(({duplicate}) => duplicate)).toEqual([])
  expect(sections.map(({depth}) => depth)).toEqual([1, ...Array.from({length: 10}, () => 2)])
  expect(items.every(({path}) => path.length === 1)).toBe(true)
})
