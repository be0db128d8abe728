import type {Reason, Status} from '../model/index.ts'

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** A count in words as far as twelve, in digits above. */
export const numberWord = (count: number): string => small[count] ?? String(count)

/** `1 item fails`, `2 items fail`: the first form for one, the second for all others. */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** `1st`, `2nd`, `3rd`, `11th`. */
export function ordinal(count: number): string {
  const ending = {one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th'}
  return `${count}${ending[new Intl.PluralRules('en', {type: 'ordinal'}).select(count)]}`
}

/** The text with one full stop at its end. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)

/** A text without its final full stop or colon, for the inside of a sentence. */
export const unstopped = (text: string): string => text.replace(/[.:：]\s*$/, '')

export const statusWord = (status: Status): string => status.replaceAll('-', ' ')

/** A reason as a remark under `blocked`; its sentence stands in the note. */
export const reasonWord = (reason: Reason): string =>
  reason === 'error' ? 'nothing seen' : reason.replaceAll('-', ' ')

/** Words of a name joined by hyphens, safe in ids, classes and CSS selectors. */
export const slug = (name: string): string =>
  (
    name
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  ).join('-')

/** `How to` from `how-to`, `RBAC` from `RBAC`. */
export const humanised = (name: string): string => capital(name.replaceAll(/[-_]+/g, ' ').trim())
