import type {Stood} from '../model/compared.ts'
import {reasons} from '../model/index.ts'
import type {Style} from './sheet.ts'

type Word = {word: string; style: Style}

const signs = {
  fail: {word: 'FAIL', style: ['bold', 'red']},
  blocked: {word: 'blocked', style: ['bold', 'yellow']},
  pass: {word: 'pass', style: 'green'},
  'not-applicable': {word: '·', style: 'dim'},
} as const satisfies Record<NonNullable<Stood['status']>, Word>

/** What the gutter says of where an item stood. */
export function verdictSign({status, waived, known}: Stood): Word {
  if (!known) return {word: 'unknown', style: 'dim'}
  if (waived) return {word: 'waived', style: 'yellow'}
  return status === null ? {word: '·', style: 'dim'} : signs[status]
}

/** Where it stood, in a word or two. */
export function standingWords({status, reason, waived, known}: Stood): string {
  if (!known) return 'unknown to the run'
  const plain = status === null ? 'not judged' : status === 'not-applicable' ? 'not applicable' : status
  const why = status === 'blocked' && reason !== null ? ` (${reason})` : ''
  return `${plain}${why}${waived ? ', waived' : ''}`
}

/** Why it stood so, and what was seen; null where there is nothing to tell. */
export function tellingOf({status, reason, because, expected, saw, known}: Stood): string | null {
  if (!known) return 'the run did not make its checks: they were added or changed since, or left out'
  if (saw !== null && expected !== null && (status === 'fail' || status === 'pass'))
    return status === 'fail' ? `expected ${expected} · saw ${saw}` : `saw ${saw}`
  if (because !== '') return because
  return status === 'pass' || reason === null ? null : reasons[reason].sentence
}
