import * as z from 'zod'
import {type Authored, authored} from './authored.ts'

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => value !== null && typeof value === 'object' && !Array.isArray(value)
const nodesOf = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : [])
const numeric = ({type}: Node): boolean => type === 'integer' || type === 'number'
const isText = ({type, enum: words, const: word}: Node): boolean =>
  type === 'string' && words === undefined && word === undefined

/** Where text is expected the source of any scalar is taken, so a number or a boolean will do. */
const scalar = ['string', 'number', 'boolean']

/** Loosens one node in place: what our reader takes, an editor must not mark. */
function loosen(node: Node, variables: boolean): void {
  const branches = nodesOf(node.anyOf)
  // Beside a number, text that is a number is the number.
  if (branches.some(numeric)) for (const branch of branches.filter(isText)) branch.type = ['string']
  if (!isText(node)) return
  node.type = scalar
  if (variables && typeof node.pattern === 'string') node.pattern = `(?:${node.pattern})|\\$\\{`
}

/**
 * The JSON Schema of what an author writes, in draft 7, which editors read best. `variables`: texts may hold `${NAME}`,
 * so that no pattern can be held against them as they stand.
 */
export function authoredSchema(name: Authored, schema: z.ZodType, {variables = false} = {}): object {
  const written = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    override: ({jsonSchema}) => {
      const node: unknown = jsonSchema
      if (isNode(node)) loosen(node, variables)
    },
  })
  return {title: `proofmark ${name}`, description: authored[name].sentence, ...written}
}
