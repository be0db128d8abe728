import type {Element, ElementContent, Root, RootContent} from 'hast'
import {h} from 'hastscript'
import type {PageHeading} from '../page.ts'
import {eachElement} from './each-element.ts'
import {headingBlock} from './headings.ts'
import {marker} from './markers.ts'

/** What arranging a page needs to know of its elements. */
export interface Arrangement {
  headingOf: (element: Element) => PageHeading | null
  /** The name that a section's marker carries; null where no section opens. */
  sectionOf: (heading: PageHeading) => string | null
  /** The footnotes, which are of the whole page and in no section. */
  notes: Element | null
}

/** Wraps each heading that has items below it, and all that follows it, in a section with a row for its verdict. */
export function arrange(nodes: readonly RootContent[], arrangement: Arrangement): ElementContent[] {
  const top: ElementContent[] = []
  const open: {depth: number; into: ElementContent[]}[] = []
  for (const node of nodes) {
    if (node.type === 'doctype') continue
    const heading = node.type === 'element' ? arrangement.headingOf(node) : null
    if (node === arrangement.notes) open.length = 0
    while (heading !== null && (open.at(-1)?.depth ?? 0) >= heading.depth) open.pop()
    const into = open.at(-1)?.into ?? top
    if (node.type !== 'element' || heading === null) {
      if (node.type === 'element') node.children = arrange(node.children, arrangement)
      into.push(node)
      continue
    }
    const name = arrangement.sectionOf(heading)
    const block = headingBlock(node, heading)
    if (name === null) {
      into.push(block)
      continue
    }
    const section = h('section', {class: 'pm-section'}, h('div', {class: 'pm-head'}, block, marker({section: name})))
    into.push(section)
    open.push({depth: heading.depth, into: section.children})
  }
  return top
}

/** The footnotes of a page: its end, so that no HTML of an author passes for them; they stay in their section where they hold items. */
export function notesOf({children}: Root, isItem: (li: Element) => boolean): Element | null {
  const last = children.findLast((node) => node.type === 'element')
  if (last === undefined || !('dataFootnotes' in last.properties)) return null
  let items = 0
  eachElement({type: 'root', children: [last]}, (element) => {
    if (isItem(element)) items += 1
  })
  return items === 0 ? last : null
}

/** Puts the author's list from its first part on, and what results say of all of it, into one block; footnotes stay below it. */
export function listed(root: Root, name: string, belongs: (node: RootContent) => boolean, notes: Element | null): void {
  const start = root.children.findIndex(belongs)
  if (start === -1) return
  const end = notes === null ? root.children.length : root.children.indexOf(notes)
  const inside = root.children.slice(start, end).filter((node) => node.type !== 'doctype')
  root.children.splice(start, end - start, h('div', {class: 'pm-list'}, marker({part: `bar:${name}`}), inside))
}
