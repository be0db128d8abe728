import type {Gate, GateSpec, Status} from '../model/index.ts'
import {noTenant} from '../model/index.ts'
import type {Basis} from './basis.ts'
import type {Cell} from './cell.ts'
import {repairsOf} from './repairs.ts'
import {type Cells, worst} from './roll-up.ts'
import {inSections} from './sections.ts'
import {sentenceOf} from './sentence.ts'

/** What a gate makes of a cell or an item, the weightiest first; one that only groups is not read. */
const stances = ['to-mend', 'listed', 'waived', 'dropped', 'passing', 'not-applicable'] as const
type Stance = (typeof stances)[number]

function stanceOf({unbound}: GateSpec, {result: {own, waiver}}: Cell): Stance | null {
  if (own.status === null) return own.reason === 'dropped' ? 'dropped' : null
  if (own.status === 'pass') return 'passing'
  if (own.status === 'not-applicable') return 'not-applicable'
  if (waiver !== null) return 'waived'
  return own.reason === 'unbound' && unbound === 'listed' ? 'listed' : 'to-mend'
}

/** An item as one gate reads it. */
interface Read {
  key: string
  stance: Stance
  /** The worst status among the cells that make it so. */
  status: Status | null
  toMend: readonly Cell[]
}

function readItem(spec: GateSpec, key: string, cells: readonly Cell[]): Read[] {
  const inTenants = cells.filter(
    ({result}) => spec.tenants === null || result.tenant === noTenant || spec.tenants.includes(result.tenant),
  )
  const taken = inTenants.map((cell) => ({cell, stance: stanceOf(spec, cell)}))
  const stance = stances.find((each) => taken.some((one) => one.stance === each))
  if (stance === undefined) return []
  const deciding = taken.filter((one) => one.stance === stance).map(({cell}) => cell)
  const status = worst(deciding.map(({result}) => result.own.status))
  return [{key, stance, status, toMend: stance === 'to-mend' ? deciding : []}]
}

/** Judges one gate: the required items of its sections, by their own statuses. */
export function judgeGate(basis: Basis, cells: Cells, spec: GateSpec): Gate {
  const within = inSections(basis, spec.sections)
  const read = basis.plan.items
    .filter(({key, binding}) => binding?.level !== 'recommended' && within(key))
    .flatMap(({key}) => readItem(spec, key, [...(cells.get(key)?.values() ?? [])]))
  const keys = (stance: Stance) => read.filter((item) => item.stance === stance).map(({key}) => key)
  const mend = read.filter(({stance}) => stance === 'to-mend')
  const failing = mend.filter(({status}) => status === 'fail').length
  const {repairs, unreachable} = repairsOf(
    basis,
    cells,
    mend.flatMap(({toMend}) => toMend),
  )
  const counts = {
    name: spec.name,
    environment: basis.plan.environment.name,
    read: read.length,
    passing: keys('passing').length,
    toMend: mend.length,
    failing,
    blocked: mend.length - failing,
    waived: keys('waived').length,
    listed: keys('listed'),
    dropped: keys('dropped'),
  }
  const why = whyOf({...counts, neverRun: basis.runs.length === 0, unreachable: unreachable !== null})
  const notApplicable = keys('not-applicable').length
  return {
    ...counts,
    verdict: verdicts[why],
    why,
    sentence: sentenceOf({...counts, why, notApplicable, unreachable}),
    repairs,
    until: null,
    lapsesFirst: null,
  }
}

const verdicts = {
  met: 'met',
  empty: 'unmet',
  'to-mend': 'unmet',
  'no-run': 'unjudged',
  unreachable: 'unjudged',
} as const satisfies Record<Gate['why'], Gate['verdict']>

/** The first row that fits. */
function whyOf(seen: {
  neverRun: boolean
  unreachable: boolean
  failing: number
  passing: number
  toMend: number
}): Gate['why'] {
  if (seen.neverRun) return 'no-run'
  if (seen.failing === 0 && seen.unreachable) return 'unreachable'
  if (seen.passing === 0) return 'empty'
  if (seen.toMend > 0) return 'to-mend'
  return 'met'
}
