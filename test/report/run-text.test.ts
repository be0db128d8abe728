import {stripVTControlCharacters} from 'node:util'
import stringWidth from 'string-width'
import {describe, expect, test} from 'vitest'
import {reportText} from '../../src/report/index.ts'
import {at, checklist, finding, gate, launch, plan, repair, result, results, run} from './launch.ts'

const drawn = (columns: number, given: Partial<Parameters<typeof reportText>[0]> = {}): string => {
  const example = launch()
  return reportText({...example, runs: [example.run], columns, colour: false, mode: 'normal', ...given})
}

describe('the report is the document, with a verdict in the gutter', () => {
  test('120 columns', () => {
    expect(drawn(120)).toMatchInlineSnapshot(`
      "payments-api · production · release 4f2c91a · 24 checks in 1.8 s
      NOT MET  gate "launch": 2 items to mend, 1 needs a person. Staging: met until 3 Dec 2026 14:00 UTC.

      docs/launch.md

        Access                                                                                                   1 of 3 not so
        pass      Admin routes refuse a caller without a role
        FAIL      Debug headers are off (\`DEBUG_HEADERS=false\`)                                               [x] contradicted
                    expected DEBUG_HEADERS to be false · saw "yes" (reads as true) in deploy/prod.env:12
                    owner platform · passes in staging · next: proofmark show access/debug-headers
        pass      Keys come from the vault, in no ConfigMap

        If we use the queue                                                                       not applicable: queue is off
        ·         (4 items)

        Recovery                                                                                                1 of 2 blocked
        blocked   A restore was rehearsed
                    no attestation for production (that for staging does not count)
                    owner data · next: proofmark attest recovery/restore-rehearsed
        waived    Backups are encrypted at rest                                             until 1 Feb 2027, approved by m.k.
                    The new disks come in January.

        2 pass · 1 fail · 1 blocked · 1 waived · 4 not applicable                    automatic 11, semi 3, manual 4, unbound 0
        Mend 2: access/debug-headers (platform), recovery/restore-rehearsed (data)
        Run kept: .proofmark/runs/production/2026-11-24T14-02-11Z-9f31c2.json                            Site: proofmark build
      "
    `)
  })

  test('80 columns', () => {
    expect(drawn(80)).toMatchInlineSnapshot(`
      "payments-api · production · release 4f2c91a · 24 checks in 1.8 s
      NOT MET  gate "launch": 2 items to mend, 1 needs a person. Staging: met until
               3 Dec 2026 14:00 UTC.

      docs/launch.md

        Access                                                           1 of 3 not so
        pass      Admin routes refuse a caller without a role
        FAIL      Debug headers are off (\`DEBUG_HEADERS=false\`)       [x] contradicted
                    expected DEBUG_HEADERS to be false · saw "yes" (reads as true) in
                    deploy/prod.env:12
                    owner platform · passes in staging · next:
                    proofmark show access/debug-headers
        pass      Keys come from the vault, in no ConfigMap

        If we use the queue                               not applicable: queue is off
        ·         (4 items)

        Recovery                                                        1 of 2 blocked
        blocked   A restore was rehearsed
                    no attestation for production (that for staging does not count)
                    owner data · next: proofmark attest recovery/restore-rehearsed
        waived    Backups are encrypted at rest     until 1 Feb 2027, approved by m.k.
                    The new disks come in January.

        2 pass · 1 fail · 1 blocked · 1 waived · 4 not applicable
        automatic 11, semi 3, manual 4, unbound 0
        Mend 2: access/debug-headers (platform), recovery/restore-rehearsed (data)
        Run kept: .proofmark/runs/production/2026-11-24T14-02-11Z-9f31c2.json
        Site: proofmark build
      "
    `)
  })

  test('60 columns', () => {
    expect(drawn(60)).toMatchInlineSnapshot(`
      "payments-api · production · release 4f2c91a · 24 checks in
      1.8 s
      NOT MET  gate "launch": 2 items to mend, 1 needs a person.
               Staging: met until 3 Dec 2026 14:00 UTC.

      docs/launch.md

        Access                                       1 of 3 not so
        pass      Admin routes refuse a caller without a role
        FAIL      Debug headers are off           [x] contradicted
                  (\`DEBUG_HEADERS=false\`)
                    expected DEBUG_HEADERS to be false · saw "yes"
                    (reads as true) in deploy/prod.env:12
                    owner platform · passes in staging · next:
                    proofmark show access/debug-headers
        pass      Keys come from the vault, in no ConfigMap

        If we use the queue           not applicable: queue is off
        ·         (4 items)

        Recovery                                    1 of 2 blocked
        blocked   A restore was rehearsed
                    no attestation for production (that for
                    staging does not count)
                    owner data · next:
                    proofmark attest recovery/restore-rehearsed
        waived    Backups are encrypted at rest
                    until 1 Feb 2027, approved by m.k.
                    The new disks come in January.

        2 pass · 1 fail · 1 blocked · 1 waived · 4 not applicable
        automatic 11, semi 3, manual 4, unbound 0
        Mend 2: access/debug-headers (platform),
        recovery/restore-rehearsed (data)
        Run kept:
        .proofmark/runs/production/2026-11-24T14-02-11Z-9f31c2.json
        Site: proofmark build
      "
    `)
  })

  test('under 60 columns the right column moves below', () => {
    expect(drawn(50)).toMatchInlineSnapshot(`
      "payments-api · production · release 4f2c91a · 24
      checks in 1.8 s
      NOT MET  gate "launch": 2 items to mend, 1 needs a
               person. Staging: met until
               3 Dec 2026 14:00 UTC.

      docs/launch.md

        Access
          1 of 3 not so
        pass      Admin routes refuse a caller without a
                  role
        FAIL      Debug headers are off
                  (\`DEBUG_HEADERS=false\`)
                    [x] contradicted
                    expected DEBUG_HEADERS to be false ·
                    saw "yes" (reads as true) in
                    deploy/prod.env:12
                    owner platform · passes in staging ·
                    next:
                    proofmark show access/debug-headers
        pass      Keys come from the vault, in no
                  ConfigMap

        If we use the queue
          not applicable: queue is off
        ·         (4 items)

        Recovery
          1 of 2 blocked
        blocked   A restore was rehearsed
                    no attestation for production (that
                    for staging does not count)
                    owner data · next:
                    proofmark attest recovery/restore-rehearsed
        waived    Backups are encrypted at rest
                    until 1 Feb 2027, approved by m.k.
                    The new disks come in January.

        2 pass · 1 fail · 1 blocked · 1 waived · 4 not
        applicable
        automatic 11, semi 3, manual 4, unbound 0
        Mend 2: access/debug-headers (platform),
        recovery/restore-rehearsed (data)
        Run kept:
        .proofmark/runs/production/2026-11-24T14-02-11Z-9f31c2.json
        Site: proofmark build
      "
    `)
  })

  test('only what is not so', () => {
    expect(drawn(80, {mode: 'failing'})).toMatchInlineSnapshot(`
      "payments-api · production · release 4f2c91a · 24 checks in 1.8 s
      NOT MET  gate "launch": 2 items to mend, 1 needs a person. Staging: met until
               3 Dec 2026 14:00 UTC.

      docs/launch.md

        Access                                                           1 of 3 not so
        FAIL      Debug headers are off (\`DEBUG_HEADERS=false\`)       [x] contradicted
                    expected DEBUG_HEADERS to be false · saw "yes" (reads as true) in
                    deploy/prod.env:12
                    owner platform · passes in staging · next:
                    proofmark show access/debug-headers

        Recovery                                                        1 of 2 blocked
        blocked   A restore was rehearsed
                    no attestation for production (that for staging does not count)
                    owner data · next: proofmark attest recovery/restore-rehearsed

        2 pass · 1 fail · 1 blocked · 1 waived · 4 not applicable
        automatic 11, semi 3, manual 4, unbound 0
        Mend 2: access/debug-headers (platform), recovery/restore-rehearsed (data)
        Run kept: .proofmark/runs/production/2026-11-24T14-02-11Z-9f31c2.json
        Site: proofmark build
      "
    `)
  })

  test('everything, at any width', () => {
    expect(drawn(80, {mode: 'all'})).toMatchInlineSnapshot(`
      "payments-api · production · release 4f2c91a · 24 checks in 1.8 s
      NOT MET  gate "launch": 2 items to mend, 1 needs a person. Staging: met until
               3 Dec 2026 14:00 UTC.

      docs/launch.md

        Access                                                           1 of 3 not so
        pass      Admin routes refuse a caller without a role
        FAIL      Debug headers are off (\`DEBUG_HEADERS=false\`)       [x] contradicted
                    expected DEBUG_HEADERS to be false · saw "yes" (reads as true) in
                    deploy/prod.env:12
                    owner platform · passes in staging · next:
                    proofmark show access/debug-headers
        pass      Keys come from the vault, in no ConfigMap              [ ] unclaimed

        If we use the queue                               not applicable: queue is off
        ·         Retries are bounded                     not applicable: queue is off
        ·         Dead letters are watched:               not applicable: queue is off
        ·           an alert exists                       not applicable: queue is off
        ·           a runbook exists                      not applicable: queue is off

        Recovery                                                        1 of 2 blocked
        blocked   A restore was rehearsed
                    no attestation for production (that for staging does not count)
                    owner data · next: proofmark attest recovery/restore-rehearsed
        waived    Backups are encrypted at rest     until 1 Feb 2027, approved by m.k.
                    The new disks come in January.

        2 pass · 1 fail · 1 blocked · 1 waived · 4 not applicable
        automatic 11, semi 3, manual 4, unbound 0
        Mend 2: access/debug-headers (platform), recovery/restore-rehearsed (data)
        Run kept: .proofmark/runs/production/2026-11-24T14-02-11Z-9f31c2.json
        Site: proofmark build
      "
    `)
  })
})

test('colour repeats the word, and takes no room', () => {
  const coloured = drawn(80, {colour: true})
  expect(coloured).toContain('\u001B[31mFAIL\u001B[39m')
  expect(stripVTControlCharacters(coloured)).toBe(drawn(80))
})

const words = [
  {
    id: 'a/1',
    text: '本番環境の認証を確認し、開発用のヘッダーがすべて無効になっていることを必ず確かめる',
    section: '認証とテナント',
  },
  {
    id: 'a/2',
    text: 'تأكد من أن النسخ الاحتياطية مشفرة وأن الاستعادة قد تم اختبارها خلال هذا العام',
    section: '認証とテナント',
  },
  {id: 'a/3', text: 'Keys 🔑 rotate', section: '認証とテナント'},
] as const
const foreign = checklist(['認証とテナント'], words, 'docs/本番.md')

test.each([60, 80, 120])('wide scripts and right-to-left words keep the gutter in place at %i columns', (columns) => {
  const text = reportText({
    plan: plan([foreign]),
    run: run(),
    runs: [],
    results: results([
      result('本番:a/1', 'fail', {own: {status: 'fail', reason: 'expectation', because: '期待と違う'}}),
      result('本番:a/2', 'blocked', {own: {status: 'blocked', reason: 'missing', because: 'no attestation'}}),
      result('本番:a/3', 'pass'),
    ]),
    others: [],
    savedAs: null,
    columns,
    colour: false,
    mode: 'all',
  })
  expect(text).toMatchSnapshot()
  for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
})

test('control characters and turners of foreign text never reach the terminal', () => {
  const list = checklist(
    ['Access'],
    [{id: 'a/1', text: 'Red \u001B[31mtext\u001B[0m\u0007 and \u202Eturned\u2066\nlines', section: 'Access'}],
  )
  const text = reportText({
    plan: plan([list]),
    run: run({release: 'v1\u001B]0;title\u0007'}),
    runs: [],
    results: results([
      result('launch:a/1', 'blocked', {own: {status: 'blocked', reason: 'error', because: '\u001B[2Jboom\r\ngone'}}),
    ]),
    others: [],
    savedAs: null,
    columns: 100,
    colour: false,
    mode: 'normal',
  })
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u)
  expect(text).toContain('Red text and turned lines')
  expect(text).toContain('boom gone')
})

test('tenants that differ stand beside the sentence, worst first, and what is not so names them', () => {
  const list = checklist(
    ['Modes'],
    [
      {id: 'm/1', text: 'The index is fresh', section: 'Modes'},
      {id: 'm/2', text: 'Rules are loaded', section: 'Modes'},
    ],
  )
  const stale = finding('c1', {outcome: 'fail', tenant: 'globex', expected: 'age to be at most 1 h', saw: '3 h'})
  const text = reportText({
    plan: plan([list]),
    run: run({findings: [stale]}),
    runs: [],
    results: results([
      result('launch:m/1', 'pass', {tenant: 'acme'}),
      result('launch:m/1', 'fail', {tenant: 'globex', findings: [stale]}),
      ...['a', 'b', 'c', 'd'].map((tenant) =>
        result('launch:m/2', tenant === 'd' ? 'not-applicable' : 'pass', {tenant}),
      ),
    ]),
    others: [],
    savedAs: null,
    columns: 100,
    colour: false,
    mode: 'normal',
  })
  expect(text).toMatchInlineSnapshot(`
    "payments-api · production · release 4f2c91a · 1 check in 1.8 s
    NOT MET  gate "launch": 2 items to mend.

    docs/launch.md

      Modes                                                                                1 of 2 not so
      FAIL      The index is fresh                                               fail globex · pass acme
                  globex: expected age to be at most 1 h · saw 3 h
                  next: proofmark show m/1
      pass      Rules are loaded                                          pass 3 of 4 · not applicable d

      1 pass · 1 fail                                          automatic 11, semi 3, manual 4, unbound 0
      Run not kept                                                                 Site: proofmark build
    "
  `)
})

test('a dead target is one line, not one for each item or run', () => {
  const items = Array.from({length: 19}, (_, index) => ({
    id: `a/${index}`,
    text: `Route ${index} answers`,
    section: 'Access',
  }))
  const list = checklist(['Access'], items)
  const dead = items.map((_, index) =>
    finding(`c${index}`, {
      outcome: 'error',
      cause: 'unreachable',
      message: 'connection refused',
      observation: null,
      saw: null,
    }),
  )
  const made = run({
    findings: dead,
    causes: [
      {
        cause: 'unreachable',
        what: 'http://127.0.0.1:8000',
        message: 'connection refused',
        since: '2026-11-24T14:02:09.000Z',
        calls: dead.map(({call}) => call),
      },
    ],
  })
  const inside = {...made, vantage: 'cluster', causes: made.causes.map((each) => ({...each, since: made.finishedAt}))}
  const text = reportText({
    plan: plan([list]),
    run: made,
    runs: [inside, made],
    results: results(
      items.map(({id}, index) =>
        result(`launch:${id}`, 'blocked', {
          own: {status: 'blocked', reason: 'unreachable', because: 'connection refused'},
          findings: dead.slice(index, index + 1),
        }),
      ),
      {
        gates: [
          gate({
            verdict: 'unjudged',
            why: 'unreachable',
            blocked: 19,
            repairs: [
              repair('launch:a/0', 'blocked', {
                cause: 'http://127.0.0.1:8000 is unreachable',
                items: items.map(({id}) => ({
                  ...(repair(`launch:${id}`, 'blocked').items[0] ?? fails()),
                  reason: 'unreachable',
                })),
              }),
            ],
          }),
        ],
      },
    ),
    others: [],
    savedAs: null,
    columns: 100,
    colour: false,
    mode: 'normal',
  })
  expect(text.match(/connection refused/g)).toHaveLength(1)
  expect(text.split('\n').slice(0, 3).join('\n')).toMatchInlineSnapshot(`
    "payments-api · production · release 4f2c91a · 19 checks in 1.8 s
    nobody can say  gate "launch": 19 items blocked.
    production is unreachable since 14:02:09 UTC (connection refused, http://127.0.0.1:8000): 19 items"
  `)
  expect(text.split('\n').slice(-5).join('\n')).toMatchInlineSnapshot(`
    "
      19 blocked                                               automatic 11, semi 3, manual 4, unbound 0
      Mend 19: http://127.0.0.1:8000 is unreachable (19 items)
      Run not kept                                                                 Site: proofmark build
    "
  `)
})

const fails = (): never => {
  throw new Error('expected a repair with an item')
}

test.each([
  [
    'met, and until when',
    gate({
      verdict: 'met',
      why: 'met',
      passing: 12,
      waived: 1,
      until: '2026-12-03T14:00:00.000Z',
      lapsesFirst: 'launch:recovery/restore-rehearsed',
    }),
  ],
  [
    'met with unbound items listed',
    gate({verdict: 'met', why: 'met', read: 59, listed: Array.from({length: 34}, (_, index) => `launch:${index}`)}),
  ],
  ['never run', gate({verdict: 'unjudged', why: 'no-run', toMend: 0})],
  [
    'not met, and until when it would hold',
    gate({
      repairs: launch().results.gates.flatMap(({repairs}) => repairs),
      until: '2027-11-30T23:59:59.999Z',
      lapsesFirst: 'launch:access/keys',
    }),
  ],
  ['nothing passes', gate({why: 'empty', toMend: 0, passing: 0})],
  ['the only gate has the name that none was given', gate({name: 'default', toMend: 1})],
])('the answer: %s', (_, judged) => {
  const {plan, run, results} = launch()
  const text = reportText({
    plan,
    run,
    runs: [run],
    results: {...results, gates: [judged]},
    others: [],
    savedAs: null,
    columns: 120,
    colour: false,
    mode: 'normal',
  })
  expect(text.split('\n\n')[0]).toMatchSnapshot()
})

test('what stands otherwise in another environment names the tenants that it is so of', () => {
  const list = checklist(
    ['Modes'],
    [
      {id: 'm/1', text: 'The index is fresh', section: 'Modes'},
      {id: 'm/2', text: 'Rules are loaded', section: 'Modes'},
      {id: 'm/3', text: 'Keys rotate', section: 'Modes'},
    ],
  )
  const there = (status: 'pass' | 'fail', ...environments: string[]) => ({
    elsewhere: environments.map((environment) => ({environment, status})),
  })
  const text = reportText({
    plan: plan([list]),
    run: run(),
    runs: [],
    results: results([
      result('launch:m/1', 'fail', {tenant: 'acme', because: 'it is old', ...there('pass', 'staging', 'demo')}),
      result('launch:m/1', 'fail', {tenant: 'globex', because: 'it is old', ...there('pass', 'demo')}),
      result('launch:m/2', 'blocked', {because: 'nobody looked', ...there('fail', 'staging')}),
      result('launch:m/3', 'pass', there('fail', 'staging')),
    ]),
    others: [],
    savedAs: null,
    columns: 120,
    colour: false,
    mode: 'normal',
  })
  expect(text.split('\n').filter((line) => line.includes('next:'))).toEqual([
    '              acme: passes in staging · passes in demo · next: proofmark show m/1',
    '              fails in staging · next: proofmark show m/2',
  ])
})

test('waivers that differ are told apart, each with its end, its approver and its reason', () => {
  const list = checklist(['Access'], [{id: 'a/1', text: 'Keys rotate', section: 'Access'}])
  const waived = (tenant: string, until: string, reason: string) =>
    result('launch:a/1', 'fail', {
      tenant,
      waiver: {approver: 'm.k.', owner: 'data', reason, until, at: at(1, 1, 'docs/records/keys.md')},
    })
  const text = reportText({
    plan: plan([list]),
    run: run(),
    runs: [],
    results: results([
      waived('acme', '2026-12-01', 'Until the vault is there.'),
      waived('globex', '2027-01-15', 'They leave in January.'),
    ]),
    others: [],
    savedAs: null,
    columns: 100,
    colour: false,
    mode: 'normal',
  })
  expect(text.split('\n').filter((line) => /Keys rotate|approved/.test(line))).toEqual([
    '  waived    Keys rotate',
    '              acme: until 1 Dec 2026, approved by m.k.: Until the vault is there.',
    '              globex: until 15 Jan 2027, approved by m.k.: They leave in January.',
  ])
})

test('passing sections fold where the terminal is not wide', () => {
  const list = checklist(
    ['Access', 'Rest'],
    [
      {id: 'a/1', text: 'One', section: 'Access'},
      {id: 'a/2', text: 'Two', section: 'Access'},
      {id: 'r/1', text: 'Three', section: 'Rest'},
    ],
  )
  const given = {
    plan: plan([list]),
    run: run(),
    runs: [],
    results: results([
      result('launch:a/1', 'pass'),
      result('launch:a/2', 'not-applicable'),
      result('launch:r/1', 'blocked', {own: {status: 'blocked', reason: 'unbound', because: ''}}),
    ]),
    others: [],
    savedAs: null,
    colour: false,
  }
  const folded = reportText({...given, columns: 80, mode: 'normal'})
  expect(folded).toContain('1 pass, 1 not applicable')
  expect(folded).not.toContain('One')
  expect(folded).toContain('Three')
  expect(reportText({...given, columns: 80, mode: 'all'})).toContain('One')
  expect(reportText({...given, columns: 100, mode: 'normal'})).toContain('One')
})

test('a run that was interrupted says how much is missing', () => {
  const {plan, results} = launch()
  const made = run({
    complete: false,
    findings: [finding('c1'), finding('c2', {outcome: 'not-run', cause: 'interrupted', attempts: 0})],
  })
  const text = reportText({
    plan,
    run: made,
    runs: [made],
    results,
    others: [],
    savedAs: null,
    columns: 100,
    colour: false,
    mode: 'normal',
  })
  expect(text.split('\n')[0]).toBe(
    'payments-api · production · release 4f2c91a · 1 check in 1.8 s · interrupted, 1 not made',
  )
})
