/** Pairs of letters with how often each stands in a text, and how many there are in all. */
export interface Pairs {
  counts: ReadonlyMap<string, number>
  total: number
}

/** The pairs of neighbouring letters in each word of a text; the start and the end of a word count as letters. */
export function pairsOf(text: string): Pairs {
  const counts = new Map<string, number>()
  let total = 0
  for (const word of text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) {
    const letters = [' ', ...word, ' ']
    for (let at = 1; at < letters.length; at += 1) {
      const pair = `${letters[at - 1]}${letters[at]}`
      counts.set(pair, (counts.get(pair) ?? 0) + 1)
      total += 1
    }
  }
  return {counts, total}
}

/**
 * How alike two texts are, from 0 to 1: the Sørensen–Dice coefficient over pairs of letters, as Adamson and Boreham
 * (1974, "The use of an association measure based on character structure") used it for titles. One changed word costs
 * about its share of the letters, and the order of words counts for little.
 */
export function similarity(one: Pairs, other: Pairs): number {
  const [few, many] = one.counts.size <= other.counts.size ? [one, other] : [other, one]
  let shared = 0
  for (const [pair, count] of few.counts) shared += Math.min(count, many.counts.get(pair) ?? 0)
  const all = one.total + other.total
  return all === 0 ? 0 : (2 * shared) / all
}
