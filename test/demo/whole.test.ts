import {afterAll, beforeAll, expect, test} from 'vitest'
import type {Result} from '../../src/model/index.ts'
import {cellOf, type Demo, idOf, openDemo} from './world.ts'

let demo: Demo

beforeAll(async () => {
  demo = await openDemo()
  await demo.start('production')
  await demo.start('staging')
  await demo.records()
})

afterAll(() => demo.close())

/** What is wrong in staging, and nothing else is. */
const wrongInStaging = [
  'decide-serving/document-choice-deployment',
  'tenancy-authentication/dev-auth-enabled',
  'tenancy-authentication/api-key-enabled',
  'tenancy-authentication/auth-viewer-role',
  'data-contracts/retention-policy-access-control',
  'data-contracts/exposure-hash-salt',
  'database-migrations/explicit-migration-job',
  'observability-runbooks/tracing-logging-configured',
  'performance-capacity/recsys-config-cache-ttl',
  'performance-capacity/recsys-backpressure-max-inflight',
  'performance-capacity/pprof-enabled',
  // The operator's role is named like the viewer's, so who holds the operator's may not write.
  'safe-rollout/config-rules acme',
]

/** What the service as it was shipped shows to a caller, beside what the promise says. */
const wrongAsShipped = [
  // A write that names no version overwrites what is there.
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
  ...wrongAsShipped,
  'observability-runbooks/healthz',
  'observability-runbooks/readyz',
]

const cells = (results: readonly Result[]): string[] =>
  results.map((result) => cellOf({...result, key: idOf(result.key)}))
const failing = (results: readonly Result[]): string[] => cells(results.filter(({own}) => own.status === 'fail'))

test('the healthy production, with what its team stated, has no fail, and nothing bound is blocked', async () => {
  const {results} = await demo.judged('production', 'cluster')
  expect(failing(results.results)).toEqual([])
  const blocked = results.results.filter(({own}) => own.status === 'blocked')
  expect(cells(blocked)).toEqual([
    'database-migrations/ensure-postgres-provisioned',
    'performance-capacity/run-load-test-against',
  ])
  expect(blocked.every(({own}) => own.reason === 'unbound')).toBe(true)
  expect(results.counts.pass).toBeGreaterThan(40)
})

test('staging fails where the table says, and nowhere else', async () => {
  const {results} = await demo.judged('staging')
  expect(failing(results.results).sort()).toEqual([...wrongInStaging].sort())
})

test('the service as shipped is seen from outside', async () => {
  await demo.breakWith('production', {STANDIN_AS_SHIPPED: 'true'})
  expect(failing((await demo.judged('production')).results.results).sort()).toEqual([...wrongAsShipped].sort())
})

test('the service as shipped, without its database, is not alive either', async () => {
  await demo.breakWith('production', {STANDIN_AS_SHIPPED: 'true', STANDIN_DATABASE: 'down'})
  const {results} = await demo.judged('production')
  expect(failing(results.results)).toEqual(expect.arrayContaining(wrongAsShippedWithoutDatabase))
})
