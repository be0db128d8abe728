import type {SharedCause} from '../model/index.ts'
import {noTenant} from '../model/index.ts'
import type {Basis} from './basis.ts'
import type {Cell} from './cell.ts'
import type {Cells} from './roll-up.ts'
import {clause} from './words.ts'

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

/** The cause of a cell that fails or is blocked. What needs another item has the cause of that one. */
export function causeOf(basis: Basis, cells: Cells, cell: Cell, seen: ReadonlySet<string> = new Set()): CommonCause {
  const known = new Set([...seen, cell.planned.key])
  const behind = cell.decided.reason === 'needs' ? neededCell(basis, cells, cell) : null
  if (behind !== null && !known.has(behind.planned.key)) return causeOf(basis, cells, behind, known)
  const shared = sharedCause(basis, cell)
  if (shared === null) return {...ownCause(basis, cell), lead: cell, unreachable: null}
  const {cause, what, message, since} = shared
  const unreachable = cause === 'unreachable' ? {what, message, since} : null
  return {id: `${cause}:${what}`, sentence: message, lead: cell, unreachable}
}

/** What went wrong once, as the run says, and took this call with it. Every unreachable target is such a thing. */
function sharedCause(
  {findings}: Basis,
  {decided}: Cell,
): (Pick<SharedCause, 'cause' | 'what' | 'message'> & {since: string | null}) | null {
  const {reason, status, call, finding} = decided
  if (status !== 'blocked' || reason === 'stale' || finding === null) return null
  const {message} = finding
  const shared = findings.get(call ?? '')?.shared ?? null
  return shared === null && reason === 'unreachable' ? {cause: reason, what: message, message, since: null} : shared
}

/** Without one: a run mends all that no run, or an old one, has seen; a fact all that depends on it; anything else stands alone. */
function ownCause(
  basis: Basis,
  {decided: {reason, call, because}, planned}: Cell,
): Pick<CommonCause, 'id' | 'sentence'> {
  const from = basis.calls.get(call ?? '')?.from ?? null
  const place = from === null ? '' : ` from \`${from}\``
  const text = `“${clause(basis.places.get(planned.key)?.item.text ?? planned.id)}”`
  const {unread} = basis.facts
  switch (reason) {
    case 'vantage':
      return {id: `vantage:${from}`, sentence: `Only a run${place} can answer it.`}
    case 'stale':
      return {id: `stale:${from}`, sentence: `The results${place} are too old.`}
    case 'not-run':
    case 'interrupted':
      return {id: `run:${from}`, sentence: `No run${place} has made all of the calls.`}
    case 'undetermined':
    case 'stated-otherwise':
      return unread === null
        ? {id: `unknown:${because}`, sentence: `Nobody can say whether they apply: ${because}.`}
        : {id: 'unread', sentence: `${unread.charAt(0).toUpperCase()}${unread.slice(1)}.`}
    default:
      return {id: `item:${planned.key}`, sentence: `${text} is not so, and others need it.`}
  }
}

/** The first needed item that is not so for this tenant. */
function neededCell({calls}: Basis, cells: Cells, {decided, result}: Cell): Cell | null {
  const needed = (calls.get(decided.call ?? '')?.needs ?? []).flatMap((key) => {
    const byTenant = cells.get(key)
    return byTenant?.get(result.tenant) ?? byTenant?.get(noTenant) ?? [...(byTenant?.values() ?? [])]
  })
  return needed.find(({result: {own}}) => own.status === 'fail' || own.status === 'blocked') ?? null
}
