import {whatIsNotSo} from '../details.ts'
import {defineReporter} from './define.ts'
import {type Row, rowsOf} from './rows.ts'

const columns = {
  environment: ({environment}) => environment,
  tenant: ({tenant}) => tenant,
  checklist: ({checklist}) => checklist.name,
  id: ({item}) => item.id,
  text: ({item}) => item.text,
  status: ({cell}) => cell.own.status ?? 'none',
  reason: ({cell}) => cell.own.reason ?? '',
  because: ({cell, verdict, why}) => (verdict === 'waived' ? whatIsNotSo(cell) : why),
  claim: ({item}) => item.claim,
  verdict: ({claim}) => claim?.verdict ?? '',
  proof: ({cell}) => cell.proof,
  level: ({cell}) => cell.level,
  owner: ({owner}) => owner,
  since: ({cell}) => cell.since ?? '',
  lapses: ({cell}) => cell.lapses ?? '',
  waiver: ({cell: {waiver}}) =>
    waiver === null ? '' : `until ${waiver.until}, approved by ${waiver.approver}: ${waiver.reason}`,
  file: ({item}) => item.at.file,
  line: ({item}) => String(item.at.line),
} as const satisfies Record<string, (row: Row) => string>

// A spreadsheet takes what begins like this for a formula.
const formula = /^[=+\-@\t\r\n]/

// Nothing that a table is read for, and some readers stop at.
const control = /(?![\t\r\n])\p{Cc}/gu

/** One cell by RFC 4180. */
function cell(given: string): string {
  const text = given.toWellFormed().replace(control, '\uFFFD')
  const harmless = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`

export const csv = defineReporter({
  name: 'csv',
  summary: 'A table by RFC 4180, safe for spreadsheets: a row for each item, environment and tenant.',
  extension: 'csv',
  report: ({environments}) =>
    [
      line(Object.keys(columns)),
      ...environments.flatMap(rowsOf).map((row) => line(Object.values(columns).map((read) => read(row)))),
    ].join(''),
})
