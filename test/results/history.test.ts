import {describe, expect, it} from 'vitest'
import type {CallHistory, Finding, History, Records, Result} from '../../src/model/index.ts'
import {judge} from '../../src/results/index.ts'
import {attestation, finding, hour, type ItemSpec, now, planOf, reading, runOf} from './build.ts'

const known = (outcome: CallHistory['outcome'], since: string, more: Partial<CallHistory> = {}): CallHistory => ({
  lastFailed: null,
  outcome,
  cause: outcome === 'error' ? 'error' : null,
  since,
  ...more,
})

interface Given {
  item: Partial<ItemSpec>
  findings?: Finding[]
  history?: History
  records?: Records[]
}

function resultOf({item, findings = [], history, records = []}: Given): Result {
  const plan = planOf({items: [{id: 'a', ...item}], facts: {known: {values: {no: '', maybe: ''}}}})
  const facts = [reading('known', 'no', 'false'), reading('known', 'maybe', 'unknown')]
  const runs = [runOf({facts, findings})]
  const [result] = judge({plan, runs, records, now, ...(history === undefined ? {} : {history})}).results
  if (result === undefined) throw new Error('Unexpected no result, expected one')
  return result
}

const first = '2026-11-03T09:00:00.000Z'
const second = '2026-11-05T09:00:00Z'

describe('since when a status holds', () => {
  const one = {checks: [{id: 'c'}]}
  const two = {checks: [{id: 'c'}, {id: 'd'}]}
  const any = {checks: [{any: [{id: 'c'}, {id: 'd'}]}]}
  const pass = [finding('c', 'pass'), finding('d', 'pass')]

  it('of a failing or blocked item is that of the call which decided', () => {
    const findings = [finding('c', 'pass'), finding('d', 'fail')]
    const history = {c: known('pass', first), d: known('fail', second)}
    expect(resultOf({item: two, findings, history}).since).toBe(second)
    const error = [finding('c', 'error'), finding('d', 'pass')]
    expect(resultOf({item: two, findings: error, history: {...history, c: known('error', first)}}).since).toBe(first)
  })

  it('of a passing item is the latest of all that it leans on', () => {
    const history = {c: known('pass', second), d: known('pass', first)}
    expect(resultOf({item: two, findings: pass, history}).since).toBe(second)
    const word = {...two, attest: {}}
    expect(resultOf({item: word, findings: pass, history, records: [attestation('a')]}).since).toBe(second)
    const newer = [attestation('a', {on: '2026-11-20'})]
    expect(resultOf({item: word, findings: pass, history, records: newer}).since).toBe('2026-11-20T00:00:00.000Z')
    expect(resultOf({item: {attest: {}}, records: newer}).since).toBe('2026-11-20T00:00:00.000Z')
  })

  it('of any of several is the first of those that pass, and the last of those that all fail', () => {
    const passes = {c: known('pass', second), d: known('pass', first)}
    expect(resultOf({item: any, findings: pass, history: passes}).since).toBe(first)
    const fail = [finding('c', 'fail'), finding('d', 'fail')]
    const fails = {c: known('fail', first), d: known('fail', second)}
    expect(resultOf({item: any, findings: fail, history: fails}).since).toBe(second)
  })

  const unknown: [says: string, history: History | undefined][] = [
    ['no run was asked', undefined],
    ['no run knows the call', {}],
    ['another run saw it otherwise last', {c: known('fail', first)}],
    ['it was blocked by another cause', {c: known('error', first, {cause: 'unreachable'})}],
  ]
  it.each(unknown)('is unknown where %s', (_, history) => {
    const outcome = history?.c?.outcome === 'error' ? 'error' : 'pass'
    const findings = [finding('c', outcome)]
    expect(resultOf({item: one, findings, ...(history === undefined ? {} : {history})}).since).toBe(null)
  })

  it('is unknown of a pass as soon as that of one of its calls is', () => {
    expect(resultOf({item: two, findings: pass, history: {c: known('pass', first)}}).since).toBe(null)
  })

  it('of what has ended is its end', () => {
    const history = {c: known('pass', first)}
    const old = finding('c', 'pass', {at: new Date(now.getTime() - 30 * hour).toISOString()})
    expect(resultOf({item: one, findings: [old], history})).toMatchObject({
      own: {reason: 'stale'},
      since: '2026-11-24T08:00:00.000Z',
    })
    const ended = finding('c', 'pass', {until: '2026-11-24T13:30:00.000Z'})
    expect(resultOf({item: one, findings: [ended], history})).toMatchObject({
      own: {status: 'blocked', reason: 'stale', because: 'what was seen ended on 24 Nov 2026, 13:30 UTC'},
      since: '2026-11-24T13:30:00.000Z',
    })
    const lapsed = [attestation('a', {until: '2026-11-20'})]
    expect(resultOf({item: {attest: {}}, records: lapsed})).toMatchObject({
      own: {reason: 'expired'},
      since: '2026-11-20T23:59:59.999Z',
    })
  })

  it('of one that a person said does not apply is the day that they said it', () => {
    const records = [attestation('a', {says: 'not-applicable'})]
    expect(resultOf({item: {attest: {}}, records}).since).toBe('2026-11-01T00:00:00.000Z')
  })
})

describe('what was seen and ends by itself', () => {
  const item = {checks: [{id: 'c'}]}
  const until = (end: string, outcome: Finding['outcome'] = 'pass') =>
    resultOf({item, findings: [finding('c', outcome, {until: end})]})

  it('counts to its last moment, and lapses then', () => {
    expect(until('2026-11-24T14:00:00.000Z')).toMatchObject({own: {status: 'pass'}, lapses: '2026-11-24T14:00:00.000Z'})
    expect(until('2026-11-24T13:59:59.999Z').own.status).toBe('blocked')
  })

  it('fails all the same when it was not as expected', () => {
    expect(until('2026-11-24T13:00:00.000Z', 'fail').own).toMatchObject({status: 'fail', reason: 'expectation'})
  })
})

describe('when a call was last seen red', () => {
  const item = {checks: [{id: 'c'}, {any: [{id: 'd'}, {id: 'e', when: 'facts.known.no'}, {id: 'f'}]}]}
  const findings = [finding('c', 'pass'), finding('d', 'fail', {at: '2026-11-24T13:00:00Z'}), finding('e', 'pass')]

  it('is told of each call that counts, every member of any too, and never of one that was left out', () => {
    const history = {c: known('pass', second, {lastFailed: first}), d: known('pass', second), e: known('pass', first)}
    expect(resultOf({item, findings, history}).seenRed).toEqual([
      {call: 'c', at: first},
      {call: 'd', at: '2026-11-24T13:00:00Z'},
      {call: 'f', at: null},
    ])
  })

  it('is the later of what the kept runs saw and what counts now', () => {
    const history = {d: known('fail', second, {lastFailed: '2026-11-24T13:30:00.000Z'})}
    expect(resultOf({item, findings, history}).seenRed[1]?.at).toBe('2026-11-24T13:30:00.000Z')
  })

  it('is not told where no run was asked, nor of what does not apply', () => {
    expect(resultOf({item, findings}).seenRed).toEqual([])
    expect(resultOf({item: {...item, when: 'facts.known.no'}, findings, history: {}}).seenRed).toEqual([])
    expect(resultOf({item: {...item, when: 'facts.known.maybe'}, findings, history: {}}).seenRed).toHaveLength(3)
  })
})
