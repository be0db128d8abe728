import type {ASTNode} from '@marcbachmann/cel-js'
import type {FactReading, Truth} from '../model/index.ts'
import {below, celEnvironment, checkTypes, isComplaint, names, type Parsed, parseCel, runCel} from './cel.ts'
import type {Complaint} from './complaint.ts'
import {bare, type Facts, isName, swallows, wrongName} from './fact-names.ts'

function environmentOf(facts: Facts) {
  const schema = Object.fromEntries(
    Object.entries(facts)
      .filter(([name]) => isName(name))
      .map(([name, {values}]) => {
        const named = Object.keys(values ?? {}).filter(isName)
        return [name, values === undefined ? 'bool' : Object.fromEntries(named.map((value) => [value, 'bool']))]
      }),
  )
  return celEnvironment().registerVariable('facts', {schema})
}

interface Language {
  environment: ReturnType<typeof environmentOf>
  parsed: Map<string, Parsed | Complaint>
}
const languages = new WeakMap<Facts, Language>()

/** Parsed once for each set of facts, since conditions are read for every item and tenant. */
function read(text: string, facts: Facts): Parsed | Complaint {
  const language = languages.get(facts) ?? {environment: environmentOf(facts), parsed: new Map()}
  languages.set(facts, language)
  const known = language.parsed.get(text)
  if (known !== undefined) return known
  const parsed = parseCel(language.environment, text)
  const wrong = isComplaint(parsed)
    ? parsed
    : (swallows(parsed.ast, text) ?? wrongName(parsed.ast, facts, text) ?? checkTypes(parsed, text))
  language.parsed.set(text, wrong ?? parsed)
  return wrong ?? parsed
}

/** What is wrong with a condition, or null. */
export function checkCondition(text: string, facts: Facts): Complaint | null {
  const parsed = read(text, facts)
  return isComplaint(parsed) ? parsed : null
}

/** `[name, value]` of every fact that a condition reads, in the order written, each once. */
export function factsIn(text: string, facts: Facts): [name: string, value: string][] {
  const found = new Map<string, [string, string]>()
  const collect = (node: ASTNode): void => {
    const chain = names(node)
    if (chain?.[0] === 'facts' && chain[1] !== undefined) found.set(chain.join('.'), [chain[1], chain[2] ?? bare])
    else below(node).forEach(collect)
  }
  const parsed = read(text, facts)
  if (!isComplaint(parsed)) collect(parsed.ast)
  return [...found.values()]
}

/** The truth of each value of each fact; what is contradicted, or told apart by two readings, is unknown. */
export function truthsOf(readings: readonly FactReading[]): Map<string, Truth> {
  const truths = new Map<string, Truth>()
  for (const {fact, value, truth, contradicted} of readings) {
    const key = `${fact}.${value}`
    const before = truths.get(key)
    truths.set(key, contradicted || (before !== undefined && before !== truth) ? 'unknown' : truth)
  }
  return truths
}

/** Evaluates a condition over what is known: a value that is missing makes CEL err, and an error left over is unknown. */
export function evaluateTruths(text: string, facts: Facts, truths: ReadonlyMap<string, Truth>): Truth {
  const parsed = read(text, facts)
  if (isComplaint(parsed)) return 'unknown'
  const known = new Map<string, boolean | Map<string, boolean>>()
  for (const [name, {values}] of Object.entries(facts)) {
    const sure = Object.keys(values ?? {[bare]: ''}).flatMap((value) => {
      const truth = truths.get(`${name}.${value}`) ?? 'unknown'
      return truth === 'unknown' ? [] : [[value, truth === 'true'] as const]
    })
    if (values !== undefined) known.set(name, new Map(sure))
    else for (const [, truth] of sure) known.set(name, truth)
  }
  try {
    const holds: unknown = runCel(parsed, {facts: known})
    return holds === true ? 'true' : holds === false ? 'false' : 'unknown'
  } catch {
    return 'unknown'
  }
}

/** Evaluates a condition over the readings of one tenant. */
export const evaluateCondition = (text: string, facts: Facts, readings: readonly FactReading[]): Truth =>
  evaluateTruths(text, facts, truthsOf(readings))
