import type {Gate, GateSpec, Status} from '../model/index.ts'
import {noTenant} from '../model/index.ts'
import type {Basis} from './basis.ts'
import type {Cell} from './cell.ts'
import {forecastOf, type ReadCells} from './forecast.ts'
import {heldNow} from './later.ts'
import {repairsOf} from './repairs.ts'
import {type Cells, worst} from './roll-up.ts'
import {inSections} from './sections.ts'
import {sentenceOf} from './sentence.ts'
import {type Stance, stanceOf, weightiest} from './stance.ts'

/** An item as one gate reads it. */
interface Read extends ReadCells {
  stance: Stance
  /** The worst status among the cells that make it so. */
  status: Status | null
  toMend: readonly Cell[]
}

function readItem(spec: GateSpec, key: string, cells: readonly Cell[]): Read[] {
  const inTenants = cells.filter(
    ({result}) => spec.tenants === null || result.tenant === noTenant || spec.tenants.includes(result.tenant),
  )
  const taken = inTenants.map((cell) => ({cell, stance: stanceOf(spec, heldNow(cell.result))}))
  const stance = weightiest(taken.map((one) => one.stance))
  if (stance === null) return []
  const deciding = taken.filter((one) => one.stance === stance).map(({cell}) => cell)
  const status = worst(deciding.map(({result}) => result.own.status))
  return [{key, cells: inTenants, stance, status, toMend: stance === 'to-mend' ? deciding : []}]
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
  const verdict = verdicts[why]
  const notApplicable = keys('not-applicable').length
  return {
    ...counts,
    verdict,
    why,
    sentence: sentenceOf({...counts, why, notApplicable, unreachable}),
    repairs,
    ...(verdict === 'unjudged' ? {until: null, lapsesFirst: null} : forecastOf(spec, read)),
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
