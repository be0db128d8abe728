import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Gate, TrendPoint} from '../model/index.ts'
import {gateMarks} from './answers.ts'
import {statusLike} from './drawn.ts'
import {glyph, joined, type Piece} from './html.ts'

/** What a gate came to, as glyph and word. */
export const gateVerdict = (verdict: Gate['verdict']): Element =>
  h('span', {className: ['pm-s', statusLike[verdict]]}, glyph(gateMarks[verdict].glyph), gateMarks[verdict].word)

/** What the gates of a run came to; each by its name where there are several. */
export function gateVerdicts({gates}: Pick<TrendPoint, 'gates'>): Piece[] {
  if (gates.length === 0) return [h('span.pm-dim', 'no gate')]
  return joined(
    gates.map(({name, verdict}): Piece[] =>
      gates.length === 1 ? [gateVerdict(verdict)] : [gateVerdict(verdict), ' ', h('span.pm-dim', name)],
    ),
    ' ',
  )
}

const words = [
  ['fail', 'fail'],
  ['blocked', 'blocked'],
  ['pass', 'pass'],
  ['not-applicable', 'not applicable'],
] as const

/** `2 fail, 1 blocked, 7 pass`. */
export function countWords(counts: TrendPoint['counts']): string {
  const parts = words.flatMap(([status, word]) => (counts[status] === 0 ? [] : [`${counts[status]} ${word}`]))
  return parts.length === 0 ? 'nothing was judged' : parts.join(', ')
}
