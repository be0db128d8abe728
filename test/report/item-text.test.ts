import {expect, test} from 'vitest'
import {reportItem, type ShownEnvironment, showReport} from '../../src/report/index.ts'
import {at, binding, launch, plan, results, run} from './launch.ts'

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
    binding     docs/launch.bindings.yaml:2:3
                access/debug-headers:
                  checks:
                    - env: DEBUG_HEADERS=false
    why         The setting says it.
    when        facts.debug
    owner       platform

    production                            run 2026-11-24T14-02-11Z-9f31c2 from outside, 24 Nov 14:02 UTC
      FAIL            expected DEBUG_HEADERS to be false
        http: GET /health -> 200                                                            fail · 12 ms
          expected DEBUG_HEADERS to be false · saw "yes" (reads as true) in deploy/prod.env:12
            { "value": "yes", "effective": true }

    staging                                                                                    never run
      next: proofmark run --env staging
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
