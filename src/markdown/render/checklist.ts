import type {Element, Root, RootContent} from 'hast'
import type {ListItem} from 'mdast'
import {type Checklist, type Folio, foliosOf} from '../../model/index.ts'
import {readChecklist} from '../checklist.ts'
import {unknownWorld} from '../links/world.ts'
import type {Page} from '../page.ts'
import {eachElement} from './each-element.ts'
import {itemRow, type Shown} from './items.ts'
import {listed} from './sections.ts'

/** A checklist on its page: which items its nodes are, and what its sections are called. */
export interface ShownChecklist {
  name: string
  items: ReadonlyMap<ListItem, Shown>
  /** Anchors of headings that have items below them. */
  sections: ReadonlySet<string>
  /** The pages that it stands on, where one is not enough. */
  folios: readonly Folio[]
}

/** Reads the page as a checklist under the name that results know it by. */
export function shownChecklist(page: Page, name: string): ShownChecklist {
  const {checklist, drafts} = readChecklist(page, unknownWorld())
  const parents = new Set(checklist.items.map(({parent}) => parent))
  const items = new Map<ListItem, Shown>()
  checklist.items.forEach((item, index) => {
    const node = drafts[index]?.placed.node
    if (node) items.set(node, {item, key: `${name}:${item.id}`, groups: item.colon && parents.has(item.id)})
  })
  return {name, items, sections: sectionsWithItems(checklist), folios: foliosOf(checklist)}
}

/** Gives every item its row, and puts the whole list into one block; gives the elements of items with their ids. */
export function drawChecklist(
  root: Root,
  shown: ShownChecklist,
  itemOf: (li: Element) => ListItem | null,
  notes: Element | null,
): ReadonlyMap<Element, string> {
  const rows: [Element, Shown][] = []
  eachElement(root, (li) => {
    const node = li.tagName === 'li' ? itemOf(li) : null
    const item = node === null ? undefined : shown.items.get(node)
    if (item !== undefined) rows.push([li, item])
  })
  const elements = new Set(rows.map(([li]) => li))
  const holdsItems = (node: RootContent): boolean => holds(node, elements)
  for (const [li, item] of rows) itemRow(li, item, holdsItems)
  listed(root, shown.name, holdsItems, notes)
  return new Map(rows.map(([li, {item}]) => [li, item.id]))
}

function holds(node: RootContent, elements: ReadonlySet<Element>): boolean {
  return node.type === 'element' && (elements.has(node) || node.children.some((child) => holds(child, elements)))
}

function sectionsWithItems({sections, items}: Checklist): Set<string> {
  const parents = new Map(sections.map(({anchor, parent}) => [anchor, parent]))
  const found = new Set<string>()
  for (const {section} of items) {
    for (let anchor = section; anchor !== null && !found.has(anchor); anchor = parents.get(anchor) ?? null)
      found.add(anchor)
  }
  return found
}
