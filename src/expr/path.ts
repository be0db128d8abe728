import type {Json} from '../model/index.ts'
import type {Shape} from './shape.ts'

/** The keys to a value as written. A key may be several joined by dots; one that holds a dot itself is written by nesting. */
export type Path = readonly string[]

function inner(shape: Shape, key: string): Shape | null {
  if (shape.kind === 'object') return shape.fields.get(key) ?? null
  if (shape.kind === 'map') return shape.of
  if (shape.kind === 'list') return /^\d+$/.test(key) ? shape.of : null
  return null
}

/** The shape of what a path leads to, or null when nothing can be there; `dotted` for what is left of a key with dots. */
export function shapeAt(shape: Shape, [key, ...rest]: Path, dotted = false): Shape | null {
  if (key === undefined || shape.kind === 'free') return shape
  const dot = key.indexOf('.')
  const whole = dotted && dot !== -1 ? null : inner(shape, key)
  if (whole !== null) return shapeAt(whole, rest)
  const head = dot === -1 ? null : inner(shape, key.slice(0, dot))
  return head === null ? null : shapeAt(head, [key.slice(dot + 1), ...rest], true)
}

function own(value: Json, key: string): Json | undefined {
  if (value === null || typeof value !== 'object') return undefined
  if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined
  return Object.hasOwn(value, key) ? value[key] : undefined
}

/** The value that a path leads to, undefined when nothing is there. */
export function valueAt(value: Json, [key, ...rest]: Path): Json | undefined {
  if (key === undefined) return value
  const whole = own(value, key)
  if (whole !== undefined) return valueAt(whole, rest)
  const dot = key.indexOf('.')
  const head = dot === -1 ? undefined : own(value, key.slice(0, dot))
  return head === undefined ? undefined : valueAt(head, [key.slice(dot + 1), ...rest])
}
