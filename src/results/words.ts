/** The words of a heading or name, as ids are made of them. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/** `serving_mode` as a reader says it. */
export const spoken = (name: string): string => name.replaceAll('_', ' ')

/** `1 item`, `2 items`. */
export const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`

/** A message as a clause that can stand inside a sentence. */
export const clause = (message: string): string => message.trim().replace(/\.$/u, '')
