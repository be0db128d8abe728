import {problemLine} from '../../model/index.ts'
import {clean} from '../sheet.ts'
import {defineReporter, type ReportData} from './define.ts'
import {markdown} from './markdown.ts'
import {answersOf, nameOf, type Row, rowsOf} from './rows.ts'

type Kind = 'error' | 'warning' | 'notice'

interface Annotation {
  title: string
  message: string
  at: {file: string; line: number; column: number} | null
}

// GitHub shows no more of a kind for one step.
const shown = 10

const value = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string => value(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

function command(kind: Kind, {title, message, at}: Annotation): string {
  const where = at === null ? {} : {file: at.file, line: String(at.line), col: String(at.column)}
  const properties = Object.entries({...where, title: clean(title)}).map(([name, text]) => `${name}=${property(text)}`)
  const lines = message.split(/\r?\n/).map((line) => clean(line, true))
  return `::${kind} ${properties.join(',')}::${value(lines.join('\n'))}`
}

/** The first ones; the last line says how many more there are. */
function commands(kind: Kind, all: readonly Annotation[]): string[] {
  if (all.length <= shown) return all.map((each) => command(kind, each))
  const more = {title: 'Proofmark', message: `and ${all.length - shown + 1} more, which the report has`, at: null}
  return [...all.slice(0, shown - 1), more].map((each) => command(kind, each))
}

const annotationOf = (row: Row): Annotation => {
  const {environment, contradicted, owner, why, next, item, verdict} = row
  const word = verdict === 'fail' ? 'not so' : 'blocked'
  const lines = [
    nameOf(row),
    why,
    ...(contradicted ? ['The box is ticked: contradicted.'] : []),
    `${owner === '' ? '' : `owner ${owner} · `}next: ${next}`,
  ]
  return {
    title: `${environment}: ${contradicted ? 'ticked, and not so' : word}`,
    message: lines.join('\n'),
    at: item.at,
  }
}

/** What gates read before what is only recommended, and a box that says otherwise first of all. */
const weight = ({contradicted, cell}: Row): number => (cell.level === 'recommended' ? 2 : contradicted ? 0 : 1)

function report({environments}: ReportData): string {
  const rows = environments.flatMap(rowsOf).toSorted((a, b) => weight(a) - weight(b))
  const failing = rows.filter(({verdict}) => verdict === 'fail')
  const required = ({cell}: Row): boolean => cell.level === 'required'
  const problems = environments.flatMap((environment) => environment.problems)
  const distinct = new Map(problems.map((each) => [problemLine(each), each]))
  const blocked = rows.filter(({verdict}) => verdict === 'blocked')
  const unbound = ({cell}: Row): boolean => cell.own.reason === 'unbound'
  // What nothing is bound to is many, and says little of the service.
  const warnings = [
    ...blocked.filter((row) => !unbound(row)).map(annotationOf),
    ...[...distinct.values()].map(({slug, message, at}) => ({title: `problem: ${slug}`, message, at})),
    ...failing.filter((row) => !required(row)).map(annotationOf),
    ...blocked.filter(unbound).map(annotationOf),
  ]
  const notices = environments.flatMap((environment) =>
    answersOf(environment).map((message) => ({title: environment.results.environment, message, at: null})),
  )
  const lines = [
    ...commands('error', failing.filter(required).map(annotationOf)),
    ...commands('warning', warnings),
    ...commands('notice', notices),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

export const github = defineReporter({
  name: 'github',
  summary: 'Annotations of GitHub Actions at the lines of your document, and the summary of the job.',
  extension: 'txt',
  report,
  beside: {variable: 'GITHUB_STEP_SUMMARY', report: (data) => markdown.report(data)},
})
