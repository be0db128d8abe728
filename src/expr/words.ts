import type {Expectation, Json} from '../model/index.ts'
import {celEnvironment, isComplaint, parseCel} from './cel.ts'
import {celWords} from './cel-words.ts'
import {type Clause, clausesOf} from './clauses.ts'
import {Unfit} from './operators.ts'
import {called, listed, type NameOf, value} from './speak.ts'

/** For parsing alone: it knows no names. */
const grammar = celEnvironment()

const verbs: Record<string, (operand: Json) => string> = {
  equals: (operand) => `be ${value(operand)}`,
  one_of: (operand) => `be ${listed((Array.isArray(operand) ? operand : [operand]).map(value), 'or')}`,
  matches: (operand) => `match ${value(operand)}`,
  contains: (operand) => `contain ${value(operand)}`,
  at_most: (operand) => `be at most ${value(operand)}`,
  at_least: (operand) => `be at least ${value(operand)}`,
  present: () => 'be there',
}

function clauseWords({path, operator, operand, inner}: Clause, nameOf: NameOf): string {
  const subject = called(path, nameOf)
  if (operator === 'present') return `${subject} ${operand === false ? 'not to' : 'to'} be there`
  if (operator !== 'not') return `${subject} to ${verbs[operator]?.(operand) ?? ''}`
  if (inner.length === 0) return `${subject} not to be ${value(operand)}`
  return `${subject} not to ${listed(
    inner.map((each) => verbs[each.operator]?.(each.operand) ?? ''),
    'and',
  )}`
}

const said = new WeakMap<Expectation, {nameOf: NameOf; words: string}>()
const asNamed: NameOf = (field) => field

function inWords(expectation: Expectation, nameOf: NameOf): string {
  if (expectation.form === 'cel') {
    const parsed = parseCel(grammar, expectation.text)
    const plain = isComplaint(parsed) ? null : celWords(parsed.ast, nameOf)
    return plain ?? `\`${expectation.text.replace(/\s+/g, ' ').trim()}\``
  }
  try {
    const parts = clausesOf(expectation.map).map((clause) => clauseWords(clause, nameOf))
    return listed(parts, 'and')
  } catch (error) {
    if (error instanceof Unfit) return JSON.stringify(expectation.map)
    throw error
  }
}

/** An expectation in plain words, such as "status to be 401". */
export function describeExpectation(expectation: Expectation, nameOf: NameOf = asNamed): string {
  const before = said.get(expectation)
  if (before?.nameOf === nameOf) return before.words
  const words = inWords(expectation, nameOf)
  said.set(expectation, {nameOf, words})
  return words
}
