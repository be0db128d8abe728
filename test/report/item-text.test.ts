import {expect, test} from 'vitest'
import type {Result} from '../../src/model/index.ts'
import {reportItem, type ShownEnvironment, showReport} from '../../src/report/index.ts'
import {at, binding, call, finding, launch, plan, result, results, run} from './launch.ts'

const key = 'launch:access/debug-headers'

function shown(): {
  item: ShownEnvironment['plan']['checklists'][number]['items'][number]
  environments: ShownEnvironment[]
} {
  const example = launch()
  const [list] = example.plan.checklists
  const item = list?.items.find(({id}) => id === 'access/debug-headers')
  const planned = example.plan.items.find((each) => each.key === key)
  if (list === undefined || item === undefined || planned === undefined)
    throw new Error('expected the example to hold it')
  const bound = {
    ...planned,
    whens: [{text: 'facts.debug', at: at(3, 5, 'docs/launch.bindings.yaml')}],
    binding: binding({
      texts: ['Debug headers are off (`DEBUG_HEADERS=false`)'],
      why: 'The setting says it.',
      owner: 'platform',
      sources: [
        {
          pack: null,
          key: 'access/debug-headers',
          yaml: 'access/debug-headers:\n  checks:\n    - env: DEBUG_HEADERS=false\n',
          at: at(2, 3, 'docs/launch.bindings.yaml'),
        },
      ],
    }),
  }
  return {
    item,
    environments: [
      {plan: example.plan, planned: bound, runs: [example.run], results: example.results},
      {
        plan: plan([list], 'staging'),
        planned: bound,
        runs: [],
        results: results([], {environment: 'staging', gates: []}),
      },
    ],
  }
}

test('all about one item: its place, its claim, its binding as written, what was seen, what would mend it', () => {
  expect(reportItem({...shown(), columns: 100, colour: false})).toMatchInlineSnapshot(`
    "Debug headers are off (\`DEBUG_HEADERS=false\`)

    item        access/debug-headers
    stands in   docs/launch.md:11:3, Access
    claim       [x] contradicted: The box says it, and it is not so.
    proof       automatic: checks alone prove it
    binding     docs/launch.bindings.yaml:2:3
                access/debug-headers:
                  checks:
                    - env: DEBUG_HEADERS=false
    why         The setting says it.
    when        facts.debug
    owner       platform

    production                       run 2026-11-24T14-02-11Z-9f31c2 from outside, 24 Nov 2026 14:02 UTC
      FAIL            expected DEBUG_HEADERS to be false
        elsewhere     passes in staging
        http: GET /health -> 200                                                            fail · 12 ms
          expected DEBUG_HEADERS to be false · saw "yes" (reads as true) in deploy/prod.env:12
            { "value": "yes", "effective": true }

    staging                                                                                    never run
      next: proofmark run --env staging
    "
  `)
})

test('what a verdict leans on: choice, word, waiver, its own lapse, other environments, and when each call was red', () => {
  const {item, environments} = shown()
  const [first] = environments
  if (first === undefined) throw new Error('expected an environment')
  const evidence: Result = {
    ...result(key, 'pass', {proof: 'semi-automatic'}),
    fact: 'debug: off (DEBUG_HEADERS in deploy/prod.env:12)',
    rollUp: {status: 'fail', recommendedNotSo: 0},
    attestation: {by: 'ines.o', on: '2026-11-01', until: '2026-12-01T23:59:59.999Z', at: at(1, 1, 'docs/records/d.md')},
    waiver: {
      approver: 'm.k.',
      owner: 'data',
      reason: 'The new disks come in January.',
      until: '2027-02-01',
      at: at(1, 1, 'docs/records/w.md'),
    },
    since: '2026-11-03T09:00:00.000Z',
    lapses: '2026-12-01T23:59:59.999Z',
    elsewhere: [
      {environment: 'staging', status: 'fail'},
      {environment: 'demo', status: 'blocked'},
    ],
    findings: [finding('c1', {until: '2027-01-02T10:00:00.000Z'}), finding('c2', {outcome: 'fail', saw: 'status 500'})],
    seenRed: [
      {call: 'c1', at: '2026-11-03T08:00:00.000Z'},
      {call: 'c2', at: '2026-11-24T14:02:10.000Z'},
      {call: 'c3', at: null},
    ],
  }
  const text = reportItem({
    item,
    environments: [
      {
        ...first,
        plan: {...first.plan, calls: [call('c3', 'http: GET /ready -> 200', 'cluster')]},
        results: results([evidence]),
      },
    ],
    columns: 100,
    colour: false,
  })
  expect(text.slice(text.indexOf('production'))).toMatchInlineSnapshot(`
    "production                       run 2026-11-24T14-02-11Z-9f31c2 from outside, 24 Nov 2026 14:02 UTC
      pass            since 3 Nov 2026 09:00 UTC
        choice        debug: off (DEBUG_HEADERS in deploy/prod.env:12)
        attested      by ines.o on 1 Nov 2026, until 1 Dec 2026 23:59 UTC (docs/records/d.md:1:1)
        waived        until 1 Feb 2027, approved by m.k., owned by data (docs/records/w.md:1:1): The new
                      disks come in January.
        lapses        1 Dec 2026 23:59 UTC, if runs continue
        below         with what is below it: fail
        elsewhere     fails in staging, is blocked in demo
        http: GET /health -> 200                                                            pass · 12 ms
          expected status to be 200 · saw status 200
          what was seen ends on 2 Jan 2027 · last seen red 3 Nov 2026
            { "status": 200 }
        http: GET /health -> 200                                                            fail · 12 ms
          expected status to be 200 · saw status 500
            { "status": 200 }
        http: GET /ready -> 200                                                                 not made
          never seen red
    "
  `)
})

test('the same for programs', () => {
  const {item, environments} = shown()
  const report = showReport(item, environments)
  expect(report).toMatchObject({version: 1, kind: 'show', key, claim: {verdict: 'contradicted'}})
  expect(report.environments.map(({environment, runs, results}) => [environment, runs.length, results.length])).toEqual(
    [
      ['production', 1, 1],
      ['staging', 0, 0],
    ],
  )
})

test('an observation that is long is cut, with the rest counted', () => {
  const {item, environments} = shown()
  const [first] = environments
  if (first === undefined) throw new Error('expected an environment')
  const long = first.results.results.map((result) => ({
    ...result,
    findings: result.findings.map((finding) => ({
      ...finding,
      observation: Array.from({length: 500}, (_, index) => index),
    })),
  }))
  const text = reportItem({
    item,
    environments: [{...first, results: {...first.results, results: long}}],
    columns: 100,
    colour: false,
  })
  expect(text).toContain('… 462 more lines')
  expect(text.split('\n').length).toBeLessThan(90)
})

test('an item that nothing binds says so', () => {
  const {item, environments} = shown()
  const text = reportItem({
    item,
    environments: environments.map((each) => ({
      ...each,
      planned: {...each.planned, binding: null, whens: []},
      runs: [run()],
    })),
    columns: 80,
    colour: false,
  })
  expect(text).toContain('nothing says how to prove it')
})
