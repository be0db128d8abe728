import * as z from 'zod'
import type {AnyCheck, Position, ShownCheck, ShownField} from '../../model/index.ts'

const Kind = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  anyOf: z.array(z.unknown()).optional(),
})
const Field = z.looseObject({description: z.string().default(''), default: z.unknown().optional()})
const Fields = z.looseObject({
  properties: z.record(z.string(), Field).default({}),
  required: z.array(z.string()).default([]),
})

/** The kinds of value that a field takes, in words. */
function kinds(field: unknown): string[] {
  const {type, anyOf} = Kind.parse(field)
  return [...new Set(anyOf === undefined ? [type ?? 'any'].flat() : anyOf.flatMap(kinds))]
}

/** The fields of a schema as data: of what an author gives to a check, or of what it gives back. */
export function fieldsOf(schema: z.ZodObject, io: 'input' | 'output'): ShownField[] {
  const {properties, required} = Fields.parse(z.toJSONSchema(schema, {io, unrepresentable: 'any'}))
  return Object.entries(properties).map(([name, field]) => ({
    name,
    takes: kinds(field).join(' or '),
    usual: field.default === undefined ? null : JSON.stringify(field.default),
    required: required.includes(name),
    what: field.description,
  }))
}

/** A check as it describes itself; `at` is the file of one of a project's own. */
export const shownCheck = ({name, summary, usual, params, observation}: AnyCheck, at: Position | null): ShownCheck => ({
  name,
  summary,
  at,
  expects: usual,
  params: fieldsOf(params, 'input'),
  observation: fieldsOf(observation, 'output'),
})
