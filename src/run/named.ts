import {createHash} from 'node:crypto'
import type {Run} from '../model/index.ts'

/** A run before it has an id. */
export type Unnamed = Omit<Run, 'id' | 'version'>

/** Gives a run its id, `2026-11-24T14-02-11Z-9f31c2`: when it started, and a hash of all that it holds. */
export function named(run: Unnamed): Run {
  const time = run.startedAt.replace(/\.\d+Z$/, 'Z').replaceAll(':', '-')
  const hash = createHash('sha256').update(JSON.stringify(run)).digest('hex').slice(0, 6)
  return {version: 1, id: `${time}-${hash}`, ...run}
}
