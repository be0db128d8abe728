import type {Finding, Gate, Position, Result} from '../model/index.ts'
import {type EnvironmentLens, type ItemLens, type Lens, resultsOf, worst} from './lens.ts'
import {does} from './notes.ts'
import {capital, listed} from './words.ts'

/** Something that ends on a day: somebody's word, somebody's acceptance, what a check saw, or all that was seen. */
export interface Ending {
  at: string
  /** `attestation by ines.o`. */
  kind: string
  /** None where it is about a whole environment. */
  items: ItemLens[]
  /** The environment, or what the check call is. */
  about: string
  /** The record, where it is one. */
  place: Position | null
  /** A sentence for each environment. */
  then: string[]
}

/** Everything that ends, in the order of time; what is over already, and not replaced, is `past`. */
export function endings(lens: Lens): {past: Ending[]; coming: Ending[]} {
  const past = ofRecords(lens, 'lapsed')
  const coming = [
    ...ofRecords(lens, 'in-force'),
    ...lens.environments.flatMap((environment) => [...ofFindings(lens, environment), ...ofRun(environment)]),
  ]
  return {past: past.toSorted(byTime), coming: coming.toSorted(byTime)}
}

const byTime = (a: Ending, b: Ending): number => Date.parse(a.at) - Date.parse(b.at)

function ofRecords(lens: Lens, standing: 'in-force' | 'lapsed'): Ending[] {
  return lens.snapshot.records.flatMap(({record, stands}) => {
    if (record.kind === 'decision') return []
    const kind =
      record.kind === 'attestation' ? `attestation by ${record.by}` : `waiver, approved by ${record.approver}`
    const here = stands.filter((one) => one.standing === standing)
    const alike = Map.groupBy(here, ({until, keys}) => JSON.stringify([until, keys]))
    return [...alike.values()].flatMap((group) => {
      const [first] = group
      if (first === undefined || first.until === null) return []
      const items = first.keys.flatMap((key) => lens.items.get(key) ?? [])
      const names = group.map(({environment}) => environment)
      const environments = lens.environments.filter(({name}) => names.includes(name))
      const then = environments.map((one) => capital(become(record.kind, standing, one, items, first.until)))
      return [{at: first.until, kind, items, about: listed(names), place: record.at, then}]
    })
  })
}

function become(
  kind: 'attestation' | 'waiver',
  standing: 'in-force' | 'lapsed',
  environment: EnvironmentLens,
  items: readonly ItemLens[],
  at: string | null,
): string {
  const {name} = environment
  const results = items.flatMap(({key}) => resultsOf(environment, key))
  const status = worst(results.map(({own}) => own.status))
  const bad = status === 'fail' || status === 'blocked'
  const now = status === null ? `${name} was not judged` : `${name} ${does(status)}`
  const [item] = items
  if (standing === 'lapsed' && kind === 'attestation' && bad && item !== undefined)
    return `${now}. Next: \`proofmark attest ${item.item.id} --again --env ${name}\``
  if (standing === 'lapsed') return `${now}.`
  if (kind === 'waiver')
    return bad
      ? `Then gates of ${name} count it again: it ${does(status)}.${unmet(environment, items, at)}`
      : `${now}, also without it.`
  return bad
    ? `${now} already.`
    : `Then ${name} is blocked, until somebody attests it again.${unmet(environment, items, at)}`
}

/** What a gate that is met comes to when this ends first. */
function unmet({gates}: EnvironmentLens, items: readonly ItemLens[], at: string | null): string {
  const keys = new Set(items.map(({key}) => key))
  const ended = (gate: Gate): boolean =>
    gate.verdict === 'met' && gate.until === at && gate.lapsesFirst !== null && keys.has(gate.lapsesFirst)
  const names = gates.filter(ended).map((gate) => gate.name)
  return names.length === 0 ? '' : ` Nothing of gate ${listed(names)} ends earlier: from then on it is unmet.`
}

/** What a check saw that ends by itself, such as a certificate. */
function ofFindings(lens: Lens, environment: EnvironmentLens): Ending[] {
  const seen = [...environment.results].flatMap(([key, results]) =>
    results.flatMap((result) => endsIn(result).map((finding) => ({key, finding, until: finding.until ?? ''}))),
  )
  const alike = Map.groupBy(seen, ({finding, until}) => JSON.stringify([finding.written, until]))
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const items = [...new Set(group.map(({key}) => key))].flatMap((key) => lens.items.get(key) ?? [])
    const then = [`Then ${environment.name} is blocked: what the check saw has ended.`]
    return [{at: first.until, kind: 'seen by a check', items, about: first.finding.written, place: null, then}]
  })
}

const endsIn = ({findings}: Result): Finding[] =>
  findings.filter(({outcome, until}) => outcome === 'pass' && until !== null)

/** When the oldest of what was seen in an environment is too old to count. */
function ofRun({name, snapshot}: EnvironmentLens): Ending[] {
  const {freshUntil} = snapshot.results
  if (freshUntil === null) return []
  const then = [`Then the first of what checks saw in ${name} is too old to count, unless a run sees it anew.`]
  return [{at: freshUntil, kind: 'results of a run', items: [], about: name, place: null, then}]
}
