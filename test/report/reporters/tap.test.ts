import {Parser} from 'tap-parser'
import {expect, test} from 'vitest'
import {dataOf, hostile, hostileTexts, launchData, report} from './data.ts'

/** What a reader of TAP makes of a text, and the lines that it takes for none of TAP. */
function read(text: string) {
  const parser = new Parser()
  const points: {ok: boolean; name: string; skip?: string | boolean; todo?: string | boolean; diag?: unknown}[] = []
  const extra: string[] = []
  parser.on('assert', (point) => points.push(point))
  parser.on('extra', (line) => extra.push(line))
  parser.end(text)
  return {points, extra, results: parser.results}
}

test('a test point for each item: what fails or is blocked is not ok, what does not apply or is waived is skipped', () => {
  const {points, extra, results} = read(report('tap', launchData()))
  expect(extra).toEqual([])
  expect(results).toMatchObject({ok: false, count: 9, pass: 7, fail: 2, skip: 5, todo: 0, bailout: false})
  expect(points.filter(({ok}) => !ok).map(({diag}) => diag)).toMatchObject([
    {status: 'fail', claim: 'contradicted', at: 'docs/launch.md:11:3', owner: 'platform'},
    {status: 'blocked', reason: 'missing', next: 'proofmark attest recovery/restore-rehearsed'},
  ])
  expect(points.at(-1)?.skip).toContain('approved by m.k.')
})

test.each(['fail', 'blocked'] as const)('foreign text plants no point, no directive, no end: %s', (status) => {
  const {points, extra, results} = read(report('tap', hostile(hostileTexts, status)))
  expect(extra).toEqual([])
  expect(results).toMatchObject({
    count: hostileTexts.length,
    fail: hostileTexts.length,
    skip: 0,
    todo: 0,
    bailout: false,
  })
  expect(points.every(({ok, diag}) => !ok && diag !== undefined)).toBe(true)
})

test('nothing judged is not ok', () => {
  const environments = launchData().environments.map((each) => ({...each, results: {...each.results, results: []}}))
  expect(read(report('tap', dataOf(environments))).results).toMatchObject({ok: false, count: 1, fail: 1})
})
