export {begins, dateInWords, ends, inWords} from '../model/dates.ts'

/** `24 h` or `90 min`: a length of time. */
export function lengthInWords(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000)
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`
}
