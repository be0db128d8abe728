import {type ASTNode, EvaluationError} from '@marcbachmann/cel-js'
import type * as z from 'zod'
import type {Expectation, Json} from '../model/index.ts'
import {below, checkTypes, isComplaint, type Parsed, parseCel, runCel, typeWords} from './cel.ts'
import {checkMap, clausesOf, holds, textPlacesIn} from './clauses.ts'
import type {Complaint} from './complaint.ts'
import {seenThrough} from './observation.ts'
import {type Place, Unfit} from './operators.ts'
import type {Shape} from './shape.ts'
import type {NameOf} from './speak.ts'
import {TooLong} from './time-limit.ts'
import {describeExpectation} from './words.ts'

/** What an expectation says of an observation. `missing` names what the observation lacks. */
export type Judged =
  | {outcome: 'pass' | 'fail'; expected: string; missing?: string}
  | {outcome: 'error'; message: string}

const rootOf = (schema: z.ZodObject): Shape => ({kind: 'object', fields: seenThrough(schema).fields, nullable: false})

function readCel(text: string, schema: z.ZodObject): Parsed | Complaint {
  const {environment, fields, parsed} = seenThrough(schema)
  const known = parsed.get(text)
  if (known !== undefined) return known
  const tree = parseCel(environment, text)
  const wrong = isComplaint(tree) ? tree : checkTypes(tree, text, fields.keys())
  const read = wrong === null ? tree : {...wrong, slug: 'expectation' as const}
  parsed.set(text, read)
  return read
}

/** CEL as read over the observations of a schema; null where it cannot be. */
export function parsedOver(text: string, schema: z.ZodObject): Parsed | null {
  const parsed = readCel(text, schema)
  return isComplaint(parsed) ? null : parsed
}

/** What is wrong with an expectation over the observations of a check, or null. */
export function checkExpectation(expectation: Expectation, observation: z.ZodObject): Complaint | null {
  if (expectation.form === 'map') return checkMap(expectation.map, rootOf(observation))
  const parsed = readCel(expectation.text, observation)
  return isComplaint(parsed) ? parsed : null
}

/** Places in an expectation map where text is wanted and another scalar stands, whose source is to be taken. */
export const textPlaces = (map: {[key: string]: Json}, observation: z.ZodObject): Place[] =>
  textPlacesIn(map, rootOf(observation))

const absent = new Set(['no_such_key', 'index_out_of_bounds', 'unknown_variable'])

/** The whole selection, `json.version`, whose last key ends at an offset. */
function selection(node: ASTNode, text: string, end: number): string {
  if ((node.op === '.' || node.op === '[]' || node.op === 'id') && node.end === end) return text.slice(node.start, end)
  return (
    below(node)
      .map((each) => selection(each, text, end))
      .find((found) => found !== '') ?? ''
  )
}

function judgeCel(text: string, observation: Json, schema: z.ZodObject): boolean | {missing: string} {
  const parsed = readCel(text, schema)
  if (isComplaint(parsed)) throw new Unfit(parsed.message)
  try {
    const result = runCel(parsed, seenThrough(schema).variables(observation, parsed.roots))
    if (typeof result === 'boolean') return result
    throw new Unfit(`Unexpected ${typeof result}, expected the expression to be true or false`)
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error
    if (!absent.has(error.code)) throw new Unfit(typeWords(error.summary))
    return {missing: selection(parsed.ast, text, error.range?.end ?? text.length)}
  }
}

/** One clause that is false decides, then one that lacks its value, then one that cannot be judged: the order never counts. */
function judgeMap(map: {[key: string]: Json}, observation: Json): boolean | {missing: string} {
  const judged = clausesOf(map).map((clause) => ({path: clause.path, held: holds(clause, observation)}))
  if (judged.some(({held}) => held === false)) return false
  const [missing] = judged.flatMap(({path, held}) => (held === 'missing' ? [path.join('.')] : [])).sort()
  if (missing !== undefined) return {missing}
  for (const {held} of judged) if (held instanceof Error) throw held
  return true
}

/** Holds an observation against an expectation. A key that it lacks is `fail` and says so; whatever else goes wrong is `error`. */
export function judgeExpectation(
  expectation: Expectation,
  observation: Json,
  schema: z.ZodObject,
  nameOf?: NameOf,
): Judged {
  try {
    const judged =
      expectation.form === 'cel'
        ? judgeCel(expectation.text, observation, schema)
        : judgeMap(expectation.map, observation)
    const expected = describeExpectation(expectation, nameOf)
    if (typeof judged === 'boolean') return {outcome: judged ? 'pass' : 'fail', expected}
    return {outcome: 'fail', expected, missing: judged.missing}
  } catch (error) {
    if (error instanceof Unfit || error instanceof TooLong) return {outcome: 'error', message: error.message}
    throw error
  }
}
