import {describe, expect, it} from 'vitest'
import type {Fact, FactReading, Truth} from '../../src/model/index.ts'
import {judge} from '../../src/results/index.ts'
import {type ItemSpec, now, planOf, reading, runOf} from './build.ts'

const letters: Record<string, Truth> = {t: 'true', f: 'false', u: 'unknown'}
const values = ['db_only', 'artifact', 'hybrid']

const items: ItemSpec[] = [
  {id: 'mode', colon: true, choice: {fact: 'serving_mode', options: {db_only: 'db', artifact: 'art'}}},
  {id: 'db', parent: 'mode', option: {fact: 'serving_mode', value: 'db_only'}},
  {id: 'art', parent: 'mode', option: {fact: 'serving_mode', value: 'artifact'}},
]

function judged(take: Fact['take'], readings: FactReading[]) {
  const facts = {serving_mode: {take, values: {db_only: '', artifact: '', hybrid: ''}}}
  return judge({plan: planOf({items, facts}), runs: [runOf({facts: readings})], records: [], now})
}

/** `tfu`: what holds of db_only, artifact, and hybrid, which no option stands for. */
const readingsOf = (truths: string): FactReading[] =>
  values.map((value, index) =>
    reading('serving_mode', value, letters[truths[index] ?? ''] ?? 'unknown', {because: `in prod.env:${index + 1}`}),
  )

const rows: [take: Fact['take'], truths: string, choice: string, db: string, art: string][] = [
  ['one', 'ttf', 'fail exclusive', 'pass', 'pass'],
  ['one', 'ttu', 'fail exclusive', 'pass', 'pass'],
  ['one', 'fff', 'fail none-chosen', 'not-applicable condition', 'not-applicable condition'],
  ['one', 'fft', 'fail none-chosen', 'not-applicable condition', 'not-applicable condition'],
  ['one', 'tuf', 'blocked undetermined', 'pass', 'blocked undetermined'],
  ['one', 'fuf', 'blocked undetermined', 'not-applicable condition', 'blocked undetermined'],
  ['one', 'uuf', 'blocked undetermined', 'blocked undetermined', 'blocked undetermined'],
  ['one', 'tff', 'pass', 'pass', 'not-applicable condition'],
  ['some', 'ttf', 'pass', 'pass', 'pass'],
  ['some', 'tuf', 'pass', 'pass', 'blocked undetermined'],
  ['some', 'fff', 'fail none-chosen', 'not-applicable condition', 'not-applicable condition'],
  ['some', 'fuf', 'blocked undetermined', 'not-applicable condition', 'blocked undetermined'],
  ['some', 'uuf', 'blocked undetermined', 'blocked undetermined', 'blocked undetermined'],
]

describe('choice', () => {
  it.each(rows)('take %s of %s: %s', (take, truths, ...expected) => {
    const {results} = judged(take, readingsOf(truths))
    expect(results.map(({own}) => [own.status, own.reason].filter((each) => each !== null).join(' '))).toEqual(expected)
  })

  it('says value and source of what holds', () => {
    const [mode, db, art] = judged('one', readingsOf('tff')).results
    expect(mode?.fact).toBe('serving mode: db only (in prod.env:1)')
    expect(db?.fact).toBe(mode?.fact)
    expect(art?.fact).toBe(mode?.fact)
  })

  it('names a value that no option stands for', () => {
    expect(judged('one', readingsOf('fft')).results[0]?.own.because).toBe(
      'serving mode is hybrid, and no option stands for it',
    )
  })

  it('a stated value that the configuration contradicts fails the choice and is unknown everywhere', () => {
    const because = 'stated db_only, but prod.env:1 says artifact'
    const readings = readingsOf('uuu').map((each) => ({...each, contradicted: true, because}))
    const {results} = judged('one', readings)
    expect(results.map(({own}) => own.reason)).toEqual(['stated-otherwise', 'undetermined', 'undetermined'])
    expect(results[0]?.own).toMatchObject({status: 'fail', because: `serving mode: unknown (${because})`})
  })

  it('one contradicted value is enough', () => {
    const against = (value: string) => readingsOf('tff').map((each) => ({...each, contradicted: each.value === value}))
    expect(judged('one', against('artifact')).results[0]?.own.reason).toBe('stated-otherwise')
    expect(judged('one', against('hybrid')).results[0]?.own).toMatchObject({
      reason: 'stated-otherwise',
      because: 'serving mode: in prod.env:3',
    })
  })

  it('takes one where nothing is said', () => {
    const bare = planOf({items, facts: {}})
    const {results} = judge({plan: bare, runs: [runOf({facts: readingsOf('ttf')})], records: [], now})
    expect(results.map(({own}) => own.status)).toEqual(['blocked', 'blocked', 'blocked'])
  })

  it('without a run nothing is chosen, and nobody can say', () => {
    const facts = {serving_mode: {values: {db_only: '', artifact: '', hybrid: ''}}}
    const {results} = judge({plan: planOf({items, facts}), runs: [], records: [], now})
    expect(results.map(({own}) => own.reason)).toEqual(['undetermined', 'undetermined', 'undetermined'])
  })
})

describe('choice by tenant', () => {
  it('reads the facts of its tenant', () => {
    const facts = {serving_mode: {scope: 'tenant' as const, values: {db_only: '', artifact: ''}}}
    const perTenant = items.map((item) => ({...item, perTenant: true}))
    const readings = [
      reading('serving_mode', 'db_only', 'true', {tenant: 'acme'}),
      reading('serving_mode', 'artifact', 'false', {tenant: 'acme'}),
      reading('serving_mode', 'db_only', 'false', {tenant: 'globex'}),
      reading('serving_mode', 'artifact', 'true', {tenant: 'globex'}),
    ]
    const plan = planOf({items: perTenant, facts, tenants: ['acme', 'globex', 'stark']})
    const {results} = judge({plan, runs: [runOf({facts: readings})], records: [], now})
    const of = (id: string) => results.filter(({key}) => key === `launch:${id}`).map(({own}) => own.status)
    expect(of('mode')).toEqual(['pass', 'pass', 'blocked'])
    expect(of('db')).toEqual(['pass', 'not-applicable', 'blocked'])
    expect(of('art')).toEqual(['not-applicable', 'pass', 'blocked'])
  })

  it('a fact of the environment serves every tenant', () => {
    const facts = {known: {values: {yes: ''}}}
    const item: ItemSpec = {id: 'a', perTenant: true, when: 'facts.known.yes', attest: {}}
    const plan = planOf({items: [item], facts, tenants: ['acme', 'globex']})
    const run = runOf({facts: [reading('known', 'yes', 'false')]})
    const {results} = judge({plan, runs: [run], records: [], now})
    expect(results.map(({own}) => own.status)).toEqual(['not-applicable', 'not-applicable'])
  })
})
