import * as fc from 'fast-check'
import type {Attestation, Finding, Waiver} from '../../src/model/index.ts'
import {attestation, type CallSpec, finding, hour, type ItemSpec, now, planOf, reading, runOf, waiver} from './build.ts'
import type {World} from './plans.ts'

/** Worlds in which things begin and end by themselves: words, waivers, certificates. Ages never count in them. */

const tenants = ['acme', 'globex']
const day = 24 * hour
const chance = (one: number, of: number): fc.Arbitrary<boolean> =>
  fc.integer({min: 1, max: of}).map((dice) => dice <= one)

/** A moment of the next days, or of those past, as a person or a run writes it. */
const written = (from: number, to: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.integer({min: from, max: to}).map((days) => new Date(now.getTime() + days * day).toISOString().slice(0, 10)),
    fc.integer({min: from * 24, max: to * 24}).map((hours) => new Date(now.getTime() + hours * hour).toISOString()),
  )
const moment = (from: number, to: number): fc.Arbitrary<string> =>
  fc.integer({min: from * 24, max: to * 24}).map((hours) => new Date(now.getTime() + hours * hour).toISOString())

const someTenants = fc.constantFrom<string[] | null>(null, null, null, ['acme'], ['globex'], ['acme', 'globex'])

interface Word {
  says: Attestation['says']
  on: string
  until: string | null
  renewEvery: string | null
  tenants: string[] | null
}
interface Seen {
  outcome: Finding['outcome']
  until: string | null
}
interface Draft {
  nodes: Seen[][]
  perTenant: boolean
  attest: boolean
  renewEvery: string | null
  words: Word[]
  waivers: {until: string; tenants: string[] | null}[]
  recommended: boolean
  when: boolean
  drop: boolean
  section: string
}

const goodLuck: Finding['outcome'][] = ['pass']
const anyLuck: Finding['outcome'][] = ['pass', 'pass', 'pass', 'fail', 'error']

const seen = (good: boolean): fc.Arbitrary<Seen> =>
  fc.record<Seen>({
    outcome: fc.constantFrom<Finding['outcome']>(...(good ? goodLuck : anyLuck)),
    until: fc.option(moment(-1, 6), {nil: null, freq: 2}),
  })

const word = (future: boolean): fc.Arbitrary<Word> =>
  fc.record<Word>({
    says: fc.constantFrom<Attestation['says']>('met', 'met', 'met', 'not-applicable'),
    on: written(-6, future ? 4 : -1),
    until: fc.option(written(-2, 7), {nil: null, freq: 3}),
    renewEvery: fc.constantFrom<string | null>(null, '36h', '5d', '1.5ms'),
    tenants: someTenants,
  })

const draft = (future: boolean): fc.Arbitrary<Draft> =>
  chance(2, 3).chain((good) =>
    fc.record<Draft>({
      nodes: fc.array(fc.array(seen(good), {minLength: 1, maxLength: 3}), {maxLength: 2}),
      perTenant: chance(1, 3),
      attest: chance(1, 3),
      renewEvery: fc.constantFrom<string | null>(null, null, '6d'),
      words: fc.array(word(future), {maxLength: 3}),
      waivers: fc.array(fc.record({until: written(-1, 7), tenants: someTenants}), {maxLength: 2}),
      recommended: chance(1, 8),
      when: chance(1, 8),
      drop: chance(1, 10),
      section: fc.constantFrom('access', 'recovery'),
    }),
  )

const idOf = (index: number): string => `i${index}`
const callsOf = ({nodes}: Draft, name: string): (CallSpec | {any: CallSpec[]})[] =>
  nodes.map((members, at) => {
    const specs = members.map((_, member): CallSpec => ({id: `${name}-${at}${member}`}))
    const [only, ...more] = specs
    return only !== undefined && more.length === 0 ? only : {any: specs}
  })
const placesOf = ({perTenant}: Draft): string[] => (perTenant ? tenants : ['-'])

const itemOf = (each: Draft, index: number): ItemSpec => ({
  id: idOf(index),
  section: each.section,
  perTenant: each.perTenant,
  calls: Object.fromEntries(placesOf(each).map((place) => [place, callsOf(each, `${idOf(index)}-${place}`)])),
  ...(each.attest ? {attest: each.renewEvery === null ? {} : {renew_every: each.renewEvery}} : {}),
  ...(each.recommended ? {level: 'recommended' as const} : {}),
  ...(each.when ? {when: 'facts.x.no'} : {}),
  ...(each.drop ? {drop: 'old'} : {}),
})

const findingsOf = (each: Draft, index: number): Finding[] =>
  placesOf(each).flatMap((place, turn) =>
    each.nodes.flatMap((members, at) =>
      members.map(({outcome, until}, member) =>
        // The second tenant has its own luck: what ends for the first one does not for it.
        finding(`${idOf(index)}-${place}-${at}${member}`, outcome, {until: turn === 0 ? until : null}),
      ),
    ),
  )

/** Any of these worlds; with `future` some words are dated on a day to come. */
export const lapsing = ({future}: {future: boolean}): fc.Arbitrary<World> =>
  fc
    .record({
      drafts: fc.array(draft(future), {minLength: 1, maxLength: 4}),
      listed: fc.boolean(),
      ofTenants: fc.constantFrom<string[] | null>(null, null, ['acme']),
      ofSections: fc.constantFrom<string[] | null>(null, null, ['Access']),
    })
    .map(({drafts, listed, ofTenants, ofSections}): World => {
      const plan = planOf({
        items: drafts.map(itemOf),
        tenants,
        facts: {x: {values: {no: ''}}},
        sections: [
          {anchor: 'access', title: 'Access'},
          {anchor: 'recovery', title: 'Recovery'},
        ],
        gates: [{unbound: listed ? 'listed' : 'counts', tenants: ofTenants, sections: ofSections}],
      })
      const forever = 1000 * 365 * day
      return {
        plan: {...plan, environment: {...plan.environment, freshFor: forever}},
        runs: [runOf({facts: [reading('x', 'no', 'false')], findings: drafts.flatMap(findingsOf)})],
        records: drafts.flatMap(({words, waivers}, index) => [
          ...words.map((each): Attestation => attestation(idOf(index), each)),
          ...waivers.map((each): Waiver => waiver(idOf(index), each)),
        ]),
      }
    })
