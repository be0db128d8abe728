import {parse} from 'junit2json'
import {expect, test} from 'vitest'
import {dataOf, hostile, hostileTexts, launchData, report} from './data.ts'

async function read(text: string) {
  const parsed = await parse(text)
  if (parsed === undefined || parsed === null || !('testsuite' in parsed)) throw new Error('expected test suites')
  return parsed.testsuite ?? []
}

test('a suite for each environment and checklist, with its counts, properties and times', async () => {
  const [suite, ...others] = await read(report('junit', launchData()))
  expect(others).toEqual([])
  expect(suite).toMatchObject({name: 'production · launch', tests: 9, failures: 1, errors: 1, skipped: 5, time: 0.012})
  expect(suite?.properties).toContainEqual({name: 'gate launch', value: 'unmet'})
  expect(suite?.properties).toContainEqual({name: 'release', value: '4f2c91a'})
  expect(suite?.testcase?.length).toBe(9)
  const counted = (what: 'failure' | 'error' | 'skipped') =>
    suite?.testcase?.filter((each) => each[what] !== undefined).length
  expect([counted('failure'), counted('error'), counted('skipped')]).toEqual([1, 1, 5])
})

test('a failure says what was expected and seen, where, and what next; a blocked item is an error', async () => {
  const [suite] = await read(report('junit', launchData()))
  const named = (id: string) => suite?.testcase?.find(({name}) => name?.includes(`[${id}]`))
  const failure = named('access/debug-headers')
  expect(failure?.classname).toBe('launch › Access')
  expect(failure?.failure?.[0]?.message).toContain('expected DEBUG_HEADERS to be false · saw "yes"')
  expect(failure?.failure?.[0]?.inner).toContain('in docs/launch.md:11:3\n')
  expect(failure?.failure?.[0]?.inner).toContain('next: proofmark show access/debug-headers')
  expect(named('recovery/restore-rehearsed')?.error?.[0]).toMatchObject({type: 'missing'})
  expect(named('recovery/encrypted')?.skipped?.[0]?.message).toContain('approved by m.k.')
  expect(named('queue/alert')?.skipped?.[0]?.message).toBe('queue is off')
})

test.each(['fail', 'blocked', 'not-applicable'] as const)('foreign text stays text: %s', async (status) => {
  const text = report('junit', hostile(hostileTexts, status))
  expect(text).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u)
  const [suite] = await read(text)
  expect(suite?.testcase?.length).toBe(hostileTexts.length)
  expect(suite?.testcase?.some(({name}) => name === 'planted')).toBe(false)
})

test('nothing judged is an error, never an empty pass', async () => {
  const data = launchData()
  const environments = data.environments.map((each) => ({...each, results: {...each.results, results: []}}))
  const [suite] = await read(report('junit', dataOf(environments)))
  expect(suite).toMatchObject({tests: 1, errors: 1})
})
