import {parse} from 'csv-parse/sync'
import {expect, test} from 'vitest'
import {hostile, hostileTexts, launchData, report} from './data.ts'

const read = (text: string): Record<string, string>[] =>
  parse(text, {columns: true, record_delimiter: '\r\n', relax_quotes: false, skip_empty_lines: false})

test('a row for each item, environment and tenant, with all that is known of it', () => {
  const text = report('csv', launchData())
  const rows = read(text)
  expect(rows.length).toBe(9)
  expect(rows[1]).toMatchObject({
    environment: 'production',
    tenant: '',
    id: 'access/debug-headers',
    status: 'fail',
    reason: 'expectation',
    claim: 'ticked',
    verdict: 'contradicted',
    owner: 'platform',
    file: 'docs/launch.md',
    line: '11',
  })
  expect(rows[8]).toMatchObject({
    status: 'fail',
    because: 'expected encrypted to be true',
    waiver: 'until 2027-02-01, approved by m.k.: The new disks come in January.',
  })
  expect(text.endsWith('\r\n')).toBe(true)
})

test('foreign text comes back as it was, but for a quote before what a spreadsheet would compute', () => {
  const rows = read(report('csv', hostile(hostileTexts, 'fail')))
  const kept = hostileTexts.map((text) => text.toWellFormed().replaceAll(/(?![\t\r\n])\p{Cc}/gu, '\uFFFD'))
  expect(rows.map(({text}) => text)).toEqual(kept.map((text) => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text)))
  expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([])
  expect(rows.filter(({text}) => text?.startsWith("'")).length).toBe(7)
})
