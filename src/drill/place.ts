import * as z from 'zod'
import type {Json} from '../model/index.ts'

/** Keys to a value in an observation; `*` is every element of a list or map. */
export type Path = readonly string[]

const isMap = (value: Json | undefined): value is {[key: string]: Json} =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const isIndex = (key: string): boolean => /^\d{1,4}$/.test(key)
/** A key that no map has, since assigning it would do something else. */
const isBarred = (key: string): boolean => key === '__proto__'

/** The value at a path; of `*` the first one. */
export function valueAt(value: Json | undefined, [key, ...rest]: Path): Json | undefined {
  if (key === undefined || value === undefined) return value
  if (value === null || typeof value !== 'object') return undefined
  if (key === '*') return valueAt(Object.values(value)[0], rest)
  return Object.hasOwn(value, key)
    ? valueAt(Object.entries(value).find(([name]) => name === key)?.[1], rest)
    : undefined
}

/** The same data with another value at a path, or without it where the value is undefined. What is missing on the way is made. */
export function put(value: Json | undefined, [key, ...rest]: Path, to: Json | undefined): Json | undefined {
  if (key === undefined) return to
  if (Array.isArray(value)) {
    if (key === '*') return (value.length === 0 ? [null] : value).flatMap((each) => put(each, rest, to) ?? [])
    if (isIndex(key)) {
      const at = Number(key)
      const longer = at < value.length ? value : [...value, ...Array<Json>(at - value.length + 1).fill(null)]
      return longer.flatMap((each, index) => (index === at ? (put(each, rest, to) ?? []) : [each]))
    }
  }
  if (!isMap(value) && (key === '*' || isIndex(key))) return put([], [key, ...rest], to)
  const map = isMap(value) ? value : {}
  if (key === '*') return entries(Object.entries(map).map(([name, each]) => [name, put(each, rest, to)]))
  const dot = Object.hasOwn(map, key) ? -1 : key.indexOf('.')
  // A path in an expectation may be written as one key with dots.
  if (dot > 0) return put(map, [key.slice(0, dot), key.slice(dot + 1), ...rest], to)
  return entries([
    ...Object.entries(map).filter(([name]) => name !== key),
    [key, put(Object.hasOwn(map, key) ? map[key] : undefined, rest, to)],
  ])
}

const entries = (all: readonly (readonly [string, Json | undefined])[]): Json =>
  Object.fromEntries(
    all.flatMap(([name, each]) => (each === undefined || isBarred(name) ? [] : [[name, each] as const])),
  )

/** Every path in an observation, outermost first, at most so many. */
export function pathsIn(observation: Json, most: number): string[][] {
  const found: string[][] = [[]]
  for (const path of found) {
    const value = valueAt(observation, path)
    if (value === null || typeof value !== 'object') continue
    for (const key of Object.keys(value).slice(0, 12)) if (found.length <= most) found.push([...path, key])
  }
  return found.slice(1)
}

/** A schema without what only says that a value may be missing or null. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodNullable ||
    schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodReadonly
  )
    return bare(schema._zod.def.innerType)
  if (schema instanceof z.core.$ZodPipe) return bare(schema._zod.def.out)
  return schema
}

/** The schema of what a path leads to; null where any data may be. */
export function schemaAt(schema: z.core.$ZodType | null, [key, ...rest]: Path): z.core.$ZodType | null {
  if (key === undefined || schema === null) return schema
  const inner = bare(schema)
  if (inner instanceof z.core.$ZodObject) return schemaAt(inner._zod.def.shape[key] ?? null, rest)
  if (inner instanceof z.core.$ZodRecord) return schemaAt(inner._zod.def.valueType, rest)
  if (inner instanceof z.core.$ZodArray) return schemaAt(inner._zod.def.element, rest)
  return null
}

/** Whether a schema lists the values that it takes. */
export function isClosed(schema: z.core.$ZodType): boolean {
  const inner = bare(schema)
  return inner instanceof z.core.$ZodLiteral || inner instanceof z.core.$ZodEnum || inner instanceof z.core.$ZodBoolean
}
