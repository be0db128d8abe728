import type {Part} from '../../model/proposal.ts'
import type {ItemInContext} from './read.ts'
import {ifWords, onlyWords} from './words/tables.ts'

const checked: ReadonlySet<string> = new Set(['env', 'http', 'field', 'link', 'file'])

/** A check of what holds only under a condition proves nothing where no fact states that condition. */
export function withoutUnconditioned({tokens}: ItemInContext, parts: readonly Part[]): Part[] {
  const [first, second] = tokens
  const begins = first !== undefined && onlyWords.has(first.word) ? second : first
  const conditional = begins?.kind === 'word' && ifWords.has(begins.word)
  const stated = parts.some(({thing}) => thing.kind === 'when')
  return conditional && !stated ? parts.filter(({thing}) => !checked.has(thing.kind)) : [...parts]
}
