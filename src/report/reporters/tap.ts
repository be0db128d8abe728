import {place} from '../../model/index.ts'
import {clean} from '../sheet.ts'
import {defineReporter} from './define.ts'
import {answersOf, isTold, nameOf, type Row, rowsOf} from './rows.ts'

/** Foreign text in a test line: one line, and no sign that begins a directive. */
const plain = (text: string): string => clean(text).replace(/[\\#]/g, '\\$&')

/** A scalar of YAML: JSON is one. */
const scalar = (text: string): string => JSON.stringify(clean(text))

function diagnostics({cell, verdict, item, why, owner, next, contradicted}: Row): string[] {
  const all = {
    status: verdict,
    reason: cell.own.reason ?? '',
    message: why,
    at: place(item.at),
    ...(contradicted ? {claim: 'contradicted'} : {}),
    ...(cell.level === 'recommended' ? {level: 'recommended'} : {}),
    ...(owner === '' ? {} : {owner}),
    next,
  }
  return ['  ---', ...Object.entries(all).map(([key, value]) => `  ${key}: ${scalar(value)}`), '  ...']
}

function lines(row: Row, index: number): string[] {
  const {environment, verdict, why} = row
  const name = `${index + 1} - ${plain(`${environment}: ${nameOf(row)}`)}`
  if (verdict === 'pass') return [`ok ${name}`]
  // A reader of TAP forgives what is marked as TODO: what nobody can say is no such thing.
  if (verdict === 'fail' || verdict === 'blocked') return [`not ok ${name}`, ...diagnostics(row)]
  return [`ok ${name} # SKIP ${plain(why)}`]
}

export const tap = defineReporter({
  name: 'tap',
  summary: 'Test Anything Protocol 14: a test point for each item, environment and tenant.',
  extension: 'tap',
  report({environments}) {
    const rows = environments.flatMap((environment) => rowsOf(environment).filter(isTold))
    const tests = rows.length === 0 ? ['not ok 1 - nothing is judged'] : rows.flatMap(lines)
    const comments = environments.flatMap((environment) =>
      answersOf(environment).map((answer) => `# ${clean(environment.results.environment)}: ${answer}`),
    )
    return `${['TAP version 14', `1..${Math.max(rows.length, 1)}`, ...tests, ...comments].join('\n')}\n`
  },
})
