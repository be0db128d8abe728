import type {Environment} from '@marcbachmann/cel-js'
import type * as z from 'zod'
import type {Json} from '../model/index.ts'
import {celEnvironment, type Parsed} from './cel.ts'
import type {Complaint} from './complaint.ts'
import {isName} from './fact-names.ts'
import {type Shape, shapeOf} from './shape.ts'

type Maker = (value: {[key: string]: Json}) => object

/** How expectations see the observation of one check: its fields as typed CEL variables. */
export interface Seen {
  fields: ReadonlyMap<string, Shape>
  environment: Environment
  /** The named fields of an observation as CEL takes them; what is missing stays out. */
  variables(observation: Json, names: ReadonlySet<string>): Record<string, unknown>
  parsed: Map<string, Parsed | Complaint>
}

/** CEL has no mixed arithmetic; free JSON numbers are doubles here, so `json.count + 1` needs it. */
function mixNumbers(environment: Environment): Environment {
  environment.registerOperator('double == int', (a: number, b: bigint) => a === Number(b))
  environment.registerOperator('double in list<int>', (a: number, list: bigint[]) => list.some((b) => a === Number(b)))
  const both: Record<string, (a: number, b: number) => number> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
  }
  for (const [sign, work] of Object.entries(both)) {
    environment.registerOperator(`double ${sign} int: double`, (a: number, b: bigint) => work(a, Number(b)))
    environment.registerOperator(`int ${sign} double: double`, (a: bigint, b: number) => work(Number(a), b))
  }
  return environment
}

class Translator {
  readonly environment = mixNumbers(celEnvironment())
  readonly #makers = new Map<Shape, Maker>()
  #types = 0

  /** The CEL type of a shape; an object becomes a type of its own, so that its fields are checked. */
  typeOf(shape: Shape): string {
    if (shape.kind === 'object') this.#register(shape, shape.fields)
    if (shape.kind === 'list' || shape.kind === 'map') this.typeOf(shape.of)
    if (shape.nullable || shape.kind === 'free') return 'dyn'
    if (shape.kind === 'list') return `list<${this.typeOf(shape.of)}>`
    if (shape.kind === 'map') return `map<string, ${this.typeOf(shape.of)}>`
    if (shape.kind === 'object') return this.#names.get(shape) ?? 'dyn'
    return {text: 'string', int: 'int', number: 'double', bool: 'bool'}[shape.kind]
  }

  readonly #names = new Map<Shape, string>()

  #register(shape: Shape, fields: ReadonlyMap<string, Shape>): void {
    if (this.#names.has(shape)) return
    this.#types += 1
    const name = `Object${this.#types}`
    this.#names.set(shape, name)
    const ctor = class {}
    this.#makers.set(shape, (value) => Object.assign(new ctor(), this.#known(value, fields)))
    const types = [...fields].filter(([field]) => isName(field)).map(([field, inner]) => [field, this.typeOf(inner)])
    this.environment.registerType(name, {ctor, fields: Object.fromEntries(types)})
  }

  #known(value: {[key: string]: Json}, fields: ReadonlyMap<string, Shape>): Record<string, unknown> {
    const own = [...fields].flatMap(([field, shape]) => {
      const inner = Object.hasOwn(value, field) ? value[field] : undefined
      return inner === undefined ? [] : [[field, this.celValue(inner, shape)]]
    })
    return Object.fromEntries(own)
  }

  celValue(value: Json, shape: Shape): unknown {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number') return shape.kind === 'int' && Number.isSafeInteger(value) ? BigInt(value) : value
    const inner: Shape = shape.kind === 'list' || shape.kind === 'map' ? shape.of : {kind: 'free', nullable: true}
    if (Array.isArray(value)) return value.map((item) => this.celValue(item, inner))
    const maker = this.#makers.get(shape)
    if (maker !== undefined) return maker(value)
    return new Map(Object.entries(value).map(([key, item]) => [key, this.celValue(item, inner)]))
  }
}

const known = new WeakMap<z.ZodObject, Seen>()

/** How expectations see the observations of a schema; made once for each. */
export function seenThrough(schema: z.ZodObject): Seen {
  const before = known.get(schema)
  if (before !== undefined) return before
  const shape = shapeOf(schema)
  const fields = shape.kind === 'object' ? shape.fields : new Map<string, Shape>()
  const translator = new Translator()
  const {environment} = translator
  for (const [name, field] of fields) {
    const type = translator.typeOf(field)
    // A field named like a CEL type, `list` say, is read by expectation maps alone.
    if (isName(name) && !environment.hasVariable(name)) environment.registerVariable(name, type)
  }
  const seen: Seen = {
    fields,
    environment,
    variables(observation, names) {
      if (observation === null || typeof observation !== 'object' || Array.isArray(observation)) return {}
      const own = [...fields].flatMap(([name, field]) => {
        if (!names.has(name)) return []
        const value = Object.hasOwn(observation, name) ? observation[name] : undefined
        return value === undefined ? [] : [[name, translator.celValue(value, field)]]
      })
      return Object.fromEntries(own)
    },
    parsed: new Map(),
  }
  known.set(schema, seen)
  return seen
}
