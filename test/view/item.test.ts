import {describe, expect, test} from 'vitest'
import {drawPart} from '../../src/view/index.ts'
import {
  at,
  binding,
  checklist,
  environment,
  finding,
  gate,
  item,
  type ResultMore,
  result,
  snapshot,
} from '../setup/snapshot.ts'
import {tagless} from './tagless.ts'

const key = 'readiness:keys/rotate'
const parentKey = 'readiness:keys/if-using-keys'
const items = [
  item('keys/if-using-keys', 'If keys are used:'),
  item('keys/rotate', 'Keys are rotated.', {parent: 'keys/if-using-keys', claim: 'ticked'}),
]
const at1 = at(3, 'docs/readiness.bindings.yaml')

/** The page of an item that stands so in production, in words. */
function page(
  more: ResultMore,
  status: 'pass' | 'fail' | 'blocked' = 'pass',
  audience: 'internal' | 'public' = 'internal',
) {
  const shot = snapshot([checklist(items)], [environment('production', [result(key, status, more)])], {
    bindings: {
      [parentKey]: binding({whens: [{text: 'facts.auth.api_key', at: at1}]}),
      [key]: binding({whens: [{text: 'facts.rotation', at: at1}]}),
    },
    site: {title: 'T', url: null, base: '/', audience},
  })
  return {page: tagless(drawPart(`item:${key}`, shot)), said: tagless(drawPart(`said:${key}`, shot)), shot}
}

describe('what a verdict leans on', () => {
  test('the conditions of the item and of those around it, outermost first', () => {
    expect(page({}).page).toContain('It applies where facts.auth.api_key and facts.rotation hold.')
  })

  test('the choice: what holds, and where that was read', () => {
    const {page: words} = page({fact: 'auth: api key (API_KEY_ENABLED is true in deploy/prod.yaml:9)'})
    expect(words).toContain('Auth: api key (API_KEY_ENABLED is true in deploy/prod.yaml:9).')
  })

  test('until when it holds by itself, which is no end of one that does not hold', () => {
    expect(page({lapses: '2026-12-01T23:59:59.999Z'}).page).toContain(
      'If runs continue, production holds until 1 Dec 2026.',
    )
    expect(page({lapses: '2026-12-01T23:59:59.999Z'}, 'fail').page).not.toContain('holds until')
  })

  test('an attestation with its end, a waiver with who accepts what and why', () => {
    const record = {file: 'docs/records/w.md', line: 1, column: 1}
    const {page: words} = page(
      {
        attestation: {by: 'ines.o', on: '2026-06-04', until: '2026-12-01T23:59:59.999Z', at: record},
        waiver: {
          approver: 'lena.b',
          owner: 'Identity',
          reason: 'The vault moves in January',
          until: '2027-01-15',
          at: record,
        },
      },
      'fail',
    )
    expect(words).toContain('Attested by ines.o on 4 Jun 2026, until 1 Dec 2026')
    expect(words).toContain('Waived for production until 15 Jan 2027, approved by lena.b')
    expect(words).toContain('Owned by Identity: The vault moves in January.')
  })

  test('the claim beside the proof', () => {
    const shot = snapshot(
      [checklist(items)],
      [
        environment('production', [result(key, 'pass')], {
          results: {claims: [{key, claim: 'ticked', status: 'pass', verdict: 'proven'}]},
        }),
      ],
    )
    expect(tagless(drawPart(`said:${key}`, shot))).toContain('ticked by the author, proven')
  })
})

describe('last seen red', () => {
  const findings = [
    finding('pass', {call: 'a', written: 'env: A=1'}),
    finding('pass', {call: 'b', written: 'env: B=1'}),
  ]

  test('a call that never failed says so, another one when it did; the table has the newest', () => {
    const {page: words} = page({
      findings,
      seenRed: [
        {call: 'a', at: null},
        {call: 'b', at: '2026-11-03T09:15:00.000Z'},
      ],
    })
    expect(words).toContain('; never seen red')
    expect(words).toContain('; last seen red 3 Nov 2026, 09:15:00 UTC')
    expect(words).toMatch(/last seen red .*production .*pass 3 Nov 2026, 09:15 UTC/)
  })

  test('a public page says nothing of calls', () => {
    expect(page({}, 'pass', 'public').page).not.toContain('It applies where')
  })

  test.each([
    [[null, null], 'No check call of production was ever seen red; proofmark drill shows whether they can fail.'],
    [
      [null, '2026-11-03T09:15:00.000Z'],
      '1 of the 2 check calls of production was seen red; proofmark drill shows whether the others can fail.',
    ],
    [
      ['2026-11-02T09:15:00.000Z', '2026-11-03T09:15:00.000Z'],
      'Every check call of production was seen red once, so each of them can fail.',
    ],
  ])('the overview says how many of them were: %j', (times, words) => {
    const seenRed = times.map((time, index) => ({call: `c${index}`, at: time}))
    const shot = snapshot(
      [checklist(items)],
      [environment('production', [result(key, 'pass', {seenRed})], {results: {gates: [gate('production', 'met')]}})],
    )
    expect(tagless(drawPart('overview', shot))).toContain(words)
  })
})
