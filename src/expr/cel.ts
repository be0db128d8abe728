import {type ASTNode, Environment, ParseError, type ParseResult} from '@marcbachmann/cel-js'
import {meant} from '../model/nearest.ts'
import {type Complaint, complaint} from './complaint.ts'
import {withinTime} from './time-limit.ts'

const longest = 4_000
const limits = {maxAstNodes: 2_000, maxDepth: 60, maxListElements: 500, maxMapEntries: 100, maxCallArguments: 8}

/** A fresh CEL environment; lists may mix kinds, as observations do. */
export const celEnvironment = (): Environment => new Environment({homogeneousAggregateLiterals: false, limits})

export interface Parsed {
  ast: ASTNode
  program: ParseResult
  /** It loops or matches a pattern, so that it could take long. */
  slow: boolean
  /** Every name that it begins at. */
  roots: ReadonlySet<string>
}

/** The same text with what stands in quotes blanked, so that hints look at code alone. */
const unquoted = (text: string): string =>
  text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, (quoted) => ' '.repeat(quoted.length))

const hints: readonly {wrong: RegExp; say: string}[] = [
  {wrong: /(?<![\w.])and(?!\w)/i, say: 'Unexpected `and`, expected `&&`'},
  {wrong: /(?<![\w.])or(?!\w)/i, say: 'Unexpected `or`, expected `||`'},
  {wrong: /(?<![\w.])not(?!\w)/i, say: 'Unexpected `not`, expected `!`'},
  {wrong: /(?<![=!<>])=(?!=)/, say: 'Unexpected single `=`, expected `==`'},
  {wrong: /(?<!&)&(?!&)/, say: 'Unexpected single `&`, expected `&&`'},
  {wrong: /(?<!\|)\|(?!\|)/, say: 'Unexpected single `|`, expected `||`'},
]

function parseComplaint(text: string, error: ParseError): Complaint {
  const code = unquoted(text)
  for (const {wrong, say} of hints) {
    const found = wrong.exec(code)
    if (found !== null) return complaint('expression', say, text, found.index)
  }
  const offset = Math.min(error.range?.start ?? text.length, text.length)
  if (/unterminated/i.test(error.summary))
    return complaint('expression', 'Unexpected end of a text in quotes, expected its second quote', text, offset)
  const [, sign] = /character: '?(\S)'?$/.exec(error.summary) ?? []
  const said = sign === undefined ? error.summary.replace(/^Unexpected /, '') : `\`${sign}\``
  const seen = /EOF/.test(error.summary) ? 'end' : said
  const wanted = seen === 'end' ? 'the rest of the expression' : 'CEL'
  return complaint(
    'expression',
    `Unexpected ${seen.replace(/^\w/, (c) => c.toLowerCase())}, expected ${wanted}`,
    text,
    offset,
  )
}

const slowCalls = new Set(['matches', 'all', 'exists', 'exists_one', 'map', 'filter', 'split', 'join'])
/** Whether it loops or matches a pattern. */
export const mayTakeLong = (node: ASTNode): boolean =>
  (node.op === 'rcall' && slowCalls.has(node.args[0])) || below(node).some(mayTakeLong)

const rootsOf = (node: ASTNode): string[] => (node.op === 'id' ? [node.args] : below(node).flatMap(rootsOf))

/** How long an expression or a pattern may take. */
export const allowance = 1_000

/** Evaluates; throws what CEL throws, and `TooLong`. */
export function runCel({program, slow}: Parsed, variables: Record<string, unknown>): unknown {
  const work = (): unknown => program(variables)
  return slow ? withinTime(work, allowance) : work()
}

/** Parses CEL, or says kindly what is wrong with it. */
export function parseCel(environment: Environment, text: string): Parsed | Complaint {
  if (text.trim() === '') return complaint('expression', 'Unexpected empty expression, expected CEL', text)
  if (text.length > longest) {
    return complaint(
      'expression',
      `Unexpected ${text.length} characters, expected an expression of at most ${longest}`,
      text,
    )
  }
  try {
    const program = environment.parse(text)
    return {ast: program.ast, program, slow: mayTakeLong(program.ast), roots: new Set(rootsOf(program.ast))}
  } catch (error) {
    if (error instanceof ParseError) return parseComplaint(text, error)
    throw error
  }
}

const kindNames: Readonly<Record<string, string>> = {
  int: 'a whole number',
  uint: 'a whole number',
  double: 'a number',
  string: 'text',
  bool: '`true` or `false`',
  dyn: 'any value',
  null: 'nothing',
}
const kindOf = (type: string): string =>
  kindNames[type.replace(/^dyn<(.+)>$/, '$1')] ??
  (/^list/.test(type) ? 'a list' : /^map/.test(type) ? 'a map' : type === '' ? 'a value' : `\`${type}\``)

/** What CEL says of kinds that do not go together, in our words. */
export function typeWords(summary: string): string {
  const [, left, operator, right] = /^no such overload: (\S+) (\S+) (\S+)$/.exec(summary) ?? []
  if (left !== undefined && operator !== undefined && right !== undefined)
    return `Unexpected \`${operator}\` between ${kindOf(left)} and ${kindOf(right)}, expected two values that it goes with`
  const [, owner, called] = /overload for '(?:(\S+)\.)?(\w+)\(/.exec(summary) ?? []
  if (called !== undefined)
    return `Unexpected call of \`${called}\`${owner === undefined ? '' : ` behind ${kindOf(owner)}`}, expected a function of CEL over values that it goes with`
  const [, type] = /^Cannot index type '(.+)'$/.exec(summary) ?? []
  if (type !== undefined) return `Unexpected name or \`[…]\` behind ${kindOf(type)}, expected it behind a map or a list`
  return `Unexpected value, expected one that the expression can work with: ${summary}`
}

/** Types checked: the whole must be true or false; `known` are the names that there are. */
export function checkTypes({program}: Parsed, text: string, known: Iterable<string> = []): Complaint | null {
  const {valid, type, error} = program.check()
  if (valid && (type === 'bool' || type === 'dyn')) return null
  if (error === undefined)
    return complaint(
      'expression',
      `Unexpected ${kindOf(type ?? '').replace(/^a /, '')}, expected an expression that is true or false`,
      text,
      0,
    )
  const {code, summary, range} = error
  const name = text.slice(range?.start, range?.end)
  const unknown = code === 'unknown_variable' ? `Unexpected name \`${name}\`, ${meant(name, known)}` : null
  return complaint('expression', unknown ?? typeWords(summary), text, range?.start ?? null)
}

export const isComplaint = (parsed: Parsed | Complaint): parsed is Complaint => 'slug' in parsed

/** The nodes below a node, one level. */
export function below(node: ASTNode): ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return []
    case '.':
    case '.?':
      return [node.args[0]]
    case 'call':
      return node.args[1]
    case 'rcall':
      return [node.args[1], ...node.args[2]]
    case 'list':
      return node.args
    case 'map':
      return node.args.flat()
    case '!_':
    case '-_':
      return [node.args]
    default:
      return [...node.args]
  }
}

/** `facts.mode.artifact` as its names, or null when the node is no chain of names. */
export function names(node: ASTNode): string[] | null {
  if (node.op === 'id') return [node.args]
  if (node.op !== '.') return null
  const before = names(node.args[0])
  return before === null ? null : [...before, node.args[1]]
}

/** Where the last name of a chain begins in the text. */
export const lastName = (node: ASTNode, text: string): number => {
  const name = node.op === '.' ? node.args[1] : ''
  return Math.max(node.start, text.lastIndexOf(name, node.end))
}
