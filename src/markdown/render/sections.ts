import type {Element, ElementContent, Root, RootContent} from 'hast'
import {h} from 'hastscript'
import type {PageHeading} from '../page.ts'
import {headingBlock} from './headings.ts'
import {marker} from './markers.ts'

/** What arranging a page needs to know of its elements. */
export interface Arrangement {
  headingOf: (element: Element) => PageHeading | null
  /** The name that a section's marker carries; null where no section opens. */
  sectionOf: (heading: PageHeading) => string | null
}

/** Wraps each heading that has items below it, and all that follows it, in a section with a row for its verdict. */
export function arrange(nodes: readonly RootContent[], arrangement: Arrangement): ElementContent[] {
  const top: ElementContent[] = []
  const open: {depth: number; into: ElementContent[]}[] = []
  for (const node of nodes) {
    if (node.type === 'doctype') continue
    const heading = node.type === 'element' ? arrangement.headingOf(node) : null
    // Footnotes are of the whole page.
    if (isNotes(node)) open.length = 0
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

const isNotes = (node: RootContent): boolean => node.type === 'element' && 'dataFootnotes' in node.properties

/** Puts the author's list from its first part on, and what results say of all of it, into one block. */
export function listed(root: Root, name: string, belongs: (node: RootContent) => boolean): void {
  const start = root.children.findIndex(belongs)
  if (start === -1) return
  const notes = root.children.findIndex(isNotes)
  const end = notes > start ? notes : root.children.length
  const inside = root.children.slice(start, end).filter((node) => node.type !== 'doctype')
  root.children.splice(start, end - start, h('div', {class: 'pm-list'}, marker({part: `bar:${name}`}), inside))
}
