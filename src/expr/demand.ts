import {type ASTNode, serialize} from '@marcbachmann/cel-js'
import type * as z from 'zod'
import type {Expectation, Json} from '../model/index.ts'
import {below, mayTakeLong} from './cel.ts'
import {type Clause, clausesOf} from './clauses.ts'
import {parsedOver} from './expectation.ts'
import {Unfit} from './operators.ts'

/** One demand that cannot be taken apart further, and what it speaks of. */
export interface Single {
  expectation: Expectation
  /** Keys to each value that it looks at; `*` is any element of a list or map. */
  paths: string[][]
  /** What the values are held against. */
  values: Json[]
  patterns: string[]
  /** It loops or matches a pattern, so that it could take long. */
  slow: boolean
  /** It does more than to compare what stands at its paths: which values turn it is not to be read from it. */
  computes: boolean
}

/** An expectation taken apart: all must hold, one of several must, or a single demand. */
export type Demand = {all: Demand[]} | {any: Demand[]} | {single: Single}

const macros = new Set(['all', 'exists', 'exists_one', 'map', 'filter'])

const signs = new Set(['+', '-', '*', '/', '%', '?:'])
const plain = [...macros, ...['size', 'has', 'contains', 'startsWith', 'endsWith', 'matches', 'timestamp', 'duration']]
const known = new Set([...plain, ...['int', 'uint', 'double', 'string', 'bool', 'dyn', 'type']])

const computes = (node: ASTNode): boolean =>
  signs.has(node.op) ||
  ((node.op === 'call' || node.op === 'rcall') && !known.has(node.args[0])) ||
  below(node).some(computes)

/** A value written out, undefined where a name stands in it. */
function constant(node: ASTNode): Json | undefined {
  if (node.op === 'value') return scalar(node.args)
  if (node.op === '-_' && node.args.op === 'value') return -Number(node.args.args)
  if (node.op === 'list') return whole(node.args.map(constant))
  if (node.op !== 'map') return undefined
  const keys = node.args.map(([key]) => String(constant(key)))
  const values = whole(node.args.map(([, value]) => constant(value)))
  return values && Object.fromEntries(values.map((value, index) => [keys[index] ?? '', value]))
}

const whole = (values: readonly (Json | undefined)[]): Json[] | undefined => {
  const there = values.flatMap((value) => (value === undefined ? [] : [value]))
  return there.length === values.length ? there : undefined
}

function scalar(value: unknown): Json | undefined {
  if (typeof value === 'bigint') return Number(value)
  const isPlain = value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
  return isPlain ? value : undefined
}

/** What an expression speaks of, gathered node by node; names that a macro binds lead to elements of what it walks. */
class Mentions {
  readonly paths = new Map<string, string[]>()
  readonly values = new Set<Json>()
  readonly patterns = new Set<string>()

  gather(node: ASTNode, bound: ReadonlyMap<string, string[] | null> = new Map()): void {
    const path = this.#path(node, bound)
    if (path !== null) this.paths.set(JSON.stringify(path), path)
    const value = constant(node)
    if (value !== undefined) for (const each of valuesIn(value)) this.values.add(each)
    else if (node.op === 'rcall' && macros.has(node.args[0])) this.#macro(node.args[1], node.args[2], bound)
    else if (path === null) for (const inner of below(node)) this.gather(inner, bound)
    if (node.op === 'rcall' && node.args[0] === 'matches')
      for (const {op, args} of node.args[2]) if (op === 'value' && typeof args === 'string') this.patterns.add(args)
  }

  #macro(walked: ASTNode, args: readonly ASTNode[], bound: ReadonlyMap<string, string[] | null>): void {
    this.gather(walked, bound)
    const path = this.#path(walked, bound)
    const names = args.slice(0, -1).flatMap((arg) => (arg.op === 'id' ? [arg.args] : []))
    const inside = new Map([...bound, ...names.map((name) => [name, path === null ? null : [...path, '*']] as const)])
    for (const body of args.slice(-1)) this.gather(body, inside)
  }

  #path(node: ASTNode, bound: ReadonlyMap<string, string[] | null>): string[] | null {
    if (node.op === 'id') return bound.get(node.args) ?? (bound.has(node.args) ? null : [node.args])
    if (node.op !== '.' && node.op !== '[]') return null
    const before = this.#path(node.args[0], bound)
    if (before === null) return null
    if (node.op === '.') return [...before, node.args[1]]
    const {op, args} = node.args[1]
    if (op === 'value') return [...before, String(args)]
    this.gather(node.args[1], bound)
    return [...before, '*']
  }
}

function celDemand(node: ASTNode, isNot: boolean, at: Expectation['at']): Demand {
  if (node.op === '!_') return celDemand(node.args, !isNot, at)
  if (node.op === '&&' || node.op === '||') {
    const parts = node.args.map((side) => celDemand(side, isNot, at))
    return (node.op === '&&') === isNot ? {any: parts} : {all: parts}
  }
  const mentions = new Mentions()
  mentions.gather(node)
  const text = serialize(node)
  return {
    single: {
      expectation: {form: 'cel', text: isNot ? `!(${text})` : text, at},
      paths: [...mentions.paths.values()],
      values: [...mentions.values],
      patterns: [...mentions.patterns],
      slow: mayTakeLong(node),
      computes: computes(node),
    },
  }
}

/** Scalars in a value, and the value itself. */
const valuesIn = (json: Json): Json[] =>
  json === null || typeof json !== 'object' ? [json] : [json, ...Object.values(json).flatMap(valuesIn)]

const patternsOf = ({operator, operand, inner}: Clause): string[] =>
  operator === 'matches' ? [String(operand)] : inner.flatMap(patternsOf)

function clauseDemand(clause: Clause, at: Expectation['at']): Demand {
  const {path, operator, operand} = clause
  const leaf: {[key: string]: Json} = {[operator]: operand}
  const patterns = patternsOf(clause)
  const map = path.reduceRight((inner, key) => ({[key]: inner}), leaf)
  return {
    single: {
      expectation: {form: 'map', map, at},
      paths: path.length === 0 ? [] : [[...path]],
      values: valuesIn(operand),
      patterns,
      slow: patterns.length > 0,
      computes: false,
    },
  }
}

/** Takes an expectation apart, as far as each part can be judged by itself. */
export function demandOf(expectation: Expectation, observation: z.ZodObject): Demand {
  const {at} = expectation
  const whole: Demand = {single: {expectation, paths: [], values: [], patterns: [], slow: true, computes: true}}
  if (expectation.form === 'cel') {
    const parsed = parsedOver(expectation.text, observation)
    return parsed === null ? whole : celDemand(parsed.ast, false, at)
  }
  try {
    return {all: clausesOf(expectation.map).map((clause) => clauseDemand(clause, at))}
  } catch (error) {
    if (error instanceof Unfit) return whole
    throw error
  }
}

/** The single demands in a demand. */
export const singlesIn = (demand: Demand): Single[] =>
  'single' in demand ? [demand.single] : ('all' in demand ? demand.all : demand.any).flatMap(singlesIn)
