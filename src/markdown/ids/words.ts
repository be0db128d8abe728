const stopWords = new Set(
  (
    'a an the this that these those and or of for to in on at by with from as per via ' +
    'into is are be been being was were has have had it its your our you we they their not no do does'
  ).split(' '),
)

/** A text in lower-case words. A mark alone is none: emoji leave invisible ones behind. */
export function wordsOf(text: string): string[] {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.filter((word) => /[\p{L}\p{N}]/u.test(word))
}

/** The words that carry a text. What stands in parentheses is dropped unless nothing else is left. */
export function tellingWords(text: string, parentheses: 'dropped' | 'kept' = 'dropped'): string[] {
  const telling = (part: string) => wordsOf(part).filter((word) => !stopWords.has(word))
  const bare = parentheses === 'dropped' ? telling(withoutParentheses(text)) : []
  return bare.length > 0 ? bare : telling(text)
}

/** As many whole words as fit into a number of code points, joined; one longer word is cut. */
export function fitting(words: readonly string[], most: number): string {
  const [first = '', ...others] = words
  let joined = [...first].slice(0, most).join('')
  for (const word of others) {
    if ([...joined, '-', ...word].length > most) break
    joined += `-${word}`
  }
  return joined
}

/** Text without pairs of parentheses and what is between them; one that has no partner stays. */
function withoutParentheses(text: string): string {
  const open: number[] = []
  const kept: string[] = []
  for (const character of text) {
    const start = /[)）]/.test(character) ? open.pop() : undefined
    if (/[(（]/.test(character)) open.push(kept.length)
    if (start === undefined) kept.push(character)
    else kept.splice(start, kept.length, ' ')
  }
  return kept.join('')
}
