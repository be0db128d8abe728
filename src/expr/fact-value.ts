import type {ASTNode, Environment} from '@marcbachmann/cel-js'
import type {Setting, SettingReading, SettingValue, Truth} from '../model/index.ts'
import {meant} from '../model/nearest.ts'
import {below, celEnvironment, checkTypes, isComplaint, lastName, names, type Parsed, parseCel, runCel} from './cel.ts'
import {type Complaint, complaint} from './complaint.ts'
import {isName, swallows} from './fact-names.ts'

type Settings = Readonly<Record<string, Setting>>

const types: Record<Setting['as'], string> = {
  text: 'string',
  bool: 'bool',
  int: 'int',
  number: 'double',
  duration: 'int',
  list: 'list<string>',
}

/** The value as CEL takes it, or undefined when it is not of the setting's kind (a hidden secret, say). */
function celValue(effective: SettingValue | null, as: Setting['as']): unknown {
  if (as === 'text') return typeof effective === 'string' ? effective : undefined
  if (as === 'bool') return typeof effective === 'boolean' ? effective : undefined
  if (as === 'list') return Array.isArray(effective) ? effective : undefined
  if (typeof effective !== 'number') return undefined
  // Away from zero, so that a duration below a millisecond is not taken for none.
  return as === 'number' ? effective : BigInt(Math.sign(effective) * Math.ceil(Math.abs(effective)))
}

function wrongSetting(node: ASTNode, settings: Settings, text: string): Complaint | null {
  const chain = names(node)
  if (chain?.[0] === 'facts') {
    return complaint(
      'expression',
      'Unexpected `facts`, expected `config.NAME`: a fact is read from settings alone',
      text,
      node.start,
    )
  }
  if (chain?.[0] === 'config') {
    const [, name] = chain
    if (name === undefined)
      return complaint('expression', 'Unexpected `config` alone, expected `config.NAME`', text, node.start)
    if (Object.hasOwn(settings, name)) return null
    const at = chain.length === 2 ? lastName(node, text) : text.indexOf(name, node.start)
    return complaint(
      'unknown-setting',
      `Unexpected setting \`${name}\`, ${meant(name, Object.keys(settings))}`,
      text,
      at,
    )
  }
  return below(node).reduce<Complaint | null>((found, each) => found ?? wrongSetting(each, settings, text), null)
}

const languages = new WeakMap<Settings, {environment: Environment; parsed: Map<string, Parsed | Complaint>}>()

function languageOf(settings: Settings) {
  const known = languages.get(settings)
  if (known !== undefined) return known
  const typed = Object.entries(settings).filter(([name]) => isName(name))
  const schema = Object.fromEntries(typed.map(([name, {as}]) => [name, types[as]]))
  const language = {environment: celEnvironment().registerVariable('config', {schema}), parsed: new Map()}
  languages.set(settings, language)
  return language
}

function read(text: string, settings: Settings): Parsed | Complaint {
  const {environment, parsed} = languageOf(settings)
  const known = parsed.get(text)
  if (known !== undefined) return known
  const tree = parseCel(environment, text)
  const wrong = isComplaint(tree)
    ? tree
    : (swallows(tree.ast, text) ?? wrongSetting(tree.ast, settings, text) ?? checkTypes(tree, text))
  parsed.set(text, wrong ?? tree)
  return wrong ?? tree
}

/** What is wrong with the CEL that says when a value of a fact holds, or null. */
export function checkFactValue(text: string, settings: Settings): Complaint | null {
  const parsed = read(text, settings)
  return isComplaint(parsed) ? parsed : null
}

/** Names of the settings that a fact's value reads, each once. */
export function settingsIn(text: string, settings: Settings): string[] {
  const found = new Set<string>()
  const collect = (node: ASTNode): void => {
    const chain = names(node)
    if (chain?.[0] === 'config' && chain[1] !== undefined) found.add(chain[1])
    below(node).forEach(collect)
  }
  const parsed = read(text, settings)
  if (!isComplaint(parsed)) collect(parsed.ast)
  return [...found]
}

/** Evaluates the CEL of a fact's value; a setting whose effective value is not known makes it unknown unless another decides. */
export function evaluateFactValue(
  text: string,
  settings: Settings,
  readings: Readonly<Record<string, SettingReading>>,
): Truth {
  const parsed = read(text, settings)
  if (isComplaint(parsed)) return 'unknown'
  const known = Object.entries(settings).flatMap(([name, {as}]) => {
    const value = Object.hasOwn(readings, name) ? celValue(readings[name]?.effective ?? null, as) : undefined
    return value === undefined ? [] : [[name, value] as const]
  })
  try {
    const holds: unknown = runCel(parsed, {config: new Map(known)})
    return holds === true ? 'true' : holds === false ? 'false' : 'unknown'
  } catch {
    return 'unknown'
  }
}
