import type {Item} from './checklist.ts'

/** A sentence as it is compared: NFC, single spaces, plain quotes and dashes, no final full stop; case and code text kept. */
export function normaliseSentence(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/\.$/, '')
}

/** A heading's words without the number before them. */
export const withoutOrdinal = (title: string): string => title.replace(/^\d+(?:\.\d+)*[.):]?\s+/u, '')

/** What a sentence stands under: the own texts of the items around it, then the headings, each outermost first. */
export const contextLines = (around: readonly string[], path: readonly string[]): string[] => [
  ...around,
  ...path.map((title) => normaliseSentence(withoutOrdinal(title))),
]

const codeSpan = /(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g
const link = /!?\[((?:[^[\]\\]|\\.)*)\](?:\((?:[^()\\]|\\.|\([^()]*\))*\)|\[[^[\]]*\])/g
const emphasis =
  /(?<![\p{L}\p{N}_\\])(_{1,3})(?=\S)([\s\S]*?\S)\1(?![\p{L}\p{N}_])|(?<!\\)(\*{1,3})(?=\S)([\s\S]*?\S)\3/gu

function withoutEmphasis(words: string): string {
  let before = words
  for (let round = 0; round < 4; round += 1) {
    const after = before.replace(
      emphasis,
      (_all, _under, a: string | undefined, _star, b: string | undefined) => a ?? b ?? '',
    )
    if (after === before) break
    before = after
  }
  return before.replace(/\\([!-/:-@[-`{-~])/g, '$1')
}

/** Longer than any sentence; a longer text is compared as it stands. */
const longest = 2_000

/** A sentence as written in Markdown without its marks: emphasis, link targets, backticks; what code spans hold is kept. */
export function withoutMarks(words: string): string {
  if (words.length > longest) return words
  const held: string[] = []
  const bare = words.replaceAll(codeSpan, (_all, _ticks, code: string) => {
    held.push(code.replace(/^ (.*\S.*) $/s, '$1'))
    return `\ue000${held.length - 1}\ue001`
  })
  const plain = withoutEmphasis(bare.replaceAll(link, '$1').replaceAll(/<!--[\s\S]*?-->/g, ''))
  return plain.replaceAll(/\ue000(\d+)\ue001/g, (_all, index: string) => held[Number(index)] ?? '')
}

/** Whether `written`, in words or as an `own:…` fingerprint, is what the item says today. */
export function saysStill(written: string, item: Pick<Item, 'own' | 'fingerprint'>): boolean {
  if (written.startsWith('own:')) return written === item.fingerprint.own
  // An own text is compared as it stands first: one that ended with `..` would lose a second full stop.
  return (
    written === item.own ||
    normaliseSentence(written) === item.own ||
    normaliseSentence(withoutMarks(written)) === item.own
  )
}
