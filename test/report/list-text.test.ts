import {expect, test} from 'vitest'
import {listReport, planReport, reportList, reportPlan} from '../../src/report/index.ts'
import {at, binding, call, checklist, plan, planned, written} from './launch.ts'

const list = checklist(
  ['Access', 'Recovery'],
  [
    {
      id: 'access/debug-headers',
      text: 'Debug headers are off (DEBUG_HEADERS=false)',
      section: 'Access',
      claim: 'ticked',
    },
    {id: 'access/probes', text: 'Probes are wired:', section: 'Access'},
    {id: 'access/healthz', text: '/healthz', section: 'Access', parent: 'access/probes', claim: 'not-applicable'},
    {
      id: 'recovery/rehearsed',
      text: 'A restore was rehearsed with data that is as large as that of production',
      section: 'Recovery',
    },
  ],
)

test.each([80, 50])('a list gives line, box, sentence and id at %i columns', (columns) => {
  expect(reportList({checklists: [list], problems: [], files: [], columns, colour: false})).toMatchSnapshot()
})

test('a list counts the items of several checklists, and the problems', () => {
  const other = checklist([], [{id: 'one', text: 'One', section: 'none'}], 'docs/other.md')
  const text = reportList({
    checklists: [list, other],
    problems: [{slug: 'dead-link', message: 'Unexpected link', at: at(1), also: []}],
    files: [],
    columns: 100,
    colour: false,
  })
  expect(text.trimEnd().split('\n').at(-1)).toBe('5 items in 2 checklists, 1 problem: proofmark lint')
  expect(listReport([list, other], [])).toMatchObject({count: 5, checklists: [{count: 4}, {count: 1}]})
})

test('the command that it names takes the files where no project names them', () => {
  const problems = [{slug: 'dead-link' as const, message: 'Unexpected link', at: at(1), also: []}]
  const text = reportList({checklists: [list], problems, files: ['docs/launch.md'], columns: 100, colour: false})
  expect(text).toContain('4 items, 1 problem: proofmark lint docs/launch.md')
})

test('a sentence is no command of the CI whose log it is printed to', () => {
  const planted = checklist(
    [],
    [{id: 'one', text: '::error file=a.md::planted ##[group]x std::vector', section: 'none'}],
  )
  const text = reportList({checklists: [planted], problems: [], files: [], columns: 100, colour: false})
  expect(text).not.toMatch(/(^|\s)(::[a-z]|##\[)/m)
  expect(text).toContain('std::vector')
})

test('a plan says what would be checked, where from, and what is left to people', () => {
  const [debug, probes, healthz, rehearsed] = list.items
  if (!debug || !probes || !healthz || !rehearsed) throw new Error('expected four items')
  const inside = [{call: 'b', when: {text: 'facts.cluster', at: at(1)}}]
  const full = {
    ...plan([list]),
    calls: [call('a', 'env: DEBUG_HEADERS=false'), call('b', 'http: GET /healthz -> 200', 'cluster')],
    items: [
      {...planned(list, debug, binding({checks: [written('env')]})), calls: {'-': [{call: 'a', when: null}]}},
      planned(list, probes),
      {
        ...planned(list, healthz, binding({checks: [written('http')], attest: {question: 'Who looked?'}})),
        whens: [{text: 'facts.probes', at: at(1)}],
        calls: {acme: inside, globex: inside},
      },
      planned(list, rehearsed),
    ],
  }
  expect(reportPlan({plan: full, columns: 100, colour: false})).toMatchInlineSnapshot(`
    "payments-api · production · 2 checks to make

    docs/launch.md

      Access
      automatic       Debug headers are off (DEBUG_HEADERS=false)
                        env: DEBUG_HEADERS=false
                      Probes are wired:
      semi-automatic    /healthz                                                       when facts.probes
                          http: GET /healthz -> 200 · from cluster · when facts.cluster
                          asks: Who looked?

      Recovery
      unbound         A restore was rehearsed with data that is as large as that of production

      4 items: automatic 1, semi 1, manual 0, unbound 1, 1 only group
    "
  `)
})

test('the plan for programs keeps settings and credentials to itself', () => {
  const made = plan([list])
  const secret = {
    ...made,
    environment: {
      ...made.environment,
      target: 'https://user:hunter2@example.test',
      config: [{file: null, optional: false, values: {API_KEY: 'hunter2'}}],
    },
  }
  expect(JSON.stringify(planReport([secret]))).not.toContain('hunter2')
})
