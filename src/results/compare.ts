import type {Gate, Result, Results, Shift, Standing, Status} from '../model/index.ts'
import {noTenant} from '../model/index.ts'

// Not so, and how far; whatever is no failing and no open question is equally good here.
const badness = (status: Status | null): number => (status === 'fail' ? 2 : status === 'blocked' ? 1 : 0)

/** Whether a status is further from being so than another. */
export const isWorse = (from: Status | null, to: Status | null): boolean => badness(to) > badness(from)

/** What stands otherwise in the later of two judgements, in its document order. */
export function compareResults(before: Results, after: Results): Shift[] {
  const known = Map.groupBy(before.results, ({key}) => key)
  return after.results.flatMap(({key, tenant, own}) => {
    const from = counterpart(sameCells(known.get(key) ?? [], tenant), own)
    if (from !== null && !differs(from, own)) return []
    return {key, tenant, from, to: own, worse: isWorse(from?.status ?? null, own.status)}
  })
}

const differs = (a: Standing, b: Standing): boolean => a.status !== b.status || a.reason !== b.reason

/** The earlier cells that a cell continues: its own; or the one for all; or, for all, each. */
function sameCells(cells: readonly Result[], tenant: string): readonly Result[] {
  if (tenant === noTenant) return cells
  const own = cells.filter((cell) => cell.tenant === tenant)
  return own.length > 0 ? own : cells.filter((cell) => cell.tenant === noTenant)
}

/** Of several, one that it is worse than; else one that it differs from. */
function counterpart(cells: readonly Result[], to: Standing): Standing | null {
  const all = cells.map(({own}) => own)
  return all.find((from) => isWorse(from.status, to.status)) ?? all.find((from) => differs(from, to)) ?? all[0] ?? null
}

/** Keys of the items that a gate asks to mend now and did not before, for a tenant at least, or that only now fail. */
export function gateWorse(before: Gate | null, after: Gate): string[] {
  const known = new Map((before === null ? [] : cellsToMend(before)).map((cell) => [cell.id, cell.status]))
  const found = cellsToMend(after).filter(({key, id, status}) =>
    isWorse(known.get(id) ?? known.get(idOf(key, noTenant)) ?? null, status),
  )
  return [...new Set(found.map(({key}) => key))]
}

/** Whether a gate got worse: it has more to mend, or is met no longer, as where nothing in it passes now. */
export const gotWorse = (before: Gate | null, after: Gate): boolean =>
  gateWorse(before, after).length > 0 || (after.verdict !== 'met' && (before === null || before.verdict === 'met'))

const idOf = (key: string, tenant: string): string => JSON.stringify([key, tenant])

const cellsToMend = ({repairs}: Gate): {key: string; id: string; status: Status}[] =>
  repairs
    .flatMap(({items}) => items)
    .flatMap(({key, tenants, status}) => tenants.map((tenant) => ({key, id: idOf(key, tenant), status})))
