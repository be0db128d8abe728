import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {drill, vacuousProblems} from '../../src/drill/index.ts'
import {type AnyCheck, type Drilled, type Plan, problemLine} from '../../src/model/index.ts'
import {planIn} from './world.ts'

const fixture = path.join(import.meta.dirname, '../fixtures/drill')
const names = ['proofmark.yaml', 'docs/launch.md', 'docs/launch.bindings.yaml']
let plan: Plan
let checks: readonly AnyCheck[]
let drilled: Drilled[]

beforeAll(async () => {
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(path.join(fixture, name), 'utf8')] as const),
  )
  const read = await planIn(Object.fromEntries(files))
  plan = read.plan
  checks = read.checks
  drilled = drill({plan, runs: [], checks})
})

/** Ids of the items under a heading. */
function under(title: string): string[] {
  const [checklist] = plan.checklists
  const section = checklist?.sections.find((each) => each.title === title)
  return checklist?.items.filter((item) => item.section === section?.anchor).map(({id}) => id) ?? []
}

const callsOf = (id: string): Drilled[] => drilled.filter(({items}) => items.includes(`launch:${id}`))

test('every planted call that passes whatever is seen is found', () => {
  const planted = under('Calls that pass whatever is seen')
  expect(planted.length).toBe(15)
  for (const id of planted) {
    const found = callsOf(id).filter(({written}) => written !== 'http: GET /healthz -> 204')
    expect(found.length, id).toBeGreaterThan(0)
    for (const {written, vacuous, red, errors, shown, first} of found)
      expect({id, written, vacuous, red, errors, first, isShown: shown > 0}).toEqual({
        ...{id, written, vacuous: true, red: 0, errors: 0, first: null, isShown: true},
      })
  }
})

test('no call that can fail is called vacuous', () => {
  const planted = under('Calls that can fail')
  expect(planted.length).toBe(9)
  for (const id of planted) {
    expect(callsOf(id).length, id).toBeGreaterThan(0)
    for (const {written, vacuous, doubt, red, first} of callsOf(id))
      expect({id, written, vacuous, doubt, isRed: red > 0, isTold: first !== null}).toEqual({
        ...{id, written, vacuous: false, doubt: null, isRed: true, isTold: true},
      })
  }
})

test('a call that errs instead of failing is another kind', () => {
  const [only] = callsOf('number')
  expect(only).toMatchObject({vacuous: false, red: 0, doubt: expect.stringContaining('it errs instead of failing: ')})
  expect(only?.errors).toBeGreaterThan(0)
})

test('a member of `any` that always passes is found, and the other member is not blamed', () => {
  const members = callsOf('always-one').map(({written, vacuous}) => [written, vacuous])
  expect(members).toEqual([
    ['http: GET /healthz -> 204', false],
    ['http: GET /healthz', true],
  ])
})

test('each is a problem at its place, which says what it was shown; several tenants make one', () => {
  const lines = vacuousProblems(drilled).map(problemLine)
  expect(lines).toHaveLength(20)
  expect(lines.filter((line) => line.includes('${tenant}'))).toHaveLength(1)
  expect(lines.slice(0, 3)).toMatchSnapshot()
})

describe('the same calls, the same answer', () => {
  test('whatever comes first, and twice', () => {
    expect(drill({plan: {...plan, calls: plan.calls.toReversed()}, runs: [], checks}).toReversed()).toEqual(drilled)
  })

  test('in brief too', () => {
    const brief = drill({plan, runs: [], checks, brief: true})
    expect(brief.map(({call, vacuous}) => [call, vacuous])).toEqual(drilled.map(({call, vacuous}) => [call, vacuous]))
    expect(vacuousProblems(brief).map(({at}) => at)).toEqual(vacuousProblems(drilled).map(({at}) => at))
  })

  test('of some items alone', () => {
    const some = drill({plan, runs: [], checks, items: ['launch:switch', 'launch:answers']})
    expect(some).toEqual(
      drilled.filter(({items}) => items.some((key) => ['launch:switch', 'launch:answers'].includes(key))),
    )
  })
})
