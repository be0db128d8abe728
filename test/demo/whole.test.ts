import {afterAll, beforeAll, expect, test} from 'vitest'
import type {Result} from '../../src/model/index.ts'
import {cellOf, type Demo, idOf, openDemo} from './world.ts'

let demo: Demo

beforeAll(async () => {
  demo = await openDemo()
  await demo.open('production')
  await demo.open('staging')
  await demo.records()
}, 60_000)

afterAll(() => demo.close(), 30_000)

/** What is wrong in staging, and nothing else is. */
const wrongInStaging = [
  'decide-serving/document-choice-deployment',
  'tenancy-authentication/dev-auth-enabled',
  'tenancy-authentication/api-key-enabled',
  'tenancy-authentication/auth-viewer-role',
  // The operator's role is named like the viewer's, so who holds the operator's may do nothing.
  'tenancy-authentication/validate-rbac-rules-admin acme',
  'data-contracts/retention-policy-access-control',
  'data-contracts/exposure-hash-salt',
  'database-migrations/explicit-migration-job',
  // As the chart ships, readiness asks the liveness route.
  'observability-runbooks/liveness-readiness-probes-wired',
  'observability-runbooks/tracing-logging-configured',
  'performance-capacity/recsys-config-cache-ttl',
  'performance-capacity/recsys-backpressure-max-inflight',
  'performance-capacity/pprof-enabled',
  'safe-rollout/config-rules acme',
]

/** What nobody has said of staging; a rehearsal may go without. */
const unsaidInStaging = [
  'tenancy-authentication/rotate-keys-document-process',
  'data-contracts/required-ids-correlation',
  'database-migrations/ensure-postgres-provisioned',
  'database-migrations/preflight-checks-ci',
  'observability-runbooks/healthz',
  'observability-runbooks/readyz',
  'observability-runbooks/health-detailed',
  'observability-runbooks/request-rate-error-rate',
  'observability-runbooks/empty-recs-rate',
  'observability-runbooks/cache-hit-miss',
  'observability-runbooks/service-not-ready',
  'observability-runbooks/empty-recs',
  'observability-runbooks/rollback-config-rules',
  'performance-capacity/run-load-test-against',
  'safe-rollout/algorithm-version-changes',
  'safe-rollout/confirm-can-answer-which acme',
]

/** What the service as it was shipped shows to a caller, beside what the promise says. */
const wrongAsShipped = [
  // A write that names no version overwrites what is there, and so is not turned away for it.
  'safe-rollout/config-rules acme',
  'safe-rollout/config-rules globex',
  // The debug route answers outside, and names internal hosts.
  'observability-runbooks/health-detailed',
  // A token of one tenant reaches another's admin routes.
  'tenancy-authentication/validate-rbac-rules-admin acme',
  'tenancy-authentication/validate-rbac-rules-admin globex',
]

/** The same with the database away: liveness goes down with it, so that the platform restarts what would heal by itself. */
const wrongAsShippedWithoutDatabase = [
  'observability-runbooks/healthz',
  'observability-runbooks/readyz',
  'tenancy-authentication/readyz',
]

const cells = (results: readonly Result[]): string[] =>
  results.map((result) => cellOf({...result, key: idOf(result.key)}))
const those = (results: readonly Result[], status: 'fail' | 'blocked'): string[] =>
  cells(results.filter(({own}) => own.status === status)).sort()

test('the healthy production, with what its team stated, is ready', async () => {
  const {results} = await demo.judged('production')
  expect(those(results.results, 'fail')).toEqual([])
  expect(those(results.results, 'blocked')).toEqual([])
  expect(results.counts).toMatchObject({pass: 48, 'not-applicable': 4, none: 7})
  expect(results.gates).toMatchObject([{name: 'go-live', verdict: 'met', repairs: []}])
})

test('staging fails and is blocked where the table says, and nowhere else', async () => {
  const {results} = await demo.judged('staging')
  expect(those(results.results, 'fail')).toEqual([...wrongInStaging].sort())
  expect(those(results.results, 'blocked')).toEqual([...unsaidInStaging].sort())
  expect(results.gates).toMatchObject([{name: 'rehearsal', verdict: 'unmet'}])
})

test('the service as shipped is seen from outside', async () => {
  await demo.breakWith({environment: 'production', variables: {STANDIN_AS_SHIPPED: 'true'}})
  expect(those((await demo.judged('production')).results.results, 'fail')).toEqual([...wrongAsShipped].sort())
})

test('the service as shipped, without its database, is not alive either', async () => {
  await demo.breakWith({environment: 'production', variables: {STANDIN_AS_SHIPPED: 'true', STANDIN_DATABASE: 'down'}})
  const {results} = await demo.judged('production')
  expect(those(results.results, 'fail')).toEqual([...wrongAsShippedWithoutDatabase].sort())
})
