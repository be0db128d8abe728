import * as z from 'zod'

/** What kind of data a field of an observation is; `free` is JSON of any kind. */
export type Shape =
  | {kind: 'text' | 'int' | 'number' | 'bool' | 'free'; nullable: boolean}
  | {kind: 'list'; of: Shape; nullable: boolean}
  | {kind: 'map'; of: Shape; nullable: boolean}
  | {kind: 'object'; fields: ReadonlyMap<string, Shape>; nullable: boolean}

const free: Shape = {kind: 'free', nullable: false}

/** What the values of an enum or literal are, if they are all alike. */
function alike(values: readonly unknown[]): Shape {
  const kinds = new Set(values.map((value) => typeof value))
  if (kinds.size !== 1) return free
  if (kinds.has('string')) return {kind: 'text', nullable: false}
  if (kinds.has('boolean')) return {kind: 'bool', nullable: false}
  if (!kinds.has('number')) return free
  return {kind: values.every(Number.isSafeInteger) ? 'int' : 'number', nullable: false}
}

function union(options: readonly z.core.$ZodType[]): Shape {
  const some = options.filter((option) => !(option instanceof z.core.$ZodNull)).map(shapeOf)
  const [only = free] = some
  const same = some.every(({kind}) => kind === only.kind) && (some.length === 1 || !('of' in only || 'fields' in only))
  return {...(same ? only : free), nullable: some.length < options.length || some.some(({nullable}) => nullable)}
}

/** The shape of what a schema gives. */
export function shapeOf(schema: z.core.$ZodType): Shape {
  if (schema instanceof z.core.$ZodString) return {kind: 'text', nullable: false}
  if (schema instanceof z.ZodNumber) return {kind: schema.isInt ? 'int' : 'number', nullable: false}
  if (schema instanceof z.core.$ZodBoolean) return {kind: 'bool', nullable: false}
  if (schema instanceof z.core.$ZodEnum) return alike(Object.values(schema._zod.def.entries))
  if (schema instanceof z.core.$ZodLiteral) return alike(schema._zod.def.values)
  if (schema instanceof z.core.$ZodNullable) return {...shapeOf(schema._zod.def.innerType), nullable: true}
  if (
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodReadonly
  ) {
    return shapeOf(schema._zod.def.innerType)
  }
  if (schema instanceof z.core.$ZodPipe) return shapeOf(schema._zod.def.out)
  if (schema instanceof z.core.$ZodUnion) return union(schema._zod.def.options)
  if (schema instanceof z.core.$ZodArray) return {kind: 'list', of: shapeOf(schema._zod.def.element), nullable: false}
  if (schema instanceof z.core.$ZodRecord) return {kind: 'map', of: shapeOf(schema._zod.def.valueType), nullable: false}
  if (schema instanceof z.core.$ZodObject) {
    const fields = Object.entries(schema._zod.def.shape).map(([name, field]) => [name, shapeOf(field)] as const)
    return {kind: 'object', fields: new Map(fields), nullable: false}
  }
  return free
}

/** A shape in words, for messages. */
export function kindWords({kind}: Shape): string {
  const words = {
    text: 'text',
    int: 'a whole number',
    number: 'a number',
    bool: '`true` or `false`',
    free: 'any JSON',
    list: 'a list',
    map: 'a map',
    object: 'a map',
  }
  return words[kind]
}
