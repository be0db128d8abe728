import type {Json} from '../model/index.ts'
import {meant, nearest} from '../model/nearest.ts'
import {type Complaint, complaint} from './complaint.ts'
import {type Misfit, operatorNamed, operatorNames, type Place, Unfit} from './operators.ts'
import {type Path, shapeAt, valueAt} from './path.ts'
import {kindWords, type Shape} from './shape.ts'
import {TooLong} from './time-limit.ts'

/** One demand of an expectation map: an operator on what a path leads to; an empty path is the whole observation. */
export interface Clause {
  path: Path
  operator: string
  operand: Json
  place: Place
  /** Of `not` over operators. */
  inner: Clause[]
}

const isMap = (value: Json): value is {[key: string]: Json} =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const allOperators = (value: {[key: string]: Json}): boolean =>
  Object.keys(value).every((key) => operatorNames.includes(key))

/** Flattens an expectation map; throws `Unfit` when operators and fields are mixed. */
export function clausesOf(value: Json, path: Path = [], place: Place = []): Clause[] {
  if (!isMap(value)) return [{path, operator: 'equals', operand: value, place, inner: []}]
  const keys = Object.keys(value)
  const where = path.length === 0 ? '' : ` at \`${path.join('.')}\``
  if (keys.length === 0) throw new Unfit(`Unexpected empty map${where}, expected a field or an operator`)
  if (!keys.some((key) => operatorNames.includes(key))) {
    return Object.entries(value).flatMap(([key, inner]) => clausesOf(inner, [...path, key], [...place, key]))
  }
  const field = keys.find((key) => !operatorNames.includes(key))
  if (field !== undefined) {
    const operator = keys.find((key) => operatorNames.includes(key))
    throw new Unfit(
      `Unexpected field \`${field}\` beside the operator \`${operator}\`${where}, expected all fields or all operators`,
    )
  }
  return Object.entries(value).map(([operator, operand]) => {
    const negated = operator === 'not' && isMap(operand) && Object.keys(operand).length > 0 && allOperators(operand)
    const inner = negated ? clausesOf(operand, path, [...place, operator]) : []
    return {path, operator, operand, place: [...place, operator], inner}
  })
}

function misfits({path, operator, operand, place, inner}: Clause, root: Shape): Misfit[] {
  const shape = shapeAt(root, path)
  if (shape === null || inner.length > 0) return inner.flatMap((clause) => misfits(clause, root))
  if (operator === 'present')
    return typeof operand === 'boolean' ? [] : [{place, value: operand, wanted: '`true` or `false`', asText: false}]
  return operatorNamed(operator === 'not' ? 'equals' : operator)?.misfits(operand, shape, place) ?? []
}

const words = (value: Json): string => (isMap(value) ? 'map' : Array.isArray(value) ? 'list' : `\`${String(value)}\``)

function unknownField({path}: Clause, root: Shape): string | null {
  if (shapeAt(root, path) !== null) return null
  const steps = path.flatMap((key) => key.split('.'))
  const depth = steps.findIndex((_step, index) => shapeAt(root, steps.slice(0, index + 1)) === null)
  const parent = shapeAt(root, steps.slice(0, depth)) ?? root
  const known = parent.kind === 'object' ? [...parent.fields.keys()] : []
  if (known.length > 0) return `Unexpected field \`${steps[depth]}\`, ${meant(steps[depth] ?? '', known)}`
  const [operator = '', ...more] = steps.slice(depth)
  if (more.length === 0 && nearest(operator, operatorNames).length > 0)
    return `Unexpected operator \`${operator}\` at \`${steps.slice(0, depth).join('.')}\`, ${meant(operator, operatorNames)}`
  return `Unexpected \`.${steps.slice(depth).join('.')}\` behind \`${steps.slice(0, depth).join('.')}\`, which is ${kindWords(parent)}`
}

const say = (message: string): Complaint => complaint('expectation', message, '')

/** What is wrong with an expectation map over observations of this shape, or null. */
export function checkMap(map: {[key: string]: Json}, root: Shape): Complaint | null {
  try {
    const clauses = clausesOf(map)
    for (const clause of clauses) {
      const unknown = unknownField(clause, root)
      if (unknown !== null) return say(unknown)
    }
    const [wrong] = clauses.flatMap((clause) => misfits(clause, root))
    if (wrong === undefined) return null
    const several = Array.isArray(wrong.value) && wrong.wanted !== 'a list' ? '; several are written `one_of: […]`' : ''
    return say(`Unexpected ${words(wrong.value)} at \`${wrong.place.join('.')}\`, expected ${wrong.wanted}${several}`)
  } catch (error) {
    if (error instanceof Unfit) return say(error.message)
    throw error
  }
}

/** Places of scalars that stand where text is wanted, so that their source can be taken instead. */
export function textPlacesIn(map: {[key: string]: Json}, root: Shape): Place[] {
  try {
    return clausesOf(map)
      .flatMap((clause) => misfits(clause, root))
      .filter(({asText}) => asText)
      .map(({place}) => place)
  } catch (error) {
    if (error instanceof Unfit) return []
    throw error
  }
}

/** What became of a clause: it holds or not, nothing is there, or what is there cannot be judged. */
export type Held = boolean | 'missing' | Unfit | TooLong

function compared(operator: string, value: Json, operand: Json, path: Path): Held {
  const judged = operatorNamed(operator)
  if (judged === null || (judged.needsValue && value === null)) return 'missing'
  try {
    return judged.holds(value, operand)
  } catch (error) {
    if (error instanceof Unfit)
      return new Unfit(`Unexpected ${words(value)} at \`${path.join('.')}\`, ${error.message}`)
    if (error instanceof TooLong) return error
    throw error
  }
}

/** Holds a clause against an observation. */
export function holds({path, operator, operand, inner}: Clause, observation: Json): Held {
  const found = valueAt(observation, path)
  if (operator === 'present') return (found !== undefined && found !== null) === operand
  if (found === undefined) return 'missing'
  if (operator !== 'not') return compared(operator, found, operand, path)
  const parts =
    inner.length === 0 ? [compared('equals', found, operand, path)] : inner.map((each) => holds(each, observation))
  if (parts.includes(false)) return true
  return parts.find((part) => part !== true) ?? false
}
