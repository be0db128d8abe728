import {noTenant, type Plan} from '../model/index.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number): string => String(value).padStart(2, '0')

/** `3 Dec 2026 14:00 UTC`; a plain day stays a day. */
export function moment(text: string): string {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) return text
  const date = `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`
  return /^\d{4}-\d\d-\d\d$/.test(text) ? date : `${date} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`
}

/** `14:02:09 UTC` */
export const clockTime = (text: string): string => `${new Date(text).toISOString().slice(11, 19)} UTC`

/** `420 ms`, `1.8 s`, `2 min 5 s` */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

export const many = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
/** Ends a text as a sentence, once. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)

/** The boxes as Markdown has them. */
export const boxes = {ticked: '[x]', 'not-ticked': '[ ]', 'not-applicable': '[-]'} as const

/** An item as commands take it: its id, with the checklist before it where there are several. */
export function shortKey({checklists}: Pick<Plan, 'checklists'>, key: string): string {
  const [only, ...others] = checklists
  return only !== undefined && others.length === 0 && key.startsWith(`${only.name}:`)
    ? key.slice(only.name.length + 1)
    : key
}

/** `acme, globex: ` before what concerns only them. */
export const tenantsBefore = (tenants: readonly string[]): string =>
  tenants.length === 0 || tenants.includes(noTenant) ? '' : `${tenants.join(', ')}: `

/** A word of a command as a shell takes it. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
