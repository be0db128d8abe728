import type {SharedCause} from '../model/index.ts'
import {noTenant} from '../model/index.ts'
import type {Basis} from './basis.ts'
import type {Cell} from './cell.ts'
import type {Cells} from './roll-up.ts'
import {clause, spoken} from './words.ts'

/** Why a cell is not so, as far as others may share it. */
export interface CommonCause {
  /** Equal for cells that one repair mends. */
  id: string
  /** One sentence for all that share it. */
  sentence: string
  /** The cell that shows it best: what is needed rather than what needs it. */
  lead: Cell
  unreachable: Omit<Unreachable, 'items'> | null
}

/** A target that does not answer. */
export interface Unreachable {
  what: string
  message: string
  since: string | null
  /** How many items it blocks. */
  items: number
}

/** Finds the cause of a cell that fails or is blocked. What needs another item has the cause of that one. */
export function causeOf(basis: Basis, cells: Cells, cell: Cell, seen: ReadonlySet<string> = new Set()): CommonCause {
  const {decided, planned, result} = cell
  const {reason, finding, because} = decided
  const from = basis.calls.get(decided.call ?? '')?.from ?? null
  const of = (id: string, sentence: string): CommonCause => ({id, sentence, lead: cell, unreachable: null})

  if (reason === 'needs') {
    const needed = neededCell(basis, cells, cell)
    const known = new Set([...seen, planned.key])
    if (needed !== null && !known.has(needed.planned.key)) return causeOf(basis, cells, needed, known)
  }
  const shared = sharedCause(basis, cell)
  if (shared !== null)
    return {...of(`${shared.cause}:${shared.what}`, shared.message), unreachable: unreachable(shared)}
  if (reason === 'unreachable') {
    const what = finding?.message ?? because
    return {...of(`unreachable:${what}`, what), unreachable: {what, message: what, since: null}}
  }
  if (reason === 'vantage')
    return of(`vantage:${from ?? ''}`, `Only a run from \`${from ?? 'another vantage'}\` can answer it.`)
  if (reason === 'stale')
    return of(`stale:${from ?? ''}`, `The results${from === null ? '' : ` from \`${from}\``} are too old.`)
  if (reason === 'not-run' || reason === 'interrupted')
    return of(`run:${from ?? ''}`, 'No run has made all of the calls.')
  if (reason === 'undetermined' && basis.facts.unread !== null) return of('facts', `${upper(basis.facts.unread)}.`)
  const text = basis.places.get(planned.key)?.item.text ?? planned.id
  return of(`item:${result.key}`, `“${clause(text)}” is not so, and others need it.`)
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + spoken(text.slice(1))

/** What the run says went wrong once and took this call with it. */
function sharedCause({findings}: Basis, {decided}: Cell): SharedCause | null {
  const seen = decided.call === null ? undefined : findings.get(decided.call)
  if (seen === undefined || decided.status !== 'blocked' || decided.reason === 'stale') return null
  const {finding, run} = seen
  return run.causes.find(({cause, calls}) => cause === finding.cause && calls.includes(finding.call)) ?? null
}

const unreachable = ({cause, what, message, since}: SharedCause): CommonCause['unreachable'] =>
  cause === 'unreachable' ? {what, message, since} : null

/** The first needed item that is not so for this tenant. */
function neededCell({calls}: Basis, cells: Cells, {decided, result}: Cell): Cell | null {
  const needed = (calls.get(decided.call ?? '')?.needs ?? []).flatMap((key) => {
    const byTenant = cells.get(key)
    return byTenant?.get(result.tenant) ?? byTenant?.get(noTenant) ?? [...(byTenant?.values() ?? [])]
  })
  return needed.find(({result: {own}}) => own.status === 'fail' || own.status === 'blocked') ?? null
}
