import {expect, test} from 'vitest'
import {whatStood} from '../../src/results/index.ts'
import {environment, finding, result} from '../setup/snapshot.ts'

const waiver = {
  approver: 'lena.b',
  owner: 'Identity',
  reason: 'The vault moves.',
  until: '2027-01-15',
  at: {file: 'docs/records/vault.md', line: 1, column: 1},
}

test('what is kept of a run is where each item stood for each tenant, and what was accepted; not what only groups', () => {
  const {results} = environment('production', [
    result('list:a', null, {rollUp: 'fail'}),
    result('list:b', 'fail', {tenant: 'acme', waiver}),
    result('list:b', 'pass', {tenant: 'globex', waiver}),
    result('list:c', 'not-applicable'),
  ])
  expect(whatStood(results)).toEqual({
    'list:b': [
      {tenant: 'acme', status: 'fail', waived: true},
      {tenant: 'globex', status: 'pass'},
    ],
    'list:c': [{tenant: '-', status: 'not-applicable'}],
  })
})

test('of what fails or is blocked it is kept why, in a line', () => {
  const saw = finding('fail', {expected: '`pool` to be at least 8', saw: '4'})
  const {results} = environment('production', [
    result('list:a', 'fail', {findings: [finding('pass'), saw]}),
    result('list:b', 'fail', {findings: [finding('fail', {saw: null, message: 'expected  an answer,\n saw none'})]}),
    result('list:c', 'blocked', {own: {because: 'no attestation'}, findings: [finding('error')]}),
    result('list:d', 'fail', {findings: [finding('fail', {saw: 'x'.repeat(900)})]}),
    result('list:e', 'pass', {own: {because: 'so'}, findings: [finding('pass')]}),
    result('list:f', 'blocked'),
  ])
  const stood = whatStood(results)
  const why = (key: string) => stood[`list:${key}`]?.[0]?.why
  expect(why('a')).toBe('expected `pool` to be at least 8, saw 4')
  expect(why('b')).toBe('expected an answer, saw none')
  expect(why('c')).toBe('no attestation')
  expect(why('d')).toHaveLength(160)
  expect([why('e'), why('f')]).toEqual([undefined, undefined])
})
