import {expect, test} from 'vitest'
import type {ShownCheck, ShownRecord, Snapshot} from '../../src/model/index.ts'
import {drawPart, ownPages} from '../../src/view/index.ts'
import {at, binding, checklist, environment, finding, gate, item, result, snapshot} from '../setup/snapshot.ts'
import {tagless} from './tagless.ts'

const link = {
  url: 'restore.md',
  text: 'restore',
  kind: 'document',
  path: 'docs/restore.md',
  anchor: null,
  dead: false,
} as const
const items = [
  item('ops/restore', 'A restore was rehearsed', {links: [{...link, at: at(10)}]}),
  item('ops/debug', 'Debug mode is off'),
  item('ops/call', 'مناوب موجود دائما'),
]
const attestation = {
  kind: 'attestation' as const,
  item: 'ops/restore',
  text: 'A restore was rehearsed',
  environments: ['production'],
  tenants: null,
  says: 'met' as const,
  by: 'ines.o',
  on: '2026-11-01',
  until: '2026-12-01',
  renewEvery: null,
  release: null,
  note: '',
  at: at(1, 'docs/records/restore.md'),
}
const word: ShownRecord = {
  record: attestation,
  sees: ['docs/restore.md'],
  stands: [
    {
      environment: 'production',
      standing: 'in-force',
      because: '',
      keys: ['readiness:ops/restore'],
      until: '2026-12-01T23:59:59.999Z',
    },
  ],
}
const old: ShownRecord = {
  ...word,
  record: {...attestation, at: at(1, 'docs/records/old.md'), on: '2025-01-01'},
  stands: [
    {
      environment: 'production',
      standing: 'not-counted',
      because: 'the sentence changed after ines.o attested it',
      keys: ['readiness:ops/restore'],
      until: null,
    },
  ],
}
const env: ShownCheck = {
  name: 'env',
  summary: 'Reads variables',
  at: null,
  expects: null,
  params: [{name: 'names', takes: 'array', usual: null, required: true, what: 'Names of `variables`'}],
  observation: [{name: 'values', takes: 'object', usual: null, required: true, what: 'What each is'}],
}
const call = {
  check: 'file',
  params: {path: 'docs/restore.md'},
  written: 'file: docs/restore.md',
  expect: null,
  when: null,
  from: null,
  needs: [],
  timeout: null,
  retry: null,
  why: null,
  at: at(1),
}

const site = (more: Partial<Snapshot> = {}): Snapshot =>
  snapshot(
    [checklist(items)],
    [
      environment(
        'production',
        [
          result('readiness:ops/restore', 'pass', {proof: 'manual'}),
          result('readiness:ops/debug', 'pass', {
            findings: [finding('pass', {written: 'tls: orders.example', until: '2027-01-15T10:00:00Z'})],
          }),
          result('readiness:ops/call', 'blocked'),
        ],
        {
          results: {
            gates: [
              gate('production', 'met', {until: '2026-12-01T23:59:59.999Z', lapsesFirst: 'readiness:ops/restore'}),
            ],
          },
        },
      ),
    ],
    {
      records: [word, old],
      checks: [env],
      bindings: {'readiness:ops/debug': binding({checks: [call]})},
      routes: {readiness: 'readiness', 'docs/restore.md': 'restore', 'docs/records/restore.md': 'records/restore'},
      ...more,
    },
  )

test('what ends stands in the order of time, by month, with what becomes of it', () => {
  const html = drawPart('records', site())
  const text = tagless(html)
  const order = [
    'November 2026',
    '25 Nov 2026',
    'December 2026',
    'A restore was rehearsed',
    'January 2027',
    'Debug mode',
  ]
  const places = order.map((words) => text.indexOf(words))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
  expect(text).toContain('Then production is blocked, until somebody attests it again.')
  expect(text).toContain('Nothing of gate go-live ends earlier: from then on it is unmet.')
  expect(text).toContain('Then production is blocked: what the check saw has ended.')
  expect(html).toContain('<time datetime="2026-12-01T23:59:59.999Z">')
  expect(html).toContain('href="/records/restore/"')
})

test('a record that does not count says why; where nobody stated anything, that is said', () => {
  const text = tagless(drawPart('records', site()))
  expect(text).toMatch(/Records that do not count.*The sentence changed after ines\.o attested it\./)
  expect(text).not.toContain('Lapsed')
  const none = tagless(drawPart('records', site({records: []})))
  expect(none).toContain('No record counts')
  expect(none).not.toContain('Records that do not count')
})

test('what is over, and was not renewed, comes first, with what to type', () => {
  const [stands] = word.stands
  if (stands === undefined) throw new Error('Unexpected record, expected one with a standing')
  const lapsed = {
    ...word,
    stands: [{...stands, standing: 'lapsed' as const, because: 'it expired', until: '2026-10-01T23:59:59.999Z'}],
  }
  const blocked = [environment('production', [result('readiness:ops/restore', 'blocked')])]
  const text = tagless(drawPart('records', {...site({records: [lapsed]}), environments: blocked}))
  expect(text).toMatch(
    /Lapsed.*1 Oct 2026.*proofmark attest ops\/ ?restore --again --env production.*What ends, and when/,
  )
})

test('problems stand by file and line, with what to do; none is said to be none', () => {
  const problems: Snapshot['problems'] = [
    {slug: 'dead-link', message: 'Unexpected link to `docs/b.md`', at: at(9, 'docs/a.md'), also: [at(2, 'docs/c.md')]},
    {slug: 'navigation', message: 'Unexpected `nav`', at: null, also: []},
    {slug: 'dead-link', message: 'Unexpected <b>link</b>', at: at(3, 'docs/a.md'), also: []},
  ]
  const html = drawPart('problems', site({problems}))
  const text = tagless(html)
  expect(text).toContain('3 problems in 1 file; none of them stops a run.')
  expect(text).toMatch(
    /In no file.*docs\/a\.md.*line 3.*line 9.*also docs\/c\.md:2:1.*What to do.*dead-link.*navigation/,
  )
  expect(html).toContain('href="https://forge.example/recsys/blob/main/docs/a.md#L9"')
  expect(html).not.toContain('<b>link')
  expect(tagless(drawPart('problems', site()))).toMatch(/^\s*No problems/)
})

test('a check says what it sees and takes, and what leans on it', () => {
  const html = drawPart('checks', site({checks: [env, {...env, name: 'file', at: at(1, 'checks/file.ts')}]}))
  const text = tagless(html)
  expect(text).toMatch(/env Reads variables\. Ships with Proofmark 0 items lean on it\./)
  expect(text).toMatch(
    /file Reads variables\. Of this project, in checks\/file\.ts:1 1 item leans on it: Debug mode is off/,
  )
  expect(text).toMatch(/A person’s word 1 item needs a person’s dated word: A restore was rehearsed/)
  expect(text).toMatch(/Nothing yet 1 item is unbound: مناوب/)
  expect(html).toContain('aria-label="Parameters of env"')
})

test('a document tells which items lean on it, by what, and where they stand', () => {
  const html = drawPart('leaning:docs/restore.md', site())
  const text = tagless(html)
  expect(text).toContain('2 items of Readiness lean on it.')
  expect(text).toMatch(/A restore was rehearsed Linked from its sentence and seen for an attestation production pass/)
  expect(text).toMatch(/Debug mode is off Looked at by a check production pass/)
  expect(tagless(drawPart('leaning:docs/records/restore.md', site()))).toContain('Attested here')
  expect(drawPart('leaning:docs/other.md', site())).toBe('')
})

test('the page of a record says whether it counts, and why not', () => {
  const counts = tagless(drawPart('leaning:docs/records/restore.md', site()))
  expect(counts).toMatch(
    /What this attestation comes to By ines\.o on 1 Nov 2026.*Counts in production until 1 Dec 2026/,
  )
  const changed = tagless(drawPart('leaning:docs/records/old.md', site()))
  expect(changed).toContain('The sentence changed after ines.o attested it.')
  expect(changed).not.toContain('Counts in')
})

test('an item that people spoke of leads to the records, and so does what lapses soon', () => {
  expect(drawPart('item:readiness:ops/restore', site())).toContain(
    '2 records speak of it: <a href="/readiness/records/">',
  )
  expect(drawPart('item:readiness:ops/debug', site())).not.toContain('/readiness/records/')
})

test('a public site has none of these pages, and draws nothing in them', () => {
  const open = site({site: {title: 'Open', url: null, base: '/', audience: 'public'}})
  expect(ownPages(open)).toEqual([])
  for (const part of ['records', 'problems', 'checks']) expect(drawPart(part, open)).toBe('')
})
