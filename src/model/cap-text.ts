/** What stands where something was too large to be kept. */
export const cutMark = '… (cut)'

/** A text of at most so many characters, never cut inside of one. */
export const capText = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - cutMark.length).toWellFormed()}${cutMark}`

/** How long the texts of a finding may be. */
export const longestText = {written: 1_000, message: 2_000, expected: 1_000, saw: 1_000, next: 500} as const
