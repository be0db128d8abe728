import type {GateSpec} from '../model/index.ts'
import type {Held} from './later.ts'

/** What a gate makes of a cell or an item, the weightiest first; one that only groups is not read. */
const stances = ['to-mend', 'listed', 'waived', 'dropped', 'passing', 'not-applicable'] as const
export type Stance = (typeof stances)[number]

export function stanceOf({unbound}: GateSpec, {own, waived}: Held): Stance | null {
  if (own.status === null) return own.reason === 'dropped' ? 'dropped' : null
  if (own.status === 'pass') return 'passing'
  if (own.status === 'not-applicable') return 'not-applicable'
  if (waived) return 'waived'
  return own.reason === 'unbound' && unbound === 'listed' ? 'listed' : 'to-mend'
}

/** What it makes of an item: the weightiest of what it makes of its cells; null when it does not read it. */
export const weightiest = (taken: readonly (Stance | null)[]): Stance | null =>
  stances.find((stance) => taken.includes(stance)) ?? null
