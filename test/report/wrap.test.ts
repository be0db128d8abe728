import {expect, test} from 'vitest'
import {block} from '../../src/report/sheet.ts'

const next = 'proofmark attest recovery/restore-rehearsed --env production'
const lineOf = '`- http: "POST /v1/recommendations"`'
const columns = Array.from({length: 80}, (_, index) => index + 40)

test.each(columns)('in %i columns a command, a line to paste and a moment stay in one piece', (columns) => {
  const lay = (text: string): string[] => block({columns, colour: false}, {margin: 10, text})
  expect(lay(`owner data · next: ${next}`).some((line) => line.trim().endsWith(next))).toBe(true)
  expect(lay(`If the sentence still holds, say so: \`${next}\`, and it counts.`).join('\n')).toContain(`\`${next}\``)
  expect(lay(`next: add ${lineOf} to \`allow\` of \`staging\``).join('\n')).toContain(lineOf)
  expect(lay('It would then hold until 22 May 2027 08:00 UTC, if runs continue').join('\n')).toMatch(
    /22 May 2027 08:00 UTC/,
  )
})

test('other words break where they must', () => {
  const lines = block({columns: 40, colour: false}, {text: `a ${'long'.repeat(30)} word`})
  expect(lines.every(({length}) => length <= 40)).toBe(true)
})
