import type {ASTNode} from '@marcbachmann/cel-js'
import {called, listed, type NameOf, value} from './speak.ts'

const comparisons = {
  '==': 'to be',
  '!=': 'not to be',
  '<': 'to be below',
  '<=': 'to be at most',
  '>': 'to be above',
  '>=': 'to be at least',
} as const
/** The same where a field is held against another. */
const relations = {...comparisons, '==': 'to equal', '!=': 'to differ from'} as const
const calls: Record<string, string> = {
  contains: 'to contain',
  startsWith: 'to start with',
  endsWith: 'to end with',
  matches: 'to match',
}

function literal(node: ASTNode): string | null {
  if (node.op === '-_') return node.args.op === 'value' ? `-${literal(node.args)}` : null
  if (node.op !== 'value') return null
  const {args} = node
  if (typeof args === 'bigint') return String(args)
  return args === null || typeof args !== 'object' ? value(args) : null
}

/** The path of a field, `headers["content-type"]` included. */
function path(node: ASTNode): string[] | null {
  if (node.op === 'id') return [node.args]
  if (node.op !== '.' && node.op !== '[]') return null
  const before = path(node.args[0])
  const key = node.op === '.' ? node.args[1] : literal(node.args[1])
  return before === null || key === null ? null : [...before, key.replace(/^"|"$/g, '')]
}

function joined(sides: readonly [ASTNode, ASTNode], op: '&&' | '||', nameOf: NameOf): string | null {
  const said = sides.map((side) => (side.op === (op === '&&' ? '||' : '&&') ? null : celWords(side, nameOf)))
  return said.includes(null) ? null : said.join(op === '&&' ? ' and ' : ' or ')
}

/** Simple CEL in words, such as "status to be 401"; null where it is not simple. */
export function celWords(node: ASTNode, nameOf: NameOf): string | null {
  const say = (of: ASTNode, verb: string | null | undefined, operand: string | null = ''): string | null => {
    const subject = path(of)
    return subject === null || operand === null || !verb ? null : `${called(subject, nameOf)} ${verb} ${operand}`.trim()
  }
  const compared = ([left, right]: readonly [ASTNode, ASTNode], op: keyof typeof comparisons): string | null => {
    const other = path(right)
    return other === null ? say(left, comparisons[op], literal(right)) : say(left, relations[op], called(other, nameOf))
  }
  switch (node.op) {
    case 'id':
    case '.':
    case '[]':
      return say(node, 'to be true')
    case '!_':
      return say(node.args, 'to be false')
    case '&&':
    case '||':
      return joined(node.args, node.op, nameOf)
    case 'rcall': {
      const [call, of, [operand]] = node.args
      return operand === undefined ? null : say(of, calls[call], literal(operand))
    }
    case 'in': {
      const [of, list] = node.args
      const options = list.op === 'list' ? list.args.map(literal) : [null]
      return options.includes(null) ? null : say(of, 'to be', listed(options.map(String), 'or'))
    }
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compared(node.args, node.op)
    default:
      return null
  }
}
