import {expect, test} from 'vitest'
import type {Decision, Snapshot} from '../../src/model/index.ts'
import {auditBody, drawPart, drawStyle} from '../../src/view/index.ts'
import {checklist, environment, finding, gate, item, result, snapshot} from '../setup/snapshot.ts'
import {tagless} from './tagless.ts'

const key = (id: string): string => `readiness:${id}`
const items = [
  item('access/headers', 'Headers are off', {claim: 'ticked'}),
  item('access/vault', 'Keys come from the vault'),
  item('data/backup', 'A backup was restored'),
  item('data/pager', 'Somebody owns the pager'),
]
const at = (file: string) => ({file, line: 1, column: 1})
const decision: Decision = {
  kind: 'decision',
  environment: 'production',
  decision: 'conditional-go',
  by: 'lena.b',
  on: '2026-11-24',
  conditions: 'the restore is rehearsed.',
  at: at('docs/records/go.md'),
}

const production = environment(
  'production',
  [
    result(key('access/headers'), 'fail', {
      owner: 'Platform',
      since: '2026-11-23T09:00:00Z',
      findings: [
        finding('fail', {
          written: 'env: DEV_AUTH=false',
          expected: '`DEV_AUTH` to be false',
          saw: '`"yes"`',
          source: at('deploy/prod.env'),
        }),
      ],
    }),
    result(key('access/vault'), 'fail', {
      waiver: {
        approver: 'mei.t',
        owner: 'Identity',
        reason: 'The vault moves in January.',
        until: '2027-01-15',
        at: at('docs/records/vault.md'),
      },
    }),
    result(key('data/backup'), 'pass', {
      proof: 'manual',
      attestation: {by: 'samir.h', on: '2026-10-14', until: '2026-12-20', at: at('docs/records/backup.md')},
    }),
    result(key('data/pager'), 'blocked', {own: {because: 'nothing says how to prove it'}}),
  ],
  {
    results: {
      decision,
      gates: [gate('production', 'unmet', {read: 4, passing: 1, failing: 1, blocked: 1, toMend: 2, waived: 1})],
    },
  },
)
const staging = environment('staging', [], {
  run: null,
  results: {gates: [gate('staging', 'unjudged', {passing: 0, read: 4})]},
})
const record: Snapshot['records'][number] = {
  record: {
    kind: 'attestation',
    item: 'data/backup',
    text: 'A backup was restored',
    environments: ['production'],
    tenants: null,
    says: 'met',
    by: 'samir.h',
    on: '2026-10-14',
    until: '2026-12-20',
    renewEvery: null,
    release: null,
    note: 'Restored in <40 minutes>.',
    at: at('docs/records/backup.md'),
  },
  sees: ['docs/runbooks/restore.md'],
  stands: [],
}
const shot = (more: Partial<Snapshot> = {}): Snapshot => {
  const outside = production.run === null ? null : {...production.run, others: ['2026-11-24T13-00-00Z-00aa11']}
  return snapshot([checklist(items)], [{...production, run: outside}, staging], {records: [record], ...more})
}

test('the cover tells the verdict, of what, by which runs, and how much is not proven', () => {
  expect(tagless(drawPart('cover:readiness', shot()))).toBe(
    [
      'Audit print · RecSys · Readiness Production may not go live yet',
      'Production: gate go-live is unmet: 1 item fails and 1 is blocked, 1 waived, 1 of 4 pass.',
      'Staging: gate go-live could not be judged: 0 of 4 pass.',
      'Checklist docs/readiness.md, 4 items',
      `Digest sha256 ${'ab'.repeat(32)}`,
      'Production runs 2026-11-24T14-02-11Z-9f31c2 and 2026-11-24T13-00-00Z-00aa11 · release 4f2c91a · judged 24 Nov 2026, 14:02 UTC · results count until 25 Nov 2026, 14:02 UTC',
      'Staging No run yet: nothing is proven.',
      'Evidence In full, on pages that print as these do: /readiness/audit/readiness/',
      'Items by their own status, the worst of all tenants; those that only group others are not counted.',
      'pass fail blocked not applicable not proven production 1 2 1 0 3, of which 1 waived staging 0 0 0 0 4: no run',
      'staging: no run has been made yet. next proofmark run --env staging',
      'Decision conditional-go by lena.b on 24 Nov 2026 ( docs/records/go.md:1 ): the restore is rehearsed',
      'Signed, on',
    ].join(' '),
  )
})

test('the cover of a public site names nobody', () => {
  const site = {title: 'T', url: null, base: '/', audience: 'public' as const}
  const words = tagless(drawPart('cover:readiness', shot({site})))
  expect(words).toContain('Decision go / conditional-go / no-go By, on')
  expect(words).not.toMatch(/lena|4f2c91a|audit\/|docs\/records/)
})

test('an audit page holds what each check expected and saw, and every word of people', () => {
  const words = (id: string) => tagless(drawPart(`audit:${key(id)}`, shot()))
  expect(words('access/headers')).toContain(
    'Owner Platform · required · automatic · ticked by the author · docs/readiness.md:10 Production: fail since 23 Nov 2026. fail env: DEV_AUTH=false expected DEV_AUTH to be false saw "yes" where deploy/prod.env:1 seen 24 Nov 2026, 14:02:09 UTC, one try, 12 ms',
  )
  expect(words('access/vault')).toContain(
    'Waived for production until 15 Jan 2027, approved by mei.t ( docs/records/vault.md:1 ). Owned by Identity: The vault moves in January.',
  )
  expect(words('data/backup')).toContain(
    'Attested by samir.h on 14 Oct 2026, until 20 Dec 2026 ( docs/records/backup.md:1 ). “Restored in <40 minutes>.” Looked at by samir.h: docs/runbooks/restore.md.',
  )
  expect(words('data/pager')).toContain('Production: blocked. Nothing says how to prove it. Staging: not judged.')
  expect(drawPart(`audit:${key('access/headers')}`, shot())).not.toMatch(/<details|<h\d/)
})

test('an audit page is the author’s, with another marker in the place of each verdict and no filters', () => {
  const bar = '<pm-verdict data-part="bar:readiness" class="not-content"></pm-verdict>'
  const verdict = '<pm-verdict data-item="readiness:a/b" class="not-content"></pm-verdict>'
  expect(auditBody(`<p>Prose.</p>${bar}<p>A &lt;pm-verdict data-item="x"></p>${verdict}`)).toBe(
    '<p>Prose.</p><p>A &lt;pm-verdict data-item="x"></p><pm-verdict data-part="audit:readiness:a/b" class="not-content"></pm-verdict>',
  )
})

test('each printed page names the runs, with nothing that a style would read', () => {
  expect(drawStyle(shot())).toContain(
    "--pm-run: 'RecSys, production run 2026-11-24T14-02-11Z-9f31c2, staging without a run'",
  )
  const many = snapshot(
    [checklist(items)],
    ['a', 'b', 'c', 'd'].map((name) => environment(name, [])),
    {service: "it's \\ } x"},
  )
  expect(drawStyle(many)).toContain("--pm-run: 'it s x, a run 2026-11-24T14-02-11Z-9f31c2, 3 more on the cover'")
})
