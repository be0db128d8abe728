import * as fc from 'fast-check'
import type {FactReading, Finding, Plan, Records, Run, Truth} from '../../src/model/index.ts'
import {attestation, type CallSpec, finding, hour, type ItemSpec, now, planOf, reading, runOf, waiver} from './build.ts'

/** All that is judged, but for the moment. */
export interface World {
  plan: Plan
  runs: Run[]
  records: Records[]
}

const truths: Truth[] = ['true', 'false', 'unknown']
const outcomes: Finding['outcome'][] = ['pass', 'pass', 'fail', 'error', 'not-run']
const causes: Finding['cause'][] = ['vantage', 'needs', 'unreachable', 'left-out', 'interrupted']
const condition = fc.option(fc.constantFrom('facts.x.yes', 'facts.x.no', 'facts.x.maybe', '!facts.x.maybe'), {
  nil: null,
  freq: 2,
})

const given = <T extends string>(key: T, value: string | null): Partial<Record<T, string>> => {
  const part: Partial<Record<T, string>> = {}
  if (value !== null) part[key] = value
  return part
}

interface Draft {
  parent: number
  recommended: boolean
  colon: boolean
  when: string | null
  nodes: (Call | Call[])[]
  attest: boolean
  attested: boolean
  waived: boolean
  drop: boolean
}
interface Call {
  when: string | null
  cluster: boolean
  needs: boolean
}

const call = fc.record<Call>({when: condition, cluster: fc.boolean(), needs: fc.boolean()})
const seldom = fc.integer({min: 0, max: 7}).map((dice) => dice === 0)

const draft = fc.record<Draft>({
  parent: fc.integer({min: -2, max: 5}),
  recommended: seldom,
  colon: fc.boolean(),
  when: condition,
  nodes: fc.array(fc.oneof(call, fc.array(call, {minLength: 1, maxLength: 3})), {maxLength: 3}),
  attest: seldom,
  attested: seldom,
  waived: seldom,
  drop: seldom,
})

/** Parents stand before their children, so a draft may only stand under an earlier one. */
function itemsOf(drafts: readonly Draft[]): ItemSpec[] {
  return drafts.map((each, index): ItemSpec => {
    const spec = (one: Call, name: string): CallSpec => ({
      id: `i${index}-${name}`,
      ...given('when', one.when),
      ...(one.cluster ? {from: 'cluster'} : {}),
      ...(one.needs && index > 0 ? {needs: [`i${index - 1}`]} : {}),
    })
    return {
      id: `i${index}`,
      colon: each.colon,
      ...given('when', each.when),
      ...(each.parent >= 0 && each.parent < index ? {parent: `i${each.parent}`} : {}),
      ...(each.recommended ? {level: 'recommended' as const} : {}),
      ...(each.attest ? {attest: {}} : {}),
      ...(each.drop ? {drop: 'old'} : {}),
      checks: each.nodes.map((node, at) =>
        Array.isArray(node) ? {any: node.map((one, member) => spec(one, `${at}${member}`))} : spec(node, `${at}`),
      ),
    }
  })
}

const choice = (take: boolean): ItemSpec[] =>
  take
    ? [
        {id: 'mode', choice: {fact: 'mode', options: {a: 'mode-a', b: 'mode-b'}}},
        {id: 'mode-a', parent: 'mode', option: {fact: 'mode', value: 'a'}},
        {id: 'mode-b', parent: 'mode', option: {fact: 'mode', value: 'b'}},
      ]
    : []

const truth = fc.constantFrom(...truths)
const readings = fc
  .tuple(truth, truth, truth)
  .map(([maybe, a, b]): FactReading[] => [
    reading('x', 'yes', 'true'),
    reading('x', 'no', 'false'),
    reading('x', 'maybe', maybe),
    reading('mode', 'a', a),
    reading('mode', 'b', b),
  ])

/** A moment in the 40 hours before now, of which 24 are fresh. */
export const moment = fc.integer({min: 0, max: 40}).map((hours) => new Date(now.getTime() - hours * hour).toISOString())

const findingsOf = (plan: Plan): fc.Arbitrary<Finding[]> =>
  plan.calls.length === 0
    ? fc.constant([])
    : fc.array(
        fc
          .record({
            call: fc.constantFrom(...plan.calls.map(({id}) => id)),
            outcome: fc.constantFrom(...outcomes),
            vantage: fc.constantFrom('outside', 'cluster'),
            at: moment,
            cause: fc.constantFrom(...causes),
          })
          .map(({call: id, outcome, vantage, at, cause}) =>
            finding(id, outcome, {vantage, at, ...(outcome === 'not-run' ? {cause} : {})}),
          ),
        {maxLength: plan.calls.length * 2},
      )

const runsOf = (plan: Plan): fc.Arbitrary<Run[]> =>
  fc
    .array(fc.record({startedAt: moment, facts: fc.option(readings, {nil: []}), findings: findingsOf(plan)}), {
      maxLength: 3,
    })
    .map((runs) => runs.map((run, index) => runOf({id: `run-${index}`, ...run})))

/** A small plan with anything in it, runs of it, and what people stated. */
export const world: fc.Arbitrary<World> = fc
  .record({
    drafts: fc.array(draft, {minLength: 1, maxLength: 5}),
    take: fc.constantFrom('one' as const, 'some' as const),
    choose: fc.boolean(),
    listed: fc.boolean(),
  })
  .chain(({drafts, take, choose, listed}) => {
    const plan = planOf({
      items: [...itemsOf(drafts), ...choice(choose)],
      facts: {x: {values: {yes: '', no: '', maybe: ''}}, mode: {take, values: {a: '', b: ''}}},
      gates: [{unbound: listed ? 'listed' : 'counts'}],
    })
    const records = drafts.flatMap(({attested, waived}, index): Records[] => [
      ...(attested ? [attestation(`i${index}`)] : []),
      ...(waived ? [waiver(`i${index}`)] : []),
    ])
    return runsOf(plan).map((runs): World => ({plan, runs, records}))
  })
