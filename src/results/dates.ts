export {begins, dateInWords, ends, inWords} from '../model/dates.ts'

/** The last moment that data can hold; what ends later does not end. */
export const lastMoment = Date.parse('9999-12-31T23:59:59.999Z')

/** A time as data has it. */
export const iso = (time: number): string => new Date(Math.min(time, lastMoment)).toISOString()

/** `24 h` or `90 min`: a length of time. */
export function lengthInWords(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000)
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`
}
