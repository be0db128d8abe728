import type {Element, Root} from 'hast'
import {h} from 'hastscript'
import {single} from '../plain.ts'
import {eachElement} from './each-element.ts'
import {textOf} from './text-of.ts'

/** Lets each table scroll in a region of its own, named by its head, that the keyboard reaches. */
export function scrollTables(root: Root): void {
  const names = new Map<string, number>()
  eachElement(root, (node, index, parent) => {
    if (node.tagName !== 'table') return
    const name = nameOf(node)
    const count = (names.get(name) ?? 0) + 1
    names.set(name, count)
    const label = count === 1 ? name : `${name} (${count})`
    parent.children[index] = h('div', {class: 'pm-scroll', role: 'region', tabIndex: 0, ariaLabel: label}, node)
    return false
  })
}

function nameOf(table: Element): string {
  const heads: string[] = []
  eachElement(table, (cell) => {
    if (cell.tagName === 'th') heads.push(single(textOf(cell)))
  })
  const words = heads.filter((head) => head !== '').join(', ')
  return words === '' ? 'Table' : `Table: ${words.length > 80 ? `${words.slice(0, 79)}…` : words}`
}
