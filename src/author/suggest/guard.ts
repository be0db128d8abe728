import type {Part} from '../../model/proposal.ts'
import type {ItemInContext} from './read.ts'
import {ifWords, onlyWords, unlesses} from './words/tables.ts'

const checked: ReadonlySet<string> = new Set(['env', 'http', 'field', 'link', 'file'])

/** A check of what holds only under a condition proves nothing where no fact states that condition. */
export function withoutUnconditioned({tokens}: ItemInContext, parts: readonly Part[]): Part[] {
  const [first, second] = tokens
  const begins = first !== undefined && onlyWords.has(first.word) ? second : first
  const conditional = begins?.kind === 'word' && ifWords.has(begins.word)
  const stated = parts.some(({thing}) => thing.kind === 'when')
  if (stated) return [...parts]
  if (conditional) return parts.filter(({thing}) => !checked.has(thing.kind))
  // An answer may well be told by when it is given ("401 when nobody is signed in"); a setting has one value at all times.
  const partly = tokens.some(({kind, word}, index) => index > 0 && kind === 'word' && unlesses.has(word))
  return partly ? parts.filter(({thing}) => thing.kind !== 'env') : [...parts]
}
