import {type Problem, place, problemLine, problems as table} from '../../model/index.ts'
import {itemAddress} from '../../model/item-address.ts'
import {whatIsNotSo} from '../details.ts'
import {json as written} from '../json.ts'
import {cut} from '../sheet.ts'
import {many, sentence} from '../words.ts'
import {defineReporter, type ReportData, type ReportedEnvironment} from './define.ts'
import {type Row, rowsOf} from './rows.ts'
import {fingerprints, location, message, plain} from './sarif-parts.ts'

// GitHub refuses a file with more of them in a run.
const resultsAtMost = 25_000
const longest = 240

interface Rule {
  id: string
  [property: string]: unknown
}

interface Found {
  rule: Rule
  level: 'error' | 'warning'
  /** What else the result says. */
  says: object
}

const levelOf = ({cell}: Row): Found['level'] => (cell.level === 'recommended' ? 'warning' : 'error')
const distinct = (texts: readonly string[]): string[] => [...new Set(texts)]
const shown = (text: string): string => sentence(cut(text, longest))

/** Rows of one item, of which something fails → its rule. */
function itemRule(rows: readonly [Row, ...Row[]], site: ReportData['site']): Rule {
  const [first] = rows
  const {item, checklist, cell, next} = first
  const failing = rows.flatMap((row) => row.cell.findings).filter(({outcome}) => outcome === 'fail')
  const expected = distinct(
    failing.map(({written, expected}) => `${cut(written, longest)}: expected ${cut(expected, longest)}`),
  )
  const url = site?.url ?? null
  const help = [...(expected.length > 0 ? expected : [whatIsNotSo(cell)]), `Next: ${next}`]
  return {
    id: plain(cell.key),
    shortDescription: message(item.text),
    fullDescription: message(`${shown(item.text)} From ${[checklist.title, ...item.path].join(' › ')}`),
    help: message(help.map(sentence).join(' ')),
    defaultConfiguration: {level: levelOf(first)},
    ...(url === null ? {} : {helpUri: new URL(itemAddress(site?.base ?? '/', checklist.name, item.id), url).href}),
  }
}

/** Where the configuration stands that was seen not to be so. */
function sources({cell}: Row): object[] {
  const seen = cell.findings.flatMap(({outcome, source}) => (outcome === 'fail' && source !== null ? [source] : []))
  return [...new Map(seen.map((at) => [place(at), at])).values()].flatMap((at, index) => {
    const there = location(at)
    return there === null ? [] : [{id: index + 1, ...there, message: message('What was seen.')}]
  })
}

function suppressions({cell: {waiver}}: Row): object[] {
  if (waiver === null) return []
  const at = location(waiver.at)
  const justification = plain(
    `${sentence(waiver.reason)} Until ${waiver.until}, approved by ${waiver.approver}, owned by ${waiver.owner}.`,
  )
  return [{kind: 'external', status: 'accepted', justification, ...(at === null ? {} : {location: at})}]
}

function itemFound(row: Row, rule: Rule): Found {
  const {item, cell, environment, tenant, contradicted, owner, next} = row
  const texts = [
    `Not so in ${environment}${tenant === '' ? '' : ` for ${tenant}`}: ${shown(item.text)}`,
    sentence(whatIsNotSo(cell).replace(/^expected/, 'Expected')),
    ...(contradicted ? ['The box is ticked: contradicted.'] : []),
    ...(cell.level === 'recommended' ? ['Recommended: no gate reads it.'] : []),
    ...(owner === '' ? [] : [`Owner: ${sentence(owner)}`]),
    `Next: ${sentence(next)}`,
  ]
  const related = sources(row)
  const says = {
    message: message(texts.join(' ')),
    locations: [location(item.at)].filter((each) => each !== null),
    ...(related.length === 0 ? {} : {relatedLocations: related}),
    partialFingerprints: fingerprints(environment, cell.tenant, cell.key),
    suppressions: suppressions(row),
    properties: {environment: plain(environment), tenant: plain(cell.tenant)},
  }
  return {rule, level: levelOf(row), says}
}

const tool = (version: string | undefined, rules: readonly Rule[]): object => ({
  driver: {name: 'Proofmark', ...(version === undefined ? {} : {version}), rules},
})

const rootOf = {'%SRCROOT%': {description: {text: 'The folder of the project.'}}}
const notice = (level: 'error' | 'warning' | 'note', text: string): object => ({level, message: message(text)})

/** One run of SARIF: what must be mended before what is only recommended, each rule once. */
function runOf(id: string, {version}: ReportData, found: readonly Found[], invocation: Invocation): object {
  const all = found.toSorted((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'))
  const kept = all.slice(0, resultsAtMost)
  const rules = [...new Map(kept.map(({rule}) => [rule.id, rule])).values()]
  const places = new Map(rules.map((rule, index) => [rule.id, index]))
  const more = all.length - kept.length
  const left = more === 0 ? [] : [notice('warning', `and ${many(more, 'more result')}, which GitHub would refuse.`)]
  const {ok, notices, ...times} = invocation
  const told = [...notices, ...left]
  return {
    tool: tool(version, rules),
    automationDetails: {id},
    invocations: [
      {executionSuccessful: ok, ...times, ...(told.length === 0 ? {} : {toolExecutionNotifications: told})},
    ],
    originalUriBaseIds: rootOf,
    columnKind: 'utf16CodeUnits',
    results: kept.map(({rule, level, says}) => ({ruleId: rule.id, ruleIndex: places.get(rule.id), level, ...says})),
  }
}

interface Invocation {
  ok: boolean
  notices: object[]
  startTimeUtc?: string
  endTimeUtc?: string
}

/** Whether all of it was looked at; what nobody can say is in no result, and is counted here. */
function invocationOf({runs}: ReportedEnvironment, rows: readonly Row[]): Invocation {
  const blocked = rows.filter(({verdict}) => verdict === 'blocked').length
  const [newest] = runs
  const halves = runs.filter(({complete}) => !complete)
  const notices = [
    ...(newest === undefined ? [notice('error', 'Nothing was run, so nothing is known.')] : []),
    ...halves.map(({id}) => notice('error', `The run ${id} was interrupted, so not everything is known.`)),
    ...(blocked === 0
      ? []
      : [
          notice(
            'note',
            `${many(blocked, 'verdict is', 'verdicts are')} blocked: nobody can say, and no result speaks of them.`,
          ),
        ]),
  ]
  const times = newest === undefined ? {} : {startTimeUtc: newest.startedAt, endTimeUtc: newest.finishedAt}
  return {ok: newest !== undefined && halves.length === 0 && rows.length > 0, notices, ...times}
}

function environmentRun(environment: ReportedEnvironment, data: ReportData): object {
  const rows = rowsOf(environment)
  const failing = rows.filter(({cell}) => cell.own.status === 'fail')
  const found = [...Map.groupBy(failing, ({cell}) => cell.key).values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const rule = itemRule([first, ...others], data.site)
    return [first, ...others].map((row) => itemFound(row, rule))
  })
  const id = `proofmark/${environment.results.environment}/`
  return runOf(id, data, found, invocationOf(environment, rows))
}

function problemRule(slug: Problem['slug']): Rule {
  const {stops, sentence: says, fix} = table[slug]
  return {
    id: `problem/${slug}`,
    shortDescription: message(says),
    fullDescription: message(says),
    help: message(fix),
    defaultConfiguration: {level: stops ? 'error' : 'warning'},
  }
}

/** What is wrong in what authors wrote, which is the same in every environment: a run of its own. */
function problemsRun(data: ReportData): object {
  const all = data.environments.flatMap(({problems}) => problems)
  const each = [...new Map(all.map((problem) => [problemLine(problem), problem])).values()]
  const times = new Map<string, number>()
  const notices: object[] = []
  const found = each.flatMap((problem): Found[] => {
    const {slug, at, also} = problem
    const there = at === null ? null : location(at)
    if (at === null || there === null) {
      notices.push(notice('warning', `${problem.message} [${slug}]`))
      return []
    }
    const said = [slug, at.file, problem.message]
    const time = (times.get(JSON.stringify(said)) ?? 0) + 1
    times.set(JSON.stringify(said), time)
    const related = also.flatMap((other, index) => {
      const place = location(other)
      return place === null ? [] : [{id: index + 1, ...place, message: message('This has a part in it.')}]
    })
    const says = {
      message: message(sentence(problem.message)),
      locations: [there],
      ...(related.length === 0 ? {} : {relatedLocations: related}),
      partialFingerprints: fingerprints(...said, String(time)),
      suppressions: [],
    }
    return [{rule: problemRule(slug), level: table[slug].stops ? 'error' : 'warning', says}]
  })
  return runOf('proofmark/', data, found, {ok: true, notices})
}

export const sarif = defineReporter({
  name: 'sarif',
  summary:
    'SARIF 2.1.0 for code scanning: a result for each item that is not so, and for each problem in what authors wrote.',
  extension: 'sarif',
  report: (data) =>
    written({
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [...data.environments.map((each) => environmentRun(each, data)), problemsRun(data)],
    }),
})
