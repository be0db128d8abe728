import * as z from 'zod'

const Node: z.ZodType<Node> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    description: z.string().default(''),
    default: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    anyOf: z.array(Node).optional(),
    items: Node.optional(),
    properties: z.record(z.string(), Node).default({}),
    required: z.array(z.string()).default([]),
    additionalProperties: z.union([z.boolean(), Node]).optional(),
    $ref: z.string().optional(),
  }),
)
interface Node {
  type?: string | string[] | undefined
  description: string
  default?: unknown
  enum?: unknown[] | undefined
  const?: unknown
  anyOf?: Node[] | undefined
  items?: Node | undefined
  properties: Record<string, Node>
  required: string[]
  additionalProperties?: boolean | Node | undefined
  $ref?: string | undefined
}

/** What stands for a part of a schema that has a section of its own. */
type Named = Readonly<Record<string, string>>

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const row = (...cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`
const code = (value: unknown): string => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``

const several = (words: string): string => words.replaceAll(/\b(text|map|list)\b/g, '$1s')

/** What a field takes, in words. */
function takes(node: Node, named: Named): string {
  if (node.$ref !== undefined) return named[node.$ref] ?? 'anything'
  if (node.const !== undefined) return code(node.const)
  if (node.enum !== undefined) return node.enum.map(code).join(' or ')
  if (node.anyOf !== undefined && node.type === undefined)
    return [...new Set(node.anyOf.map((each) => takes(each, named)))].join(' or ')
  if (node.type === undefined) return 'anything'
  const kinds = [node.type].flat()
  if (kinds.includes('array'))
    return `list of ${node.items === undefined ? 'anything' : several(takes(node.items, named))}`
  if (kinds.includes('object')) {
    const inner = node.additionalProperties
    return typeof inner === 'object' ? `${several(takes(inner, named))}, by name` : 'map'
  }
  return kinds.includes('string')
    ? 'text'
    : kinds.map((kind) => (kind === 'boolean' ? '`true` or `false`' : kind)).join(' or ')
}

/** The maps inside a field, each with what leads to it. */
function inside(node: Node, at: string): {at: string; node: Node}[] {
  if (node.items !== undefined) return inside(node.items, `${at}[]`)
  if (typeof node.additionalProperties === 'object') return inside(node.additionalProperties, `${at}.NAME`)
  if (Object.keys(node.properties).length > 0) return [{at, node}]
  return (node.anyOf ?? []).flatMap((each) => inside(each, at))
}

function rowsBelow(parent: Node, at: string, named: Named): string[] {
  return Object.entries(parent.properties).flatMap(([name, node]) => {
    const here = at === '' ? name : `${at}.${name}`
    const usual = node.default === undefined ? (parent.required.includes(name) ? 'required' : '') : code(node.default)
    return [
      row(`\`${here}\``, takes(node, named), usual, node.description),
      ...inside(node, here).flatMap((each) => rowsBelow(each.node, each.at, named)),
    ]
  })
}

/** A section for each key of a file that authors write, from its JSON Schema: what it is, what it takes, what stands below it. */
export function fieldSections(schema: object, named: Named = {}): string[] {
  const file = Node.parse(schema)
  return Object.entries(file.properties).flatMap(([name, node]) => {
    const usual = node.default === undefined ? '' : ` Unless said: ${code(node.default)}.`
    const need = file.required.includes(name) ? ' It is required.' : ''
    const rows = inside(node, name).flatMap((each) => rowsBelow(each.node, each.at, named))
    return [`## ${name}\n`, `${node.description}. Takes ${takes(node, named)}.${usual}${need}\n`, ...tableOf(rows)]
  })
}

/** The fields of one map, without those of the maps inside it. */
export const fieldTable = (schema: object, named: Named = {}): string[] =>
  tableOf(rowsBelow(Node.parse(schema), '', named))

function tableOf(rows: string[]): string[] {
  if (rows.length === 0) return []
  const head = [row('key', 'takes', 'unless said', 'what it is'), row('---', '---', '---', '---')]
  return [...head, ...new Set(rows), '']
}
