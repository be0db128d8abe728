import {describe, expect, it} from 'vitest'
import {bareProject} from '../../src/config/index.ts'
import {misfits} from '../../src/markdown/index.ts'
import type {Project} from '../../src/model/index.ts'
import {decision, fields, one, record, waiver} from './records.ts'

const [local] = bareProject({root: '/', checklists: []}).environments
const environment = (name: string, ...ids: string[]) =>
  local === undefined ? [] : [{...local, name, tenants: ids.map((id) => ({id, facts: {}, config: [], target: null}))}]
const project: Project = {
  ...bareProject({root: '/', checklists: []}),
  file: 'proofmark.yaml',
  approvers: ['Lena.B'],
  environments: [...environment('production', 'acme', 'globex'), ...environment('staging', '-')],
}

const told = async (text: string, within: Project = project) => {
  const {records} = await one(text)
  expect(records).toHaveLength(1)
  return misfits(records, within).map(({slug, message, at}) => `${slug} ${at?.file}:${at?.line} ${message}`)
}

describe('a record is held against the project', () => {
  const rows: [says: string, text: string, told: string[]][] = [
    ['an attestation that fits', record(fields, {tenants: '[acme, globex]'}), []],
    ['a waiver that fits', record(waiver), []],
    ['a decision that fits', record(decision), []],
    [
      'an unknown environment beside a known one',
      record(fields, {environments: '[production, prodution]'}),
      ['Unexpected environment `prodution` in a record, did you mean `production`?'],
    ],
    [
      'an environment that resembles none, and says nothing of its tenants',
      record(fields, {environments: '[qa]', tenants: '[x]'}),
      ['Unexpected environment `qa` in a record, expected `production` or `staging`'],
    ],
    [
      'the environment of a decision',
      record(decision, {environment: 'live'}),
      ['Unexpected environment `live` in a record, expected `production` or `staging`'],
    ],
    [
      'an unknown tenant',
      record(fields, {environments: '[production, staging]', tenants: '[acme, globx]'}),
      ['Unexpected tenant `globx` in a record, did you mean `globex`?'],
    ],
    [
      'a tenant where none is declared',
      record(fields, {environments: '[staging]', tenants: '[acme]'}),
      ['Unexpected tenant `acme` in a record, none is declared'],
    ],
    [
      'an owner who approves',
      record(waiver, {owner: 'lena.b'}),
      ['Unexpected approver `lena.b`, who owns what is waived, expected another person'],
    ],
    [
      'an approver who may not',
      record(waiver, {approver: 'tom.w', environments: '[prod]'}),
      [
        'Unexpected environment `prod` in a record, did you mean `production`?',
        'Unexpected approver `tom.w`, expected one that `approvers` in `proofmark.yaml` lists',
      ],
    ],
  ]
  it.each(rows)('%s', async (_, text, messages) => {
    expect(await told(text)).toEqual(messages.map((message) => `record docs/records/a.md:1 ${message}`))
  })

  it('without proofmark.yaml nobody can say which environments there are', async () => {
    expect(await told(record(fields), bareProject({root: '/', checklists: []}))).toEqual([])
  })
})
