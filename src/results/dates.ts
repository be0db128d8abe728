import * as z from 'zod'

const day = z.iso.date()
const moment = z.iso.datetime({offset: true})
const dayLength = 86_400_000
const units: Readonly<Record<string, number>> = {m: 60_000, h: 3_600_000, d: dayLength, w: 7 * dayLength}
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** When a date that a person wrote begins, in milliseconds; null when it is neither a plain day nor a moment with a zone. */
export const begins = (written: string): number | null =>
  day.safeParse(written).success || moment.safeParse(written).success ? Date.parse(written) : null

/** When it ends: a plain day counts to its last millisecond in UTC. */
export function ends(written: string): number | null {
  const start = begins(written)
  return start !== null && day.safeParse(written).success ? start + dayLength - 1 : start
}

/** A span such as `180d` in milliseconds, or null. */
export function span(written: string): number | null {
  const [, count, unit] = /^(\d{1,6})([mhdw])$/.exec(written) ?? []
  const length = unit === undefined ? undefined : units[unit]
  return count === undefined || length === undefined ? null : Number(count) * length
}

/** `24 Nov 2026, 14:02 UTC`. */
export function inWords(time: number): string {
  const [date = '', clock = ''] = new Date(time).toISOString().split('T')
  const [year = '', month = '', dayOfMonth = ''] = date.split('-')
  return `${Number(dayOfMonth)} ${months[Number(month) - 1] ?? ''} ${year}, ${clock.slice(0, 5)} UTC`
}

/** `24 h` or `90 min`: a length of time. */
export function lengthInWords(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000)
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`
}
