import {posix} from 'node:path'
import type {Counted} from './draft.ts'

const says = /readiness|checklist|go[-_ ]?live|launch|release|production|cut[-_ ]?over|\bprr\b/i
const isTemplate = /(^|\/)\.github\/|template/i

/**
 * What is judged where nobody says otherwise: every checklist that is called one, or else the one with the most items.
 * A template is filled in elsewhere, each time anew.
 */
export function likeliest<T extends Counted>(found: readonly T[]): T[] {
  const own = found.filter(({file}) => !isTemplate.test(file))
  const called = own.filter(({file}) => says.test(posix.basename(file)))
  if (called.length > 0) return called
  const [most] = (own.length > 0 ? own : found).toSorted((a, b) => b.items - a.items)
  return most === undefined ? [] : [most]
}
