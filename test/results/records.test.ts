import {describe, expect, it} from 'vitest'
import type {Attestation, Reason, Records} from '../../src/model/index.ts'
import {judge} from '../../src/results/index.ts'
import {attestation, type ItemSpec, now, planOf, runOf} from './build.ts'

const asked: ItemSpec = {id: 'a', attest: {}}

function own(more: Partial<Attestation>, item: ItemSpec = asked, at = now) {
  const plan = planOf({items: [item]})
  const [result] = judge({plan, runs: [runOf()], records: [attestation('a', more)], now: at}).results
  return result?.own
}

describe('an attestation', () => {
  const rows: [says: string, more: Partial<Attestation>, reason: Reason | null][] = [
    ['is live', {}, null],
    ['quotes by fingerprint as well', {text: 'own:a'}, null],
    ['quotes up to spaces, quotes, dashes and a full stop', {text: ' Item  a is so.'}, null],
    ['lets all of its environments pass', {environments: ['staging', 'production']}, null],
    ['proves nothing elsewhere', {environments: ['staging']}, 'missing'],
    ['in the future is not valid', {on: '2026-11-25'}, 'missing'],
    ['of today is', {on: '2026-11-24'}, null],
    ['without a readable date is not valid', {on: 'yesterday'}, 'missing'],
    ['without a zone is not valid', {on: '2026-11-01T10:00:00'}, 'missing'],
    ['that never lapses is not valid', {until: null}, 'missing'],
    ['with an end that cannot be read is not valid', {until: 'spring'}, 'missing'],
    ['with an age that cannot be read is not valid', {renewEvery: 'often'}, 'missing'],
    ['of another sentence is void', {text: 'Item a is not so'}, 'void'],
    ['in another place is void', {context: 'context:z'}, 'void'],
    ['quotes as Markdown as well', {text: '**Item** `a` is so'}, null],
    ['of this release is live', {release: '1.4.0'}, null],
    ['of another release is void', {release: '1.3.9'}, 'void'],
    ['counts to the end of its day', {until: '2026-11-24'}, null],
    ['lapses after it', {until: '2026-11-23'}, 'expired'],
    ['lapses at a moment', {until: '2026-11-24T13:59:59+00:00'}, 'expired'],
    ['counts up to a moment', {until: '2026-11-24T14:00:00Z'}, null],
    ['may be of this very moment', {on: '2026-11-24T14:00:00Z'}, null],
    ['lapses by its age', {until: null, renewEvery: '10d'}, 'expired'],
    ['holds for its age', {until: null, renewEvery: '30d'}, null],
    ['lapses at the earliest', {until: '2026-12-01', renewEvery: '10d'}, 'expired'],
    ['leans on a page that says the same', {sees: [{path: 'docs/x.md', sha256: '00', now: '00'}]}, null],
    ['leans on a page that is gone', {sees: [{path: 'docs/x.md', sha256: '00', now: null}]}, 'void'],
    ['leans on a page that changed', {sees: [{path: 'docs/x.md', sha256: '00', now: '01'}]}, 'void'],
  ]
  it.each(rows)('%s', (_, more, reason) => {
    expect(own(more)?.reason).toBe(reason)
    expect(own(more)?.status).toBe(reason === null ? 'pass' : 'blocked')
  })

  it('lapses by the age that the binding sets', () => {
    expect(own({}, {id: 'a', attest: {renew_every: '10d'}})?.reason).toBe('expired')
    expect(own({until: null}, {id: 'a', attest: {renew_every: '30d'}})?.reason).toBe(null)
  })

  it('must have seen what the binding asks for, or else each document that the item links', () => {
    expect(own({}, {id: 'a', attest: {sees: ['docs/x.md']}})?.reason).toBe('void')
    expect(own({}, {id: 'a', attest: {}, links: ['docs/x.md']})?.reason).toBe('void')
    expect(own({}, {id: 'a', attest: {sees: []}, links: ['docs/x.md']})?.reason).toBe(null)
  })

  it('quotes its place in words: the items around it, then the headings, without their numbers', () => {
    const items: ItemSpec[] = [
      {id: 'a', text: 'Runbooks are there:', colon: true, path: ['Operations', '5.2) Runbooks']},
      {id: 'b', parent: 'a', attest: {}, path: ['Operations', '5.2) Runbooks']},
    ]
    const statusOf = (context: string) =>
      judge({plan: planOf({items}), runs: [], records: [attestation('b', {context})], now}).items['launch:b']?.status
    expect(statusOf('Runbooks are there:\nOperations\nRunbooks')).toBe('pass')
    expect(statusOf('  Runbooks are there:\n\nOperations\nRunbooks\n')).toBe('pass')
    expect(statusOf('Runbooks are good:\nOperations\nRunbooks')).toBe('blocked')
    expect(statusOf('Runbooks are there:')).toBe('blocked')
    expect(statusOf('')).toBe('blocked')
  })

  it('says where none counts', () => {
    expect(own({environments: ['staging']})?.because).toBe(
      "no attestation for production; staging's of 1 Nov 2026 does not count here",
    )
  })

  it('says where none counts of several, and for which tenants', () => {
    const items: ItemSpec[] = [{...asked, perTenant: true}]
    const records = [
      attestation('a', {tenants: ['acme'], on: '2026-11-02'}),
      attestation('a', {environments: ['staging', 'qa'], on: '2026-11-03'}),
      attestation('a', {environments: ['staging'], on: '2026-10-03T10:00:00Z'}),
    ]
    const {results} = judge({plan: planOf({items, tenants: ['acme', 'globex']}), runs: [], records, now})
    expect(results.map(({own: {because}}) => because)).toEqual([
      '',
      "no attestation for globex in production; acme's of 2 Nov 2026, qa's of 3 Nov 2026, staging's of 3 Nov 2026 do not count here",
    ])
  })

  it('that counts no more is to be given again', () => {
    const plan = planOf({items: [asked]})
    const next = (...records: Records[]) =>
      judge({plan, runs: [runOf()], records, now}).gates[0]?.repairs.map((repair) => repair.next)
    const again = ['proofmark attest a --env production --again']
    expect(next(attestation('a', {text: 'Another sentence'}))).toEqual(again)
    expect(next(attestation('a', {until: '2026-11-02'}))).toEqual(again)
    expect(next(attestation('a', {environments: ['staging']}))).toEqual(['proofmark attest a --env production'])
  })

  it('quotes what ends in several full stops', () => {
    const item: ItemSpec = {id: 'a', attest: {}, text: 'And so on..'}
    expect(own({text: 'And so on..'}, item)?.status).toBe('pass')
    expect(own({text: 'And so on...'}, item)?.status).toBe('pass')
    expect(own({text: 'And so'}, item)?.status).toBe('blocked')
  })

  it('is shown while it is live, with the moment that it lapses', () => {
    const [result] = judge({plan: planOf({items: [asked]}), runs: [], records: [attestation('a')], now}).results
    expect(result?.attestation).toMatchObject({by: 'ines.o', until: '2026-12-01T23:59:59.999Z'})
  })

  it('speaks for the tenants that it names', () => {
    const items: ItemSpec[] = [
      {...asked, perTenant: true},
      {id: 'b', attest: {}},
    ]
    const records = [attestation('a', {tenants: ['acme']}), attestation('b', {tenants: ['acme']})]
    const plan = planOf({items, tenants: ['acme', 'globex']})
    const statuses = (given: Attestation[]) =>
      judge({plan, runs: [], records: given, now}).results.map(({own: {status}}) => status)
    expect(statuses(records)).toEqual(['pass', 'blocked', 'blocked'])
    expect(statuses([attestation('b', {tenants: ['acme', 'globex']})])[2]).toBe('pass')
  })

  it('any live one is enough, and names its item in any form', () => {
    const records = [
      attestation('a', {until: '2026-11-02', on: '2026-11-02'}),
      attestation('launch:a', {text: 'Item a is so', context: 'context:a'}),
    ]
    const plan = planOf({items: [asked]})
    expect(judge({plan, runs: [], records, now}).items['launch:a']?.status).toBe('pass')
  })

  it('of several that count no more the newest says why, of several live ones the newest is shown', () => {
    const plan = planOf({items: [asked]})
    const older = attestation('a', {on: '2026-10-01', until: '2026-10-02', by: 'tom.w'})
    const newer = attestation('a', {text: 'Another sentence'})
    const live = [
      attestation('a', {by: 'pavel.n'}),
      attestation('a', {on: '2026-11-03'}),
      attestation('a', {on: '2026-11-02', by: 'tom.w'}),
    ]
    for (const turn of [<T>(all: T[]) => all, <T>(all: T[]) => all.toReversed()]) {
      expect(judge({plan, runs: [], records: turn([older, newer]), now}).results[0]?.own.reason).toBe('void')
      expect(judge({plan, runs: [], records: turn(live), now}).results[0]?.attestation?.on).toBe('2026-11-03')
    }
  })

  it('of several live ones that do not agree, the one that decides is shown', () => {
    const records = [
      attestation('a', {says: 'not-applicable', by: 'ines.o', on: '2026-11-02'}),
      attestation('a', {by: 'tom.w', on: '2026-11-20'}),
    ]
    const {results} = judge({plan: planOf({items: [{id: 'a', attest: {}}]}), runs: [], records, now})
    expect(results[0]).toMatchObject({own: {reason: 'attested-not-applicable'}, attestation: {by: 'ines.o'}})
  })

  it('of a release is held against that of the newest run', () => {
    const plan = planOf({items: [asked]})
    const old = runOf({id: '1', startedAt: '2026-11-24T10:00:00Z', release: '1.3.0'})
    const records = [attestation('a', {release: '1.4.0'})]
    for (const runs of [
      [old, runOf()],
      [runOf(), old],
    ])
      expect(judge({plan, runs, records, now}).items['launch:a']?.status).toBe('pass')
    expect(judge({plan, runs: [], records, now}).items['launch:a']?.status).toBe('blocked')
  })

  it('need not have seen what is no document', () => {
    const plan = planOf({items: [asked]})
    const checklists = plan.checklists.map((list) => ({
      ...list,
      items: list.items.map((item) => ({
        ...item,
        links: [
          {url: 'x.csv', text: 'x', kind: 'file' as const, path: 'docs/x.csv', anchor: null, dead: false, at: item.at},
        ],
      })),
    }))
    expect(judge({plan: {...plan, checklists}, runs: [], records: [attestation('a')], now}).counts.pass).toBe(1)
  })

  it('of an id that two checklists have names neither', () => {
    const items: ItemSpec[] = [asked, {id: 'a', checklist: 'other', attest: {}}]
    expect(judge({plan: planOf({items}), runs: [], records: [attestation('a')], now}).counts.pass).toBe(0)
    expect(
      judge({
        plan: planOf({items}),
        runs: [],
        records: [attestation('other:a', {text: 'Item a is so', context: 'context:a'})],
        now,
      }).counts.pass,
    ).toBe(1)
  })
})

describe('a decision', () => {
  const plan = planOf({items: [{id: 'a'}]})
  const decision = (more: Partial<Extract<Records, {kind: 'decision'}>> = {}): Records => ({
    kind: 'decision',
    environment: 'production',
    decision: 'go',
    by: 'lena.b',
    on: '2026-11-24',
    conditions: null,
    at: {file: 'docs/records/go.md', line: 1, column: 1},
    ...more,
  })
  const decided = (...records: Records[]) => judge({plan, runs: [], records, now}).decision

  it('is told and changes nothing else', () => {
    const told = judge({plan, runs: [], records: [decision()], now})
    expect(told).toEqual({...judge({plan, runs: [], records: [], now}), decision: told.decision})
    expect(told.decision).toMatchObject({decision: 'go', by: 'lena.b', on: '2026-11-24', conditions: null})
  })

  it('is the newest of this environment that was already taken', () => {
    const older = decision({on: '2026-11-01', decision: 'no-go'})
    const ahead = decision({on: '2027-01-01', decision: 'no-go'})
    const elsewhere = decision({environment: 'staging', on: '2026-11-24', decision: 'no-go'})
    expect(decided(older, decision({on: '2026-11-20', decision: 'conditional-go'}), ahead, elsewhere)).toMatchObject({
      decision: 'conditional-go',
    })
    expect(decided(ahead, elsewhere)).toBeNull()
    expect(decided(decision({on: 'soon'}))).toBeNull()
  })
})
