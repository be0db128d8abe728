export {begins, dateInWords, ends, inWords} from '../model/dates.ts'

/** No moment is later than this one. */
export const lastMoment = 8.64e15

/** A time as data has it. */
export const iso = (time: number): string => new Date(Math.min(time, lastMoment)).toISOString()

/** `24 h` or `90 min`: a length of time. */
export function lengthInWords(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000)
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`
}
