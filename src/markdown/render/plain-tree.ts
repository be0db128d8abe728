import type {Nodes as Html, RootContent} from 'hast'
import type {Nodes} from 'mdast'

const plain: ReadonlySet<Nodes['type']> = new Set([
  'blockquote',
  'break',
  'code',
  'definition',
  'delete',
  'emphasis',
  'heading',
  'image',
  'imageReference',
  'inlineCode',
  'link',
  'linkReference',
  'list',
  'listItem',
  'paragraph',
  'root',
  'strong',
  'table',
  'tableCell',
  'tableRow',
  'text',
  'thematicBreak',
])

/** Whether a tree holds nothing that an HTML parser would read otherwise than it stands: no HTML, no footnotes, no code that opens with a line end. */
export function isPlain(node: Nodes): boolean {
  if (!plain.has(node.type) || node.data?.hName !== undefined) return false
  if (node.type === 'code') return /^[^\r\n]/.test(node.value) && !/\s/.test(node.lang ?? '')
  if (node.type === 'listItem' && typeof node.checked === 'boolean' && !node.data?.item) return false
  return !('children' in node) || node.children.every(isPlain)
}

/** The same nodes, with one text where several stood beside each other, as an HTML parser gives them. */
export function joined<Node extends Html>(node: Node): Node {
  if (!('children' in node)) return node
  const children: RootContent[] = []
  for (const child of node.children) {
    const before = children.at(-1)
    if (child.type !== 'text') children.push(joined(child))
    else if (before?.type === 'text') before.value += child.value
    else if (child.value !== '') children.push(child)
  }
  return Object.assign(node, {children})
}
