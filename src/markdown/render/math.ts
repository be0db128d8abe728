import {visit} from 'unist-util-visit'
import {each} from '../each.ts'
import type {Page} from '../page.ts'

/** Names formulas as what they are; one that is a paragraph of its own becomes a block. */
export function nameFormulas({tree, source}: Page): void {
  let found = false
  each(tree, (node) => {
    if (node.type !== 'inlineCode' || source.text.charAt(node.position?.start.offset ?? -1) !== '$') return
    node.data = {...node.data, hProperties: {...node.data?.hProperties, className: ['language-math']}}
    found = true
  })
  if (!found) return
  visit(tree, 'paragraph', (node, index, parent) => {
    const [only, another] = node.children
    if (only?.type !== 'inlineCode' || another !== undefined || parent === undefined || index === undefined) return
    if (only.data?.hProperties?.className === undefined || !only.value.startsWith('$$')) return
    parent.children[index] = {type: 'code', lang: 'math', value: only.value}
  })
}
