import type {Json} from '../model/index.ts'

/** The largest observation that a run keeps, as JSON. */
const most = 65_536
const deepest = 40
const cutMark = '… (cut)'

/** A text of at most so many characters, never cut inside of one. */
export const capText = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - cutMark.length).toWellFormed()}${cutMark}`

/** The same data with texts of at most `text` characters, lists and maps of at most `many` entries. */
function shorten(value: Json, text: number, many: number, depth = 0): Json {
  if (typeof value === 'string') return capText(value, text)
  if (value === null || typeof value !== 'object') return value
  if (depth === deepest) return cutMark
  if (Array.isArray(value)) return value.slice(0, many).map((item) => shorten(item, text, many, depth + 1))
  const entries = Object.entries(value).slice(0, many)
  return Object.fromEntries(entries.map(([key, item]) => [capText(key, 200), shorten(item, text, many, depth + 1)]))
}

const sizeOf = (value: Json): number => Buffer.byteLength(JSON.stringify(value))

/** An observation as a run keeps it: whole where it is small, else with its longest texts and lists cut, harder until it fits. */
export function capObservation(observation: Json): Json {
  if (sizeOf(observation) <= most) return observation
  for (let text = 16_384, many = 1_024; many >= 1; text /= 2, many /= 2) {
    const shorter = shorten(observation, text, many)
    if (sizeOf(shorter) <= most) return shorter
  }
  return {cut: true}
}
