import * as z from 'zod'

const day = z.iso.date()
const moment = z.iso.datetime({offset: true})
const dayLength = 86_400_000
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const isDay = (written: string): boolean => day.safeParse(written).success

/** When a date that a person wrote begins, in milliseconds; null when it is neither a plain day nor a moment with a zone. */
export const begins = (written: string): number | null =>
  isDay(written) || moment.safeParse(written).success ? Date.parse(written) : null

/** When it ends: a plain day counts to its last millisecond in UTC. */
export function ends(written: string): number | null {
  const start = begins(written)
  return start !== null && isDay(written) ? start + dayLength - 1 : start
}

/** `24 Nov 2026`, the day of a moment in UTC. */
export function dayInWords(time: number): string {
  const [year = '', month = '', date = ''] = new Date(time).toISOString().slice(0, 10).split('-')
  return `${Number(date)} ${months[Number(month) - 1] ?? ''} ${year}`
}

/** `24 Nov 2026, 14:02 UTC`. */
export const inWords = (time: number): string =>
  `${dayInWords(time)}, ${new Date(time).toISOString().slice(11, 16)} UTC`

/** A date that a person wrote, as it was meant: a day stays a day. */
export function dateInWords(written: string): string {
  const start = begins(written)
  return start === null ? written : isDay(written) ? dayInWords(start) : inWords(start)
}
