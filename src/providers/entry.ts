import type {DoorClosed, Position, SettingReading} from '../model/index.ts'

/** One place that sets a variable of the service. */
export interface Entry {
  name: string
  /** The text as set; null when it is set and cannot be known here. */
  value: string | null
  kind: SettingReading['kind']
  at: Position | null
}

/**
 * One step on the way to the value in force, in the order that they apply:
 * - `set`: overrides what came before; among manifests that no workload orders, a lower `rank` never overrides a higher;
 * - `broken`: a source that cannot be read, so nothing from before it is certain;
 * - `gap`: a source that may set more names, and cannot be seen.
 */
export type Step =
  | {step: 'set'; entry: Entry; rank: number}
  | {step: 'broken'; error: DoorClosed}
  | {step: 'gap'; error: DoorClosed}

/** The rank of everything that a later source simply overrides. */
export const free = Number.POSITIVE_INFINITY
