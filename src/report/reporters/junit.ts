import {place} from '../../model/index.ts'
import {defineReporter, type ReportedEnvironment} from './define.ts'
import {isTold, nameOf, type Row, rowsOf} from './rows.ts'

// What XML 1.0 forbids, even as a reference: most controls, lone surrogates, two code points of each plane.
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Foreign text for an attribute or an element. */
const xml = (text: string): string =>
  text.replace(forbidden, '\uFFFD').replace(/[&<>"'\t\n\r]/g, (sign) => entities[sign] ?? sign)

const attributes = (given: Record<string, string | number>): string =>
  Object.entries(given)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join('')

const seconds = (rows: readonly Row[]): string => {
  const ms = rows.flatMap(({cell}) => cell.findings).reduce((sum, finding) => sum + finding.ms, 0)
  return (ms / 1000).toFixed(3)
}

const elements = {
  fail: 'failure',
  blocked: 'error',
  waived: 'skipped',
  'not-applicable': 'skipped',
  none: 'skipped',
  pass: null,
} as const satisfies Record<Row['verdict'], string | null>

function testcase(row: Row): string {
  const {item, checklist, cell, verdict, why, owner, next, contradicted} = row
  const classname = [checklist.name, ...item.path].join(' › ')
  const head = `    <testcase${attributes({classname, name: nameOf(row), time: seconds([row]), file: item.at.file, line: item.at.line})}`
  const element = elements[verdict]
  if (element === null) return `${head}/>`
  if (element === 'skipped') return `${head}>\n      <skipped${attributes({message: why})}/>\n    </testcase>`
  const body = [
    why,
    `in ${place(item.at)}`,
    ...(contradicted ? ['the box is ticked: contradicted'] : []),
    ...(cell.level === 'recommended' ? ['recommended: no gate reads it'] : []),
    ...(owner === '' ? [] : [`owner ${owner}`]),
    `next: ${next}`,
  ]
  const type = cell.own.reason ?? verdict
  return `${head}>\n      <${element}${attributes({message: why, type})}>${body.map(xml).join('\n')}</${element}>\n    </testcase>`
}

function properties({runs, results: {environment, gates, judgedAt}}: ReportedEnvironment): string {
  const [newest] = runs
  const all: [string, string][] = [
    ['environment', environment],
    ['judged at', judgedAt],
    ...runs.map(({id}): [string, string] => ['run', id]),
    ...(newest?.release ? [['release', newest.release] satisfies [string, string]] : []),
    ...gates.map(({name, verdict}): [string, string] => [`gate ${name}`, verdict]),
  ]
  const lines = all.map(([name, value]) => `      <property${attributes({name, value})}/>`)
  return `    <properties>\n${lines.join('\n')}\n    </properties>`
}

const tallied = (rows: readonly Row[]) => ({
  tests: rows.length,
  failures: rows.filter(({verdict}) => elements[verdict] === 'failure').length,
  errors: rows.filter(({verdict}) => elements[verdict] === 'error').length,
  skipped: rows.filter(({verdict}) => elements[verdict] === 'skipped').length,
  time: seconds(rows),
})

// Nothing judged is no pass, and a suite without a test looks like one.
const nothing = `    <testcase classname="proofmark" name="something is judged">
      <error message="nothing is judged" type="nothing"/>
    </testcase>`

function suites(environment: ReportedEnvironment): string[] {
  const all = Map.groupBy(rowsOf(environment).filter(isTold), ({checklist}) => checklist.name)
  return environment.plan.checklists.map(({name}) => {
    const rows = all.get(name) ?? []
    const counts = rows.length === 0 ? {...tallied(rows), tests: 1, errors: 1} : tallied(rows)
    const [newest] = environment.runs
    const head = attributes({
      name: `${environment.results.environment} · ${name}`,
      ...counts,
      ...(newest === undefined ? {} : {timestamp: newest.startedAt}),
    })
    const cases = rows.length === 0 ? [nothing] : rows.map(testcase)
    return [`  <testsuite${head}>`, properties(environment), ...cases, '  </testsuite>'].join('\n')
  })
}

export const junit = defineReporter({
  name: 'junit',
  summary: 'JUnit XML: a suite for each environment and checklist, a case for each item and tenant.',
  extension: 'xml',
  report: ({environments}) =>
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="proofmark">',
      ...environments.flatMap(suites),
      '</testsuites>\n',
    ].join('\n'),
})
