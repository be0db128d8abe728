import type {ASTNode} from '@marcbachmann/cel-js'
import type {Fact} from '../model/index.ts'
import {meant, nearest} from '../model/nearest.ts'
import {below, lastName, names} from './cel.ts'
import {type Complaint, complaint} from './complaint.ts'

/** Declared facts by name. */
export type Facts = Readonly<Record<string, Fact>>

/** Name of the only value of a fact without values. */
export const bare = '-'

/** What a name of a fact, a value or a setting must look like to stand in an expression. */
export const isName = (word: string): boolean =>
  /^[A-Za-z_]\w*$/.test(word) &&
  !/^(in|true|false|null|if|else|for|while|let|const|var|function|return|as|break|continue|import|loop|package|namespace|void)$/.test(
    word,
  )

const first = <T>(all: readonly T[], find: (each: T) => Complaint | null): Complaint | null =>
  all.reduce<Complaint | null>((found, each) => found ?? find(each), null)

const plainOperators = new Set(['&&', '||', '!_', '==', '!=', '?:', 'value'])
const swallowing = new Set(['has', 'dyn', 'type'])

/** The first call that would take a missing value for false, where it is unknown. */
export function swallows(node: ASTNode, text: string): Complaint | null {
  if (node.op === 'call' && swallowing.has(node.args[0])) {
    const message = `Unexpected \`${node.args[0]}()\`, which would turn unknown into false; expected the name alone`
    return complaint('refused-expression', message, text, node.start)
  }
  return first(below(node), (each) => swallows(each, text))
}

function refuse(node: ASTNode, text: string): Complaint {
  const name = node.op === 'call' || node.op === 'rcall' ? node.args[0] : node.op
  return complaint(
    'expression',
    `Unexpected \`${name}\`, expected facts with \`&&\`, \`||\`, \`!\`, \`==\`, \`!=\` or \`? :\``,
    text,
    node.start,
  )
}

/** `facts.serving-mode` parses as a subtraction: say what was meant. */
function subtraction(node: ASTNode, facts: Facts, text: string): Complaint | null {
  if (node.op !== '-') return null
  const minuend = node.args[0].op === '!_' ? node.args[0].args : node.args[0]
  const left = names(minuend)
  const right = names(node.args[1])?.[0]
  if (left?.[0] !== 'facts' || right === undefined) return null
  const written = `${left.at(-1)}-${right}`
  const [best = written.replaceAll('-', '_')] = nearest(written.replaceAll('-', '_'), [
    ...Object.keys(facts),
    ...Object.values(facts).flatMap((fact) => Object.keys(fact.values ?? {})),
  ])
  return complaint(
    'unknown-fact',
    `Unexpected \`${written}\`, in which \`-\` subtracts; names are snake_case, did you mean \`${best}\`?`,
    text,
    minuend.start,
  )
}

function reference(node: ASTNode, [, name, value, ...more]: string[], facts: Facts, text: string): Complaint | null {
  const at = lastName(node, text)
  const say = (message: string) => complaint('unknown-fact', message, text, at)
  if (name === undefined) return say('Unexpected `facts` alone, expected `facts.NAME.VALUE`')
  const fact = Object.hasOwn(facts, name) ? facts[name] : undefined
  if (fact === undefined) {
    const known = Object.keys(facts)
    return complaint(
      'unknown-fact',
      `Unexpected fact \`${name}\`, ${meant(name, known)}`,
      text,
      text.indexOf(name, node.start + 'facts'.length),
    )
  }
  const values = fact.values === undefined ? null : Object.keys(fact.values)
  if (values === null)
    return value === undefined
      ? null
      : say(`Unexpected value \`${value}\`, expected \`facts.${name}\` alone, since it has no values`)
  if (value === undefined)
    return say(
      `Unexpected \`facts.${name}\` alone, expected one of its values: ${values.map((each) => `\`facts.${name}.${each}\``).join(', ')}`,
    )
  if (!values.includes(value)) return say(`Unexpected value \`${value}\` of \`${name}\`, ${meant(value, values)}`)
  return more.length === 0
    ? null
    : say(`Unexpected \`.${more.join('.')}\` behind a value, expected \`facts.${name}.${value}\``)
}

/** The first thing in a condition that is no fact, or no way to combine facts. */
export function wrongName(node: ASTNode, facts: Facts, text: string): Complaint | null {
  const chain = names(node)
  if (chain?.[0] === 'facts') return reference(node, chain, facts, text)
  if (chain !== null) {
    const hint =
      chain[0] === 'config'
        ? 'a condition reads facts alone: declare a fact whose value reads it'
        : 'expected `facts.NAME.VALUE`'
    return complaint('unknown-fact', `Unexpected \`${chain.join('.')}\`, ${hint}`, text, node.start)
  }
  const wrong = subtraction(node, facts, text)
  if (wrong !== null) return wrong
  if (!plainOperators.has(node.op)) return refuse(node, text)
  return first(below(node), (each) => wrongName(each, facts, text))
}
