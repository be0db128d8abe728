import {expect, test} from 'vitest'
import {drawStyle, emptyMarker, fill} from '../../src/view/index.ts'
import {checklist, environment, item, type ResultMore, result, snapshot} from '../setup/snapshot.ts'
import {tagless} from './tagless.ts'

const at = {file: 'docs/records/a.md', line: 1, column: 1}
const attestation = {by: 'ines.o', on: '2026-06-04', until: '2026-12-01', at}
const waiver = {approver: 'lena.b', owner: 'SRE', reason: 'R', until: '2027-06-15', at}

type Standing = readonly [status: 'pass' | 'fail' | 'blocked', more?: ResultMore]

/** The bar over items that stand so, and the flags of each. */
function drawn(standings: readonly Standing[], audience: 'internal' | 'public' = 'internal') {
  const list = checklist(standings.map((_, index) => item(`access/i${index}`, `Item ${index}`)))
  const results = standings.map(([status, more], index) => result(`readiness:access/i${index}`, status, more))
  const shot = snapshot([list], [environment('production', results)], {
    site: {title: 'T', url: null, base: '/', audience},
  })
  const bar = fill(emptyMarker('part', 'bar:readiness'), shot)
  const flags = standings.map((_, index) => {
    const [, found = ''] = / data-f="([^"]*)"/.exec(fill(emptyMarker('item', `readiness:access/i${index}`), shot)) ?? []
    return found
  })
  return {bar, words: tagless(bar), flags, css: drawStyle(shot)}
}

test('each filter says how many of all are shown, and what must not be overlooked behind it', () => {
  const {words} = drawn([['fail'], ['fail', {waiver}], ['blocked', {level: 'recommended'}], ['pass']])
  expect(words).toContain('all 4 failing 2 blocked 1 waived 1 mine')
  expect(words).toContain('2 of 4 shown: failing (1 of them waived). Not shown: 1 blocked. Show all 4')
  expect(words).toContain('1 of 4 shown: blocked (1 of them only recommended). Not shown: 2 failing. Show all 4')
  expect(words).toContain('1 of 4 shown: waived. Not shown: 1 failing and 1 blocked. Show all 4')
  expect(words).toContain('3 of 4 shown: not so, owned by nobody. Nothing else fails or is blocked. Show all 4')
})

test('what is waived, and what lapses within ninety days, can be filtered', () => {
  const late = {...attestation, until: '2028-01-01'}
  expect(
    drawn([
      ['pass', {attestation}],
      ['pass', {attestation: late}],
      ['fail', {waiver}],
    ]).flags,
  ).toEqual(['lapsing', '', 'failing waived owner-nobody'])
})

test('each owner of what is not so is a filter, and a public site names none', () => {
  const standings = [
    ['fail', {owner: 'Data platform'}],
    ['blocked', {owner: 'SRE'}],
  ] as const
  const {bar, words} = drawn(standings)
  expect(bar).toContain('<a href="#show-owner-data-platform" dir="auto">Data platform 1</a>')
  expect(words).toContain('1 of 2 shown: not so, owned by SRE. Not shown: 1 failing.')
  expect(drawn(standings, 'public').words).not.toMatch(/SRE|Data platform|mine/)
})

test('a filter hides on the screen alone, and where a script draws it instead, not at all', () => {
  const rules = drawn([['fail', {owner: 'SRE'}]])
    .css.split('\n')
    .filter((line) => line.includes('#show-'))
  expect(rules.length).toBeGreaterThan(1)
  for (const rule of rules) expect(rule).toMatch(/^ {2}@media screen { :root:not\(\[data-filters\]\):has\(/)
})
