import {expect, test} from 'vitest'
import {whatStood} from '../../src/results/index.ts'
import {environment, result} from '../setup/snapshot.ts'

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
