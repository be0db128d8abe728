import {describe, expect, it} from 'vitest'
import type {FactReading, Finding, Gate, GateSpec, Records, SharedCause, Status} from '../../src/model/index.ts'
import {judge} from '../../src/results/index.ts'
import {cause, finding, hour, type ItemSpec, now, type PlanSpec, planOf, reading, runOf, waiver} from './build.ts'

interface Given extends Partial<PlanSpec> {
  findings?: Finding[]
  records?: Records[]
  causes?: SharedCause[]
  gate?: Partial<GateSpec>
}

const readings = [reading('known', 'no', 'false')]
const facts = {known: {values: {no: '', other: ''}}}

function gateOf({findings = [], records = [], causes = [], gate = {}, ...spec}: Given): Gate {
  const plan = planOf({facts, items: [], ...spec, gates: [gate]})
  const [judged] = judge({plan, runs: [runOf({facts: readings, findings, causes})], records, now}).gates
  if (judged === undefined) throw new Error('Unexpected no gate, expected one')
  return judged
}

/** Items with one check each, and what was seen of each. */
function standing(statuses: Record<string, Status>): {items: ItemSpec[]; findings: Finding[]} {
  const when = (status: Status) => (status === 'not-applicable' ? {when: 'facts.known.no'} : {})
  const outcome = {pass: 'pass', fail: 'fail', blocked: 'error', 'not-applicable': 'pass'} as const
  return {
    items: Object.entries(statuses).map(([id, status]) => ({id, checks: [{id: `c-${id}`}], ...when(status)})),
    findings: Object.entries(statuses).map(([id, status]) => finding(`c-${id}`, outcome[status])),
  }
}

const keysOf = (gate: Gate) => gate.repairs.map(({items}) => items.map(({key}) => key.replace('launch:', '')))

describe('a gate', () => {
  it('is met when each item passes or is not applicable', () => {
    expect(gateOf(standing({a: 'pass', b: 'pass', c: 'not-applicable'}))).toMatchObject({
      verdict: 'met',
      why: 'met',
      sentence: 'Gate go-live is met: 2 items pass and 1 is not applicable.',
      read: 3,
      passing: 2,
      repairs: [],
    })
  })

  it('is unmet while one fails or is blocked', () => {
    expect(gateOf(standing({a: 'pass', b: 'fail', c: 'fail', d: 'blocked'}))).toMatchObject({
      verdict: 'unmet',
      why: 'to-mend',
      sentence: 'Gate go-live is unmet: 2 items fail and 1 is blocked.',
      read: 4,
      passing: 1,
      toMend: 3,
      failing: 2,
      blocked: 1,
    })
    expect(gateOf(standing({a: 'pass', b: 'fail'})).sentence).toBe('Gate go-live is unmet: 1 item fails.')
    expect(gateOf(standing({a: 'pass', b: 'blocked'})).sentence).toBe('Gate go-live is unmet: 1 item is blocked.')
  })

  it('is unmet when nothing in it passes', () => {
    const empty = {verdict: 'unmet', why: 'empty', passing: 0}
    expect(gateOf({items: []})).toMatchObject({...empty, sentence: 'Gate go-live is unmet: nothing in it passes.'})
    expect(gateOf(standing({a: 'not-applicable'}))).toMatchObject(empty)
    expect(gateOf({items: [{id: 'a', drop: 'old'}]})).toMatchObject({...empty, dropped: ['launch:a'], read: 1})
    expect(gateOf({items: [{id: 'a'}], gate: {unbound: 'listed'}})).toMatchObject({...empty, listed: ['launch:a']})
    expect(gateOf({...standing({a: 'fail'}), records: [waiver('a')]})).toMatchObject({...empty, waived: 1})
    expect(gateOf(standing({a: 'fail', b: 'blocked'}))).toMatchObject({
      ...empty,
      toMend: 2,
      sentence: 'Gate go-live is unmet: 1 item fails, 1 is blocked and nothing in it passes.',
    })
  })

  it('reads own statuses: a failing child is its own to mend, its parent passes', () => {
    const given = standing({a: 'pass', b: 'fail'})
    const items = given.items.map((item) => (item.id === 'b' ? {...item, parent: 'a'} : item))
    expect(keysOf(gateOf({...given, items}))).toEqual([['b']])
  })

  it('does not read recommended items, nor what only groups', () => {
    const given = standing({a: 'pass', b: 'fail'})
    const items: ItemSpec[] = [
      {id: 'g', colon: true},
      ...given.items.map((item): ItemSpec => (item.id === 'b' ? {...item, parent: 'g', level: 'recommended'} : item)),
    ]
    expect(gateOf({...given, items})).toMatchObject({verdict: 'met', read: 1})
  })

  it('counts unbound items, or lists them', () => {
    const {items, findings} = standing({a: 'pass'})
    const given = {items: [...items, {id: 'u'}], findings}
    expect(gateOf(given)).toMatchObject({verdict: 'unmet', toMend: 1, listed: []})
    expect(gateOf({...given, gate: {unbound: 'listed'}})).toMatchObject({
      verdict: 'met',
      listed: ['launch:u'],
      toMend: 0,
      sentence: 'Gate go-live is met for 1 of 2; the one left is unbound and only listed.',
    })
    expect(
      gateOf({items: [...items, {id: 'u'}, {id: 'd', drop: 'old'}], findings, gate: {unbound: 'listed'}}).sentence,
    ).toBe('Gate go-live is met for 1 of 2; the one left is unbound and only listed; 1 item is dropped.')
    const duplicate = [...items, {id: 'u', duplicate: true}]
    expect(gateOf({items: duplicate, findings, gate: {unbound: 'listed'}}).verdict).toBe('unmet')
  })

  it('sets dropped and waived items aside, and says so', () => {
    const {items, findings} = standing({a: 'pass', w: 'fail'})
    expect(gateOf({items: [...items, {id: 'd', drop: 'old'}], findings, records: [waiver('w')]})).toMatchObject({
      verdict: 'met',
      dropped: ['launch:d'],
      waived: 1,
      failing: 0,
      sentence: 'Gate go-live is met: 1 item passes; 1 item is waived; 1 item is dropped.',
    })
  })

  it('reads only its tenants', () => {
    const calls = {acme: [{id: 'c1'}], globex: [{id: 'c2'}]}
    const items: ItemSpec[] = [{id: 'a', perTenant: true, calls}]
    const findings = [finding('c1', 'pass'), finding('c2', 'fail')]
    const given = {items, findings, tenants: ['acme', 'globex']}
    expect(gateOf(given).verdict).toBe('unmet')
    expect(gateOf(given).repairs[0]?.items[0]?.tenants).toEqual(['globex'])
    expect(gateOf({...given, gate: {tenants: ['acme']}}).verdict).toBe('met')
    expect(gateOf({...given, gate: {tenants: ['globex']}}).verdict).toBe('unmet')
  })

  it('reads only its sections, by anchor or by first words, and those below them', () => {
    const sections = [
      {anchor: '1-tenancy-and-access', title: '1) Tenancy and access'},
      {anchor: 'keys', title: 'Keys', depth: 3, parent: '1-tenancy-and-access'},
      {anchor: 'recovery', title: 'Recovery'},
    ]
    const given = standing({a: 'pass', b: 'pass', c: 'fail', d: 'fail'})
    const of: Record<string, string> = {a: '1-tenancy-and-access', b: 'keys', c: 'recovery'}
    const items = given.items.map((item) => ({
      ...item,
      ...(of[item.id] === undefined ? {} : {section: of[item.id] ?? ''}),
    }))
    const read = (...named: string[]) => {
      const {verdict, read} = gateOf({...given, items, sections, gate: {sections: named}})
      return [verdict, read]
    }
    expect(read('1-tenancy-and-access')).toEqual(['met', 2])
    expect(read('tenancy AND')).toEqual(['met', 2])
    expect(read('Keys')).toEqual(['met', 1])
    expect(read('Keys', 'recovery')).toEqual(['unmet', 2])
    expect(read('Access')).toEqual(['unmet', 0])
    expect(read('Tenancy keys')).toEqual(['unmet', 0])
    expect(read('…')).toEqual(['unmet', 0])
  })

  it('nobody can say when there is no run', () => {
    const plan = planOf({items: [{id: 'a', checks: [{id: 'c'}]}]})
    const staging = runOf({environment: 'staging', findings: [finding('c', 'pass')]})
    for (const runs of [[], [staging]]) {
      expect(judge({plan, runs, records: [], now}).gates[0]).toMatchObject({
        verdict: 'unjudged',
        why: 'no-run',
        sentence: 'Gate go-live could not be judged: production was never run.',
      })
    }
  })

  it('nobody can say when nothing fails and a target is unreachable', () => {
    const given = standing({a: 'pass', b: 'blocked', c: 'blocked'})
    const dead = (call: string) => finding(call, 'error', {cause: 'unreachable'})
    const causes = [cause('unreachable', 'https://shop.example', ['c-b', 'c-c'])]
    const findings = [finding('c-a', 'pass'), dead('c-b'), dead('c-c')]
    expect(gateOf({...given, findings, causes})).toMatchObject({
      verdict: 'unjudged',
      why: 'unreachable',
      sentence:
        'Gate go-live could not be judged: https://shop.example has been unreachable since 24 Nov 2026, 13:00 UTC, and 2 items are blocked by it.',
    })
    expect(gateOf({...given, findings: [finding('c-a', 'fail'), ...findings.slice(1)], causes}).verdict).toBe('unmet')
    const first = gateOf({...given, findings: [finding('c-a', 'error'), ...findings.slice(1)], causes})
    expect(first.sentence).toContain('https://shop.example has been unreachable since')
    expect(first.sentence).toContain('2 items are blocked by it')
  })
})

describe('the repair set', () => {
  it('says whose, where, what was expected and seen, and what to do', () => {
    const items: ItemSpec[] = [{id: 'a', checks: [{id: 'c'}], owner: 'platform', claim: 'ticked'}]
    const next = 'Set it to false in `deploy/prod.env:12`.'
    expect(gateOf({items, findings: [finding('c', 'fail', {next})]}).repairs).toEqual([
      {
        cause: null,
        items: [
          {
            key: 'launch:a',
            tenants: ['-'],
            status: 'fail',
            reason: 'expectation',
            owner: 'platform',
            at: {file: 'docs/launch.md', line: 1, column: 1},
            contradicted: true,
          },
        ],
        expected: 'c to be so',
        saw: 'otherwise',
        because: 'c is fail',
        next,
      },
    ])
  })

  it('a ticked box that nobody can prove is not contradicted', () => {
    const items: ItemSpec[] = [{id: 'a', checks: [{id: 'c'}], claim: 'ticked'}]
    expect(gateOf({items, findings: [finding('c', 'error')]}).repairs[0]?.items[0]?.contradicted).toBe(false)
    expect(
      gateOf({items, findings: [finding('c', 'fail')], claimsHere: false}).repairs[0]?.items[0]?.contradicted,
    ).toBe(false)
  })

  it('merges what one unreachable target blocks', () => {
    const {items} = standing({a: 'blocked', b: 'blocked', c: 'blocked', d: 'blocked'})
    const dead = (call: string) => finding(call, 'error', {cause: 'unreachable'})
    const findings = [dead('c-a'), dead('c-b'), dead('c-c'), finding('c-d', 'error')]
    const causes = [cause('unreachable', 'https://a', ['c-a', 'c-c']), cause('unreachable', 'https://b', ['c-b'])]
    const gate = gateOf({items, findings, causes})
    expect(keysOf(gate)).toEqual([['a', 'c'], ['b'], ['d']])
    expect(gate.repairs.map((repair) => repair.cause)).toEqual(['https://a does not answer.', null, null])
  })

  it('merges what needs the same item, with that item', () => {
    const items: ItemSpec[] = [
      {id: 'b', checks: [{id: 'c-b', needs: ['a']}]},
      {id: 'a', text: 'The load test ran', checks: [{id: 'c-a'}]},
      {id: 'c', checks: [{id: 'c-c', needs: ['a']}]},
      {id: 'd', checks: [{id: 'c-d'}]},
    ]
    const waits = (call: string) => finding(call, 'not-run', {cause: 'needs'})
    const findings = [
      waits('c-b'),
      finding('c-a', 'fail', {message: 'No report.'}),
      waits('c-c'),
      finding('c-d', 'fail'),
    ]
    const gate = gateOf({items, findings})
    expect(keysOf(gate)).toEqual([['b', 'a', 'c'], ['d']])
    expect(gate.repairs[0]).toMatchObject({
      cause: '“The load test ran” is not so, and others need it.',
      because: 'No report',
      next: 'proofmark show a',
    })
  })

  it('follows needs to the target that is dead', () => {
    const items: ItemSpec[] = [
      {id: 'a', checks: [{id: 'c-a'}]},
      {id: 'b', checks: [{id: 'c-b', needs: ['a']}]},
      {id: 'c', checks: [{id: 'c-c', needs: ['b']}]},
    ]
    const waits = (call: string) => finding(call, 'not-run', {cause: 'needs'})
    const findings = [finding('c-a', 'error', {cause: 'unreachable'}), waits('c-b'), waits('c-c')]
    expect(keysOf(gateOf({items, findings}))).toEqual([['a', 'b', 'c']])
  })

  it('merges what stands under one that may not apply', () => {
    const items: ItemSpec[] = [
      {id: 'a', text: 'If the queue is used:', colon: true, when: 'facts.known.other'},
      {id: 'b', parent: 'a', checks: [{id: 'c-b'}]},
      {id: 'c', parent: 'b', checks: [{id: 'c-c'}]},
    ]
    const gate = gateOf({items})
    expect(keysOf(gate)).toEqual([['a', 'b', 'c']])
    expect(gate.repairs[0]?.cause).toBe('Nobody can say whether they apply: known: unknown (the run did not read it).')
  })

  const chosen: ItemSpec[] = [
    {id: 'a', choice: {fact: 'mode', options: {db: 'b', queue: 'c'}}},
    {id: 'b', parent: 'a', option: {fact: 'mode', value: 'db'}},
    {id: 'c', parent: 'a', option: {fact: 'mode', value: 'queue'}},
    {id: 'd', colon: true, when: 'facts.mode.queue'},
    {id: 'e', parent: 'd', checks: [{id: 'c-e'}]},
  ]
  const chosenGate = (more: Partial<FactReading>) => {
    const plan = planOf({items: chosen, facts: {mode: {values: {db: '', queue: ''}}}})
    const facts = ['db', 'queue'].map((value) =>
      reading('mode', value, 'unknown', {because: 'MODE is not set', ...more}),
    )
    return judge({plan, runs: [runOf({facts})], records: [], now}).gates.map(({repairs}) => repairs)[0] ?? []
  }

  it('merges a choice that nobody knows, its options, and all that depends on the same fact', () => {
    const [repair, ...rest] = chosenGate({})
    expect(rest).toEqual([])
    expect(repair?.items.map(({key}) => key)).toEqual(['a', 'b', 'c', 'd', 'e'].map((id) => `launch:${id}`))
    expect(repair?.cause).toBe('Nobody can say whether they apply: mode: unknown (MODE is not set).')
    expect(repair?.next).toBe(
      'State the fact that it depends on for production in `proofmark.yaml`, or let its settings be read.',
    )
  })

  it('merges them with a choice that is stated otherwise, too', () => {
    const [repair, ...rest] = chosenGate({contradicted: true})
    expect(rest).toEqual([])
    expect(repair?.items.map(({reason}) => reason)).toEqual(['stated-otherwise', ...Array(4).fill('undetermined')])
    expect(repair?.next).toBe('Make what is stated of `mode` for production and its configuration agree.')
  })

  it('merges what the same missing or old vantage blocks', () => {
    const from = (id: string, vantage: string): ItemSpec => ({id, checks: [{id: `c-${id}`, from: vantage}]})
    const items = [from('a', 'cluster'), from('b', 'office'), from('c', 'cluster'), from('d', 'vpn'), from('e', 'vpn')]
    const old = new Date(now.getTime() - 31 * hour).toISOString()
    const findings = ['d', 'e'].map((id) => finding(`c-${id}`, 'pass', {vantage: 'vpn', at: old}))
    const gate = gateOf({items, findings})
    expect(keysOf(gate)).toEqual([['a', 'c'], ['b'], ['d', 'e']])
    expect(gate.repairs.map((repair) => repair.cause)).toEqual([
      'Only a run from `cluster` can answer it.',
      null,
      'The results from `vpn` are too old.',
    ])
    expect(gate.repairs[2]).toMatchObject({expected: null, saw: null})
    expect(gate.repairs.map(({next}) => next)).toEqual([
      'proofmark run --env production --vantage cluster',
      'proofmark run --env production --vantage office',
      'proofmark run --env production --vantage vpn',
    ])
  })

  it('keeps everything else apart, each with its next step', () => {
    const items: ItemSpec[] = [
      {id: 'unbound'},
      {id: 'word', attest: {}},
      {id: 'changed', checks: [{id: 'c1'}], changed: {written: ['A'], now: 'B'}},
      {id: 'twice', duplicate: true},
      {id: 'unknown', when: 'facts.known.other', checks: [{id: 'c2'}]},
      {id: 'grant', checks: [{id: 'c3'}]},
    ]
    const findings = [
      finding('c1', 'pass'),
      finding('c3', 'not-run', {cause: 'capability', next: 'Add `http: "POST /a"` to `allow`.'}),
    ]
    expect(gateOf({items, findings}).repairs.map(({next}) => next)).toEqual([
      "Bind it to a check, or to a person's word, in `docs/launch.bindings.yaml`.",
      'proofmark attest word --env production',
      'Read both sentences; if its binding still proves it: `proofmark ids --accept changed`.',
      'Reword one of the two, or pin an id in each: `<!-- proofmark: ID -->`.',
      'State the fact that it depends on for production in `proofmark.yaml`, or let its settings be read.',
      'Add `http: "POST /a"` to `allow`.',
    ])
  })

  it('names an item by its key where two checklists have its id', () => {
    const items: ItemSpec[] = [
      {id: 'a', attest: {}},
      {id: 'a', checklist: 'other', attest: {}},
    ]
    expect(gateOf({items}).repairs.map(({next}) => next)).toEqual([
      'proofmark attest launch:a --env production',
      'proofmark attest other:a --env production',
    ])
  })

  it('has one entry for each status of an item, with its tenants', () => {
    const calls = {acme: [{id: 'c1'}], globex: [{id: 'c2'}], stark: [{id: 'c3'}], wayne: [{id: 'c4'}]}
    const items: ItemSpec[] = [{id: 'a', perTenant: true, calls}]
    const findings = [finding('c1', 'error'), finding('c2', 'fail'), finding('c3', 'pass'), finding('c4', 'fail')]
    const {repairs, toMend, failing, blocked} = gateOf({items, findings, tenants: Object.keys(calls)})
    expect([toMend, failing, blocked, repairs.length]).toEqual([1, 1, 0, 1])
    expect(repairs[0]).toMatchObject({
      because: 'c2 is fail',
      items: [
        {tenants: ['acme'], status: 'blocked'},
        {tenants: ['globex', 'wayne'], status: 'fail'},
      ],
    })
  })
})
