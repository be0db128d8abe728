import * as z from 'zod'
import type {Json} from '../model/index.ts'
import {bare, put} from './place.ts'

/** What a field is held against, so that values just beside it are tried. */
export interface Hints {
  values: readonly Json[]
  /** Texts that its patterns match. */
  samples: readonly string[]
  /** Whether whole numbers in it are lengths. */
  measures: boolean
  /** A text that nobody expects, the same at each drill. */
  stranger: string
  /** Levels of lists and maps that may still be filled. */
  depth: number
}

const day = 86_400_000
const longest = 100_000
const kinds = [
  ...['1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '1970-01-01', '9999-12-31', '00:00:00'],
  ...['https://drill.invalid/', 'drill@drill.invalid', 'drill.invalid', '192.0.2.1', '2001:db8::1', '192.0.2.0/24'],
  ...['00000000-0000-4000-8000-000000000000', 'aGk=', 'deadbeef', '0'.repeat(40), '0'.repeat(64)],
]

const isText = (json: Json | undefined): json is string => typeof json === 'string'
const isNumber = (json: Json | undefined): json is number => typeof json === 'number'
const isScalar = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)
const lengths = ({values, measures}: Hints): number[] =>
  measures
    ? values
        .filter(isNumber)
        .flatMap((n) => [n - 1, n, n + 1].filter((each) => Number.isInteger(each) && each >= 0 && each < longest))
    : []

/** A text and those that a careless comparison would take for it. */
function misses(text: string): string[] {
  const date = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN
  const moments =
    Number.isNaN(date) || Math.abs(date) > 8e15 ? [] : [date - day, date + day].map((at) => new Date(at).toISOString())
  const other = text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase()
  return [text.slice(0, -1), `${text}x`, other, `x${text}`, text, ` ${text} `, ...moments]
}

function texts(hints: Hints, current: Json | undefined): string[] {
  const compared = hints.values.filter((value) => value !== null && isScalar(value)).map(String)
  return [
    ...(isText(current) && current !== '' ? [''] : []),
    ...compared.filter((text) => text.length < longest).flatMap(misses),
    ...hints.samples,
    ...(isText(current) && current.length < longest ? misses(current) : []),
    ...['', hints.stranger, '0', '-1', 'true', 'null', '{}', '[]'],
    ...lengths(hints).map((length) => 'x'.repeat(length)),
    'long '.repeat(60),
  ]
}

function numbers({values}: Hints, current: Json | undefined): number[] {
  const around = (n: number): number[] => [n - 1, n + 1, n, n * 0.9, n * 1.1, -n]
  const compared = values.filter(isNumber).flatMap(around)
  return [...compared, 0, 1, -1, 404, 500, 1e9, -1e9, 0.5, ...(isNumber(current) ? around(current) : [])]
}

const bounds = ({_zod}: z.core.$ZodNumber): number[] =>
  [_zod.bag.minimum, _zod.bag.maximum].filter((bound) => bound !== undefined)

const fits = (schema: z.core.$ZodType, value: Json): boolean => z.safeParse(schema, value).success

/** Any data at all: every kind, and near misses of what stands there. */
const anything = (hints: Hints, current: Json | undefined): Json[] => [
  ...(typeof current === 'boolean' ? [!current] : []),
  ...(isText(current) ? texts(hints, current) : []),
  ...(isNumber(current) ? numbers(hints, current) : []),
  ...hints.values,
  ...(hints.values.some(isNumber) ? numbers(hints, current) : []),
  ...(isText(current) ? [] : texts(hints, current)),
  ...[true, false, null, 0, 1, [], {}],
  ...lists(null, hints, current),
]

function lists(element: z.core.$ZodType | null, hints: Hints, current: Json | undefined): Json[][] {
  const now = Array.isArray(current) ? current : []
  const inner =
    element === null ? [...hints.values, hints.stranger] : near(element, now[0], hints).flatMap((each) => each ?? [])
  const some = inner.slice(0, 24)
  const [one = null] = some
  return [
    [],
    ...(now.length > 0 ? [now.slice(1), now.slice(0, -1), [...now].reverse()] : []),
    ...some.flatMap((each) => [[each], [...now, each]]),
    ...lengths(hints).map((length) => Array<Json>(Math.min(length, 1_000)).fill(one)),
  ]
}

function maps(value: z.core.$ZodType, hints: Hints, current: Json | undefined): Json[] {
  const now = current !== null && typeof current === 'object' && !Array.isArray(current) ? current : {}
  const names = [...hints.values.filter(isText), hints.stranger].slice(0, 12)
  const [first = null] = near(value, undefined, hints).filter((each) => each !== undefined)
  const more = names.flatMap((name) => put(now, [name], first) ?? [])
  return [{}, ...Object.keys(now).flatMap((name) => put(now, [name], undefined) ?? []), ...more]
}

/** The least that a schema takes: nothing, empty, zero, false. */
export function blank(schema: z.core.$ZodType, hints: Hints): Json {
  if (schema instanceof z.core.$ZodNullable) return null
  const inner = bare(schema)
  if (inner instanceof z.core.$ZodObject) {
    const fields = Object.entries(inner._zod.def.shape).filter(([, field]) => !(field instanceof z.core.$ZodOptional))
    return Object.fromEntries(fields.map(([name, field]) => [name, blank(field, hints)]))
  }
  const least: Json[] = [null, '', false, 0, [], {}]
  return [...least, ...near(inner, undefined, hints)].find((each) => each !== undefined && fits(inner, each)) ?? null
}

function candidates(schema: z.core.$ZodType, current: Json | undefined, hints: Hints): Json[] {
  if (schema instanceof z.core.$ZodBoolean) return [current !== true, current === true]
  if (schema instanceof z.core.$ZodEnum) return Object.values(schema._zod.def.entries)
  if (schema instanceof z.core.$ZodLiteral) return schema._zod.def.values.filter(isScalar)
  if (schema instanceof z.core.$ZodNumber) return [...numbers(hints, current), ...bounds(schema)]
  if (schema instanceof z.core.$ZodString) return [...texts(hints, current), ...kinds]
  if (schema instanceof z.core.$ZodArray) return lists(schema._zod.def.element, hints, current)
  if (schema instanceof z.core.$ZodRecord) return maps(schema._zod.def.valueType, hints, current)
  if (schema instanceof z.core.$ZodUnion)
    return schema._zod.def.options.flatMap((option) => near(option, current, hints)).flatMap((each) => each ?? [])
  if (schema instanceof z.core.$ZodObject) {
    const whole = blank(schema, hints)
    const fields = Object.entries(schema._zod.def.shape)
    return fields.flatMap(([name, field]) =>
      near(field, undefined, hints)
        .slice(0, 12)
        .flatMap((each) => put(whole, [name], each) ?? []),
    )
  }
  return anything(hints, current)
}

/** Other values that a schema takes, those first that somebody could mistake for the right one; undefined takes the value away. */
export function near(schema: z.core.$ZodType | null, current: Json | undefined, hints: Hints): (Json | undefined)[] {
  if (schema === null) return [undefined, ...anything(hints, current)]
  if (hints.depth === 0) return [null, undefined]
  const inner = bare(schema)
  const written = hints.values.filter((value) => !isScalar(value))
  const tried = [...candidates(inner, current, {...hints, depth: hints.depth - 1}), ...written]
  const others = tried.filter((each) => fits(inner, each))
  return [...others, null, undefined]
}
