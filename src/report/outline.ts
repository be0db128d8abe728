import type {Checklist, Item, Section} from '../model/index.ts'
import {block, type Sheet} from './sheet.ts'

/** An item with its depth, and the heading that comes before it where a section begins. */
export interface OutlineEntry {
  item: Item
  depth: number
  heading: string | null
}

/** The items of a checklist in document order, with the headings where they stand. */
export function outline({items, sections}: Checklist): OutlineEntry[] {
  const byAnchor = new Map(sections.map((section) => [section.anchor, section]))
  const depths = new Map<string, number>()
  let current: string | null = null
  return items.map((item) => {
    const depth = item.parent === null ? 0 : (depths.get(item.parent) ?? 0) + 1
    depths.set(item.id, depth)
    const section = item.section === null ? undefined : byAnchor.get(item.section)
    const begins = item.section !== current && section !== undefined
    current = item.section
    return {item, depth, heading: begins ? titleOf(section, byAnchor) : null}
  })
}

/** The words of a heading, after those around it; the title of the whole page is left out. */
export function titleOf(section: Section, sections: ReadonlyMap<string, Section>): string {
  const around = section.parent === null ? undefined : sections.get(section.parent)
  return around === undefined || around.depth === 1 ? section.title : `${titleOf(around, sections)} › ${section.title}`
}

/** A heading as a report shows it, a blank line before. */
export const headingLine = (sheet: Sheet, heading: string | null): string[] =>
  heading === null ? [] : ['', ...block(sheet, {margin: 2, text: heading, style: 'bold'})]
