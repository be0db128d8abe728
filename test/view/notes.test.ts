import {expect, test} from 'vitest'
import {emptyMarker, fill} from '../../src/view/index.ts'
import {checklist, environment, finding, item, result, snapshot} from '../setup/snapshot.ts'
import {tagless} from './tagless.ts'

const key = 'readiness:access/headers'
const shotOf = (results: ReturnType<typeof result>[], more: Parameters<typeof environment>[2] = {}) =>
  snapshot([checklist([item('access/headers', 'Headers are off')])], [environment('production', results, more)])
const drawn = (shot: ReturnType<typeof snapshot>): string => fill(emptyMarker('item', key), shot)

test.each([
  ['ticked', 'fail', 'contradicted', 'contradicted The box is ticked, and production fails.'],
  ['not-applicable', 'pass', 'contradicted', 'contradicted The box says not applicable, and production passes.'],
  ['not-ticked', 'pass', 'unclaimed', 'unclaimed Production passes, and the box is not ticked.'],
] as const)('a box that is %s over %s is %s, and a note says so', (claim, status, verdict, words) => {
  const html = drawn(shotOf([result(key, status)], {results: {claims: [{key, claim, status, verdict}]}}))
  expect(html).toContain('<p dir="auto" class="pm-note claim">')
  expect(tagless(html)).toContain(words)
})

test.each(['proven', 'open', 'unproven', 'moot'] as const)('a claim that is %s needs no note', (verdict) => {
  const html = drawn(
    shotOf([result(key, 'pass')], {results: {claims: [{key, claim: 'ticked', status: 'pass', verdict}]}}),
  )
  expect(html).not.toContain('pm-note claim')
  expect(tagless(html)).toContain(`claim not ticked, ${verdict}`)
})

test('a fail says what was expected, what was seen and where, then owner and next step', () => {
  const seen = finding('fail', {
    expected: '`DEV_AUTH_ENABLED` to be false',
    saw: '`"yes"` (reads as true)',
    source: {file: 'deploy/prod.env', line: 12, column: 1},
    next: 'set it to `false`',
  })
  const html = drawn(
    shotOf([result(key, 'fail', {owner: 'Platform', findings: [seen, finding('fail', {call: 'c2'})]})]),
  )
  expect(tagless(html)).toContain(
    'production: expected DEV_AUTH_ENABLED to be false, saw "yes" (reads as true) in deploy/prod.env:12; expected status to be 200, saw 503. owner Platform · next set it to false',
  )
  expect(html).toContain(
    '<a dir="ltr" href="https://forge.example/recsys/blob/main/deploy/prod.env#L12">deploy/prod.env:12</a>',
  )
  expect(html).toContain('<code dir="ltr">DEV_AUTH_ENABLED</code>')
})

test('tenants share a note where the same is so, and are named where not all stand alike', () => {
  const failing = (tenant: string) => result(key, 'fail', {tenant, findings: [finding('fail', {tenant})]})
  const tenants = ['acme', 'globex', 'initech']
  const html = drawn(shotOf([failing('acme'), failing('globex'), result(key, 'pass', {tenant: 'initech'})], {tenants}))
  expect(html.match(/pm-note fail/g)).toHaveLength(1)
  expect(tagless(html)).toContain('production, acme and globex: expected status to be 200, saw 503.')
})

test('what is blocked says why; the same in two environments is said once', () => {
  const unbound = () => [result(key, 'blocked', {own: {reason: 'unbound', because: 'nothing says how to prove it'}})]
  const list = checklist([item('access/headers', 'Headers are off')])
  const html = drawn(snapshot([list], [environment('production', unbound()), environment('staging', unbound())]))
  expect(html.match(/pm-note blocked/g)).toHaveLength(1)
  expect(tagless(html)).toContain('production and staging: nothing says how to prove it. Nobody owns it yet')
})

test('a dead target is not told under each item, but once over all of them', () => {
  const items = [item('access/a', 'A'), item('access/b', 'B')]
  const cause = {
    cause: 'unreachable' as const,
    what: 'https://recsys.example',
    message: '`https://recsys.example` does not answer (connection refused).',
    since: '2026-11-24T14:02:09Z',
    calls: ['c1', 'c2'],
  }
  const dead = (id: string, call: string) =>
    result(`readiness:access/${id}`, 'blocked', {
      own: {reason: 'unreachable', because: 'the target is unreachable'},
      findings: [finding('error', {call, cause: 'unreachable', saw: null})],
    })
  const shot = snapshot(
    [checklist(items)],
    [environment('production', [dead('a', 'c1'), dead('b', 'c2')], {causes: [cause]})],
  )
  expect(fill(emptyMarker('item', 'readiness:access/a'), shot)).not.toContain('pm-note')
  expect(tagless(fill(emptyMarker('item', 'readiness:access/a'), shot))).toContain('blocked unreachable')
  expect(tagless(fill(emptyMarker('part', 'bar:readiness'), shot))).toContain(
    'production: https://recsys.example does not answer (connection refused), since 24 Nov 2026, 14:02 UTC; 2 items are blocked by it.',
  )
})

test('an environment without a run says so once, with the command that makes one', () => {
  const shot = shotOf([result(key, 'blocked', {own: {reason: 'not-run', because: 'the run did not make the call'}})], {
    run: null,
  })
  expect(drawn(shot)).not.toContain('pm-note')
  expect(tagless(fill(emptyMarker('part', 'bar:readiness'), shot))).toContain(
    'production: no run has been made yet. next proofmark run --env production',
  )
})

test('quiet lines: who attested, that it was flaky, that it is only recommended', () => {
  const attestation = {
    by: 'tom.w',
    on: '2026-06-11',
    until: '2026-12-08',
    at: {file: 'docs/records/t.md', line: 1, column: 1},
  }
  expect(tagless(drawn(shotOf([result(key, 'pass', {attestation})])))).toContain(
    'Attested for production by tom.w on 11 Jun 2026.',
  )
  expect(
    tagless(drawn(shotOf([result(key, 'pass', {flaky: true, findings: [finding('pass', {attempts: 2})]})]))),
  ).toContain('production: passed on the 2nd try.')
  expect(tagless(drawn(shotOf([result(key, 'fail', {level: 'recommended'})])))).toContain(
    'Recommended: shown here, not read by the gate.',
  )
})

test('a long command breaks between words, and ids after a slash', () => {
  const seen = finding('fail', {next: 'proofmark attest access/dev-headers'})
  expect(drawn(shotOf([result(key, 'fail', {findings: [seen]})]))).toContain(
    '<code dir="ltr">proofmark attest access/<wbr><span>dev-headers</span></code>',
  )
})
