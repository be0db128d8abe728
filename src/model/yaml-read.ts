import * as z from 'zod'
import type {Json} from './binding.ts'
import {meant, nearest, oneOf} from './nearest.ts'
import type {Position} from './position.ts'
import {type Problem, problem} from './problem.ts'
import {plain, shown, type YamlNode} from './yaml.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** What a reader says of plain data: the value, or what is wrong with it. */
export type Reading<T> = {value: T} | {issues: readonly Issue[]}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map',
  record: 'a map',
}

/** The node that a path of plain data leads to, as far as there is one. */
function follow(node: YamlNode, path: Path): {node: YamlNode; found: boolean; key: Position} {
  let here: YamlNode = node
  let key = node.at
  for (const step of path) {
    const entry = here.kind === 'map' ? here.entries.get(String(step)) : undefined
    const next = here.kind === 'list' ? here.items[Number(step)] : entry?.value
    if (next === undefined) return {node: here, found: false, key}
    key = entry?.at ?? next.at
    here = next
  }
  return {node: here, found: true, key}
}

/** The place of what a path leads to, or of the last thing on the way. */
export const placeAt = (node: YamlNode, path: Path): Position => follow(node, path).node.at

/** The place of what a path leads to; null where it leads nowhere. */
export function placeOfPath(node: YamlNode, path: Path): Position | null {
  const {node: at, found} = follow(node, path)
  return found ? at.at : null
}

/** `a.b[1].c`. */
export const dotted = (path: Path): string =>
  path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`))
    .join('')

/** Names of the keys that a schema takes at a path, for "did you mean". */
function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  if (schema instanceof z.core.$ZodUnion) return schema._zod.def.options.flatMap((option) => keysAt(option, path))
  if (
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodPrefault
  ) {
    return keysAt(schema._zod.def.innerType, path)
  }
  if (schema instanceof z.core.$ZodPipe) return keysAt(schema._zod.def.in, path)
  const [step, ...rest] = path
  if (schema instanceof z.core.$ZodObject) {
    if (step === undefined) return Object.keys(schema._zod.def.shape)
    const inner = schema._zod.def.shape[String(step)]
    return inner === undefined ? [] : keysAt(inner, rest)
  }
  if (schema instanceof z.core.$ZodArray && step !== undefined) return keysAt(schema._zod.def.element, rest)
  if (schema instanceof z.core.$ZodRecord && step !== undefined) return keysAt(schema._zod.def.valueType, rest)
  return []
}

/** Paths where text was expected, within unions too. */
function wantsText(issue: Issue, base: Path): Path[] {
  const path = [...base, ...issue.path]
  if (issue.code === 'invalid_union')
    return issue.errors.flatMap((branch) => branch.flatMap((inner) => wantsText(inner, path)))
  const textual = issue.code === 'invalid_type' ? issue.expected === 'string' : issue.code === 'invalid_value'
  return textual ? [path] : []
}

function put(data: Json, path: Path, value: string): Json {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (Array.isArray(data)) return data.map((item, index) => (index === Number(step) ? put(item, rest, value) : item))
  if (data === null || typeof data !== 'object') return data
  return Object.fromEntries(
    Object.entries(data).map(([key, item]) => [key, key === String(step) ? put(item, rest, value) : item]),
  )
}

/** The data of a node with the source of the scalars at these paths in place of what they read as. */
export function withSources(node: YamlNode, paths: readonly Path[], data: Json = plain(node)): Json {
  return paths.reduce<Json>((before, path) => {
    const {node: at, found} = follow(node, path)
    return found && at.kind === 'scalar' && typeof at.value !== 'string' ? put(before, path, at.source) : before
  }, data)
}

/**
 * Reads a node; where text is expected a scalar's source is taken, so `false` is "false" and `012` is "012".
 * `data` is what was read in the end, before the reader completed it.
 */
export function settle<T>(
  node: YamlNode,
  read: (data: Json) => Reading<T>,
): {value: T; data: Json} | {issues: readonly Issue[]} {
  const taken = new Set<string>()
  for (let data = plain(node); ; ) {
    const reading = read(data)
    if ('value' in reading) return {value: reading.value, data}
    const paths = reading.issues.flatMap((issue) => wantsText(issue, [])).filter((path) => !taken.has(dotted(path)))
    const before = JSON.stringify(data)
    data = withSources(node, paths, data)
    for (const path of paths) taken.add(dotted(path))
    if (JSON.stringify(data) === before) return reading
  }
}

/** The branch of a union that the author meant: one whose kind fits, or null when no kind does. */
function meantBranch(errors: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const fitting = errors.filter(
    (branch) => !branch.some(({code, path}) => code === 'invalid_type' && path.length === 0),
  )
  return [...fitting].sort((a, b) => a.length - b.length)[0] ?? null
}

/** What is wrong in the end, with the whole path to it: inside of a union it is told of the branch that was meant. */
export function innermost(issue: Issue, base: Path = []): {issue: Issue; path: Path} {
  const path = [...base, ...issue.path]
  const [first] = issue.code === 'invalid_union' ? (meantBranch(issue.errors) ?? []) : []
  return first === undefined ? {issue, path} : innermost(first, path)
}

const sizes: Record<string, (count: number) => string> = {
  string: (count) => (count === 1 ? '1 character' : `${count} characters`),
  array: (count) => (count === 1 ? '1 entry' : `${count} entries`),
  number: String,
}

/** What a schema wanted, in our words; behind `expected`. */
export function expected(issue: Issue): string {
  if (issue.code === 'invalid_type') return kinds[issue.expected] ?? issue.expected
  if (issue.code === 'too_small') return `${sizes[issue.origin]?.(Number(issue.minimum)) ?? issue.minimum} at least`
  if (issue.code === 'too_big') return `${sizes[issue.origin]?.(Number(issue.maximum)) ?? issue.maximum} at most`
  if (issue.code === 'invalid_value')
    return issue.values.every((value) => value === '') ? 'nothing' : oneOf(issue.values.map(String))
  if (issue.code === 'invalid_union') {
    const flat = issue.errors.flat().filter(({path}) => path.length === 0)
    return [...new Set(flat.map(expected))].join(', or ')
  }
  const [, wanted = 'another form'] = /^expected (.*)$/s.exec(issue.message) ?? []
  return wanted
}

/** Whether a key that is missing stands beside, misspelled: that is said already. */
function misspelled(issue: Issue, all: readonly Issue[]): boolean {
  const beside = dotted(issue.path.slice(0, -1))
  const name = String(issue.path.at(-1))
  return all.some(
    (other) =>
      other.code === 'unrecognized_keys' && dotted(other.path) === beside && nearest(name, other.keys).length > 0,
  )
}

/** Whether another issue says the same better: what is of the wrong kind has no size, and a misspelled key is not also missing. */
function isEcho(issue: Issue, all: readonly Issue[]): boolean {
  const beside = all.filter((other) => other !== issue && dotted(other.path) === dotted(issue.path))
  if (issue.code === 'too_small' || issue.code === 'too_big') return beside.some(({code}) => code === 'invalid_type')
  return issue.code === 'custom' && beside.some(({code}) => code === 'unrecognized_keys')
}

/** zod's issues as problems with places, in our grammar. */
export function issueProblems(
  node: YamlNode,
  issues: readonly Issue[],
  schema: z.core.$ZodType,
  base: Path = [],
): Problem[] {
  return issues
    .filter((issue) => !isEcho(issue, issues))
    .flatMap((issue) => {
      const path = [...base, ...issue.path]
      const {node: at, found, key} = follow(node, path)
      const where = path.length === 0 ? '' : ` at \`${dotted(path)}\``
      // A rule over several keys says the whole sentence itself.
      if (issue.message.startsWith('Unexpected ')) return [problem('wrong-value', issue.message, at.at)]
      if (issue.code === 'invalid_key') {
        const wanted = issue.issues.map(expected).join(', or ')
        return [problem('wrong-value', `Unexpected key \`${String(path.at(-1))}\`, expected ${wanted}`, key)]
      }
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((name) => {
          const known = keysAt(schema, path).filter((word) => at.kind !== 'map' || !at.entries.has(word))
          return problem(
            'unknown-key',
            `Unexpected key \`${name}\`${where}, ${meant(name, known)}`,
            follow(at, [name]).key,
          )
        })
      }
      if (issue.code === 'invalid_union') {
        const branch = found ? meantBranch(issue.errors) : null
        if (branch !== null) return issueProblems(node, branch, schema, path)
      }
      if (!found && misspelled(issue, issues)) return []
      if (found) return [problem('wrong-value', `Unexpected ${shown(at)}${where}, expected ${expected(issue)}`, at.at)]
      const missing = `Unexpected map without \`${dotted(path)}\`, expected ${expected(issue)} there`
      return [problem('wrong-value', missing, key)]
    })
}

const inOrder = (a: Problem, b: Problem): number =>
  (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0)

/** Reads a node as a schema says; what is wrong comes in the order of the file. */
export function readYaml<S extends z.ZodType>(schema: S, node: YamlNode): {value: z.output<S>} | {problems: Problem[]} {
  const reading = settle<z.output<S>>(node, (data) => {
    const read = schema.safeParse(data)
    return read.success ? {value: read.data} : {issues: read.error.issues}
  })
  if ('value' in reading) return {value: reading.value}
  return {problems: issueProblems(node, reading.issues, schema).sort(inOrder)}
}
