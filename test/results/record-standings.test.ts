import {expect, test} from 'vitest'
import type {Records} from '../../src/model/index.ts'
import {recordStandings} from '../../src/results/index.ts'
import {attestation, type ItemSpec, now, planOf, runOf, waiver} from './build.ts'

const items: ItemSpec[] = [
  {id: 'a', attest: {}},
  {id: 'b', checks: [{id: 'c'}]},
]
const decision = (on: string, more: Partial<Extract<Records, {kind: 'decision'}>> = {}): Records => ({
  kind: 'decision',
  environment: 'production',
  decision: 'go',
  by: 'mei.t',
  on,
  conditions: null,
  at: {file: 'docs/records/decision.md', line: 1, column: 1},
  ...more,
})

/** Each record in a file of its own, as they are read. */
function stand(...records: Records[]) {
  const placed = records.map((record, index) => ({
    ...record,
    at: {file: `docs/records/${index}.md`, line: 1, column: 1},
  }))
  const found = recordStandings({plan: planOf({items}), runs: [runOf()], records: placed, now})
  return found.map((each) => (each === null ? null : [each.standing, each.because, each.until]))
}

const end = '2026-12-01T23:59:59.999Z'

test('a record counts, is over, or another one counts instead', () => {
  expect(stand(attestation('a'))).toEqual([['in-force', '', end]])
  expect(stand(attestation('a', {until: '2026-11-20'}))).toEqual([
    ['lapsed', 'the attestation of ines.o expired on 20 Nov 2026, 23:59 UTC', '2026-11-20T23:59:59.999Z'],
  ])
  expect(stand(attestation('a', {on: '2026-11-02'}), attestation('a'))).toEqual([
    ['in-force', '', end],
    ['replaced', 'a newer attestation counts', end],
  ])
  expect(stand(attestation('a', {on: '2026-10-01', until: '2026-11-01'}), attestation('a'))[0]?.[0]).toBe('replaced')
  expect(stand(waiver('b'), waiver('b', {until: '2026-12-24'}))).toEqual([
    ['replaced', 'another waiver holds longer', end],
    ['in-force', '', '2026-12-24T23:59:59.999Z'],
  ])
  expect(stand(waiver('b', {until: '2026-11-23'}))[0]).toEqual([
    'lapsed',
    'the waiver expired on 23 Nov 2026, 23:59 UTC',
    '2026-11-23T23:59:59.999Z',
  ])
  expect(stand(decision('2026-11-01'), decision('2026-11-02'))).toEqual([
    ['replaced', 'a newer decision was taken', null],
    ['in-force', '', null],
  ])
})

test('one that counts for nothing says why', () => {
  const reasons = stand(
    attestation('none'),
    attestation('a', {text: 'Item a was so'}),
    attestation('a', {on: '2027-01-01'}),
    waiver('b', {text: 'Item b was so'}),
    waiver('b', {approver: 'Platform'}),
    waiver('b', {until: 'later'}),
    decision('2027-01-01'),
  )
  expect(reasons.map((each) => each?.[0])).toEqual(Array.from({length: 7}, () => 'not-counted'))
  expect(reasons.map((each) => each?.[1])).toEqual([
    'no item has the id that it names',
    expect.stringContaining('the sentence changed after ines.o attested it'),
    expect.stringContaining('its date `2027-01-01` is not a past one'),
    'the sentence was reworded after it was accepted',
    expect.stringContaining('Unexpected approver `Platform`'),
    'its date `later` cannot be read',
    'its date `2027-01-01` is not a past one',
  ])
})

test('of another environment nothing is said here', () => {
  expect(
    stand(attestation('a', {environments: ['staging']}), decision('2026-11-01', {environment: 'staging'})),
  ).toEqual([null, null])
})
