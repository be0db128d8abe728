import type {Nodes, Parents, Root} from 'mdast'

/** Calls back for a node and everything in it, in document order: over whole documents far cheaper than unist-util-visit. */
export function each(node: Nodes, call: (node: Nodes, index: number, parent: Parents | null) => void): void {
  call(node, 0, null)
  if ('children' in node) inside(node, call)
}

function inside(parent: Parents, call: (node: Nodes, index: number, parent: Parents) => void): void {
  let index = 0
  for (const node of parent.children) {
    call(node, index++, parent)
    if ('children' in node) inside(node, call)
  }
}

/** Takes nodes out of a tree. */
export function take(tree: Root, nodes: ReadonlySet<Nodes>): void {
  if (nodes.size === 0) return
  each(tree, (node) => {
    if ('children' in node) Object.assign(node, {children: node.children.filter((child) => !nodes.has(child))})
  })
}
