import {capText, cutMark, type Json} from '../model/index.ts'

/** The largest observation that a run keeps, as JSON. */
const most = 65_536
const deepest = 40

/** The same data with texts of at most `text` characters, lists and maps of at most `many` entries and a mark where more were. */
function shorten(value: Json, text: number, many: number, depth = 0): Json {
  if (typeof value === 'string') return capText(value, text)
  if (value === null || typeof value !== 'object') return value
  if (depth === deepest) return cutMark
  const inner = (item: Json): Json => shorten(item, text, many, depth + 1)
  if (Array.isArray(value)) return [...value.slice(0, many).map(inner), ...(value.length > many ? [cutMark] : [])]
  const entries = Object.entries(value)
  const kept = entries.slice(0, many).map(([key, item]) => [capText(key, 200), inner(item)])
  return Object.fromEntries([...kept, ...(entries.length > many ? [['…', cutMark]] : [])])
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
