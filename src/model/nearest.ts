import {distance} from 'fastest-levenshtein'

const farthest = (word: string): number => Math.max(2, Math.floor(word.length / 3))

/** The known words that a mistyped one may have meant, best first; at most `most` of them. */
export function nearest(word: string, known: Iterable<string>, most = 1): string[] {
  const lower = word.toLowerCase()
  return [...new Set(known)]
    .map((name) => ({name, far: distance(lower, name.toLowerCase())}))
    .filter(({name, far}) => far <= farthest(name) || (word.length > 3 && name.toLowerCase().includes(lower)))
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({name}) => name)
}

/** `a`, `b` or `c`, each in backticks; long lists are cut. */
export function oneOf(names: Iterable<string>, most = 12): string {
  const all = [...names].map((name) => `\`${name}\``)
  if (all.length > most) return `${all.slice(0, most).join(', ')} … (${all.length} in all)`
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`
}

/** Ends a message about an unknown word: what was meant, or what there is. */
export function meant(word: string, known: Iterable<string>): string {
  const all = [...known]
  const [best] = nearest(word, all)
  if (best !== undefined) return `did you mean \`${best}\`?`
  return all.length === 0 ? 'none is declared' : `expected ${oneOf(all)}`
}
