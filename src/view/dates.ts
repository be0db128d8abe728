import type {Element} from 'hast'
import {h} from 'hastscript'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0')
const two = (count: number): string => String(count).padStart(2, '0')

/** `24 Nov 2026` in UTC, with no-break spaces; a text that is no date stays as it is. */
export function day(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return unbroken(`${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`)
}

const fullMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `November 2026` in UTC. */
export function monthOf(iso: string): string {
  const date = new Date(iso)
  return `${fullMonths[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`
}

/** `15 Jan`, for a narrow place that has the year elsewhere. */
export const shortDay = (iso: string): string => day(iso).split('\u00a0').slice(0, 2).join('\u00a0')

/** `24 Nov 2026, 14:02 UTC`. */
export function moment(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return unbroken(`${day(iso)}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`)
}

/** `24 Nov 2026, 14:02:09 UTC`, for what one call saw. */
export function exactMoment(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return moment(iso).replace('\u00a0UTC', `:${two(date.getUTCSeconds())}\u00a0UTC`)
}

/** `14:02 UTC`. */
export const timeOfDay = (iso: string): string => moment(iso).split('\u00a0').slice(-2).join('\u00a0')

export const timeElement = (iso: string, text: string): Element => h('time', {dateTime: iso}, text)

/** A moment, and a place where the page's script writes its age. */
export const aged = (iso: string): Element[] => [timeElement(iso, moment(iso)), h('span.pm-age')]
