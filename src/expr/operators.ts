import {isDeepStrictEqual} from 'node:util'
import type {Json} from '../model/index.ts'
import {allowance} from './cel.ts'
import {kindWords, type Shape} from './shape.ts'
import {withinTime} from './time-limit.ts'

/** Keys from an expectation map to a value in it. */
export type Place = readonly (string | number)[]

/** A value in an expectation that is not of the kind it is held against. */
export interface Misfit {
  place: Place
  value: Json
  wanted: string
  /** Text was wanted and a scalar stands there, so its source can be taken. */
  asText: boolean
}

/** An expectation that cannot be read, or a value that cannot be held against an operator at all. */
export class Unfit extends Error {}

interface Operator {
  /** What does not fit in the operand, when the value has this shape. */
  misfits(operand: Json, shape: Shape, place: Place): Misfit[]
  holds(value: Json, operand: Json): boolean
  /** Reads null as "nothing there". */
  needsValue: boolean
}

const longestPattern = 1_000
const misfit = (value: Json, wanted: string, place: Place, asText = false): Misfit[] => [{place, value, wanted, asText}]

function fits(value: Json, shape: Shape, place: Place): Misfit[] {
  const wrong = (asText = false) => misfit(value, kindWords(shape), place, asText)
  if (shape.kind === 'free') return []
  if (shape.kind === 'text')
    return typeof value === 'string' ? [] : wrong(typeof value === 'number' || typeof value === 'boolean')
  if (shape.kind === 'bool') return typeof value === 'boolean' ? [] : wrong()
  if (shape.kind === 'int') return Number.isInteger(value) ? [] : wrong()
  if (shape.kind === 'number') return typeof value === 'number' ? [] : wrong()
  if (shape.kind === 'list')
    return Array.isArray(value) ? value.flatMap((item, index) => fits(item, shape.of, [...place, index])) : wrong()
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return wrong()
  return Object.entries(value).flatMap(([key, item]) => {
    const of = shape.kind === 'object' ? shape.fields.get(key) : shape.kind === 'map' ? shape.of : undefined
    return of === undefined
      ? misfit(item, `one of its keys, not \`${key}\``, [...place, key])
      : fits(item, of, [...place, key])
  })
}

const text: Shape = {kind: 'text', nullable: false}
const numeric = (shape: Shape): boolean => ['int', 'number', 'free'].includes(shape.kind)

const compare = (sign: 1 | -1): Operator => ({
  needsValue: true,
  misfits(operand, shape, place) {
    if (!numeric(shape)) return misfit(operand, `an operator for ${kindWords(shape)}`, place)
    return typeof operand === 'number' ? [] : misfit(operand, 'a number', place)
  },
  holds(value, operand) {
    if (typeof value !== 'number') throw new Unfit('expected a number')
    return typeof operand === 'number' && (value - operand) * sign >= 0
  },
})

const equals: Operator = {
  needsValue: false,
  misfits: fits,
  holds: (value, operand) => isDeepStrictEqual(value, operand),
}

function pattern(operand: Json, place: Place): Misfit[] {
  if (typeof operand !== 'string') return fits(operand, text, place)
  if (operand.length > longestPattern)
    return misfit(operand, `a pattern of at most ${longestPattern} characters`, place)
  try {
    new RegExp(operand)
    return []
  } catch {
    return misfit(operand, 'a regular expression', place)
  }
}

/** The operators of expectation maps. `not` stands in `clauses.ts`, since it may hold operators itself. */
export const operators = {
  equals,
  one_of: {
    needsValue: false,
    misfits(operand, shape, place) {
      if (!Array.isArray(operand) || operand.length === 0) return misfit(operand, 'a list of values', place)
      return operand.flatMap((item, index) => fits(item, shape, [...place, index]))
    },
    holds: (value, operand) => Array.isArray(operand) && operand.some((item) => isDeepStrictEqual(value, item)),
  },
  matches: {
    needsValue: true,
    misfits: (operand, shape, place) =>
      shape.kind === 'text' || shape.kind === 'free'
        ? pattern(operand, place)
        : misfit(operand, `an operator for ${kindWords(shape)}`, place),
    holds(value, operand) {
      if (typeof value !== 'string' || typeof operand !== 'string') throw new Unfit('expected text')
      return withinTime(() => new RegExp(operand).test(value), allowance)
    },
  },
  contains: {
    needsValue: true,
    misfits(operand, shape, place) {
      if (shape.kind === 'list') return fits(operand, shape.of, place)
      if (shape.kind === 'free') return []
      if (shape.kind === 'text' || shape.kind === 'map' || shape.kind === 'object') return fits(operand, text, place)
      return misfit(operand, `an operator for ${kindWords(shape)}`, place)
    },
    holds(value, operand) {
      if (Array.isArray(value)) return value.some((item) => isDeepStrictEqual(item, operand))
      if (typeof value === 'string') return value.includes(String(operand))
      if (value === null || typeof value !== 'object') throw new Unfit('expected text, a list or a map')
      return typeof operand === 'string' && Object.hasOwn(value, operand)
    },
  },
  at_most: compare(-1),
  at_least: compare(1),
} as const satisfies Record<string, Operator>

/** Names of all operators. */
export const operatorNames: readonly string[] = ['not', 'present', ...Object.keys(operators)]

/** The operator of a name that judges a value by itself. */
export const operatorNamed = (name: string): Operator | null =>
  new Map<string, Operator>(Object.entries(operators)).get(name) ?? null
