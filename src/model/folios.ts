import type {Checklist} from './checklist.ts'

/** One of the numbered pages on which a checklist stands that is too long for one. */
export interface Folio {
  /** From 1. */
  number: number
  /** The words of its first and its last section. */
  title: string
  /** Ids of its items, in document order. */
  items: string[]
  /** Sections that begin on it, in document order; the heading that is the title begins on none. */
  sections: Checklist['sections']
}

type Listed = Pick<Checklist, 'title' | 'sections' | 'items'>

/** A list that a browser still shows, searches and prints as one. */
const mostOnOnePage = 200
/** With two environments and a fifth of the items failing, the evidence of so many weighs less than 100 kB. */
const mostOnFolio = 40

const known = new WeakMap<Listed['items'], Folio[]>()

/** The folios of a checklist, by its text alone; none where it stands on one page. */
export function foliosOf(checklist: Listed): Folio[] {
  if (checklist.items.length <= mostOnOnePage) return []
  const kept = known.get(checklist.items) ?? made(checklist)
  known.set(checklist.items, kept)
  return kept
}

/** The address of a folio, as that of its checklist is written. */
export const folioRoute = (route: string, number: number): string => `${route}${route === '' ? '' : '/'}page-${number}`

interface Group {
  section: string | null
  ids: string[]
}

/** Items with all that is nested in them, packed so that no section is torn which fits a page. */
function packed({items}: Listed): Group[][] {
  const folios: Group[][] = []
  let left = 0
  const sections = runsOf(groupsOf(items), ({section}) => section)
  for (const groups of sections) {
    const size = count(groups)
    if (size > left) left = 0
    for (const group of groups) {
      const folio = folios.at(-1)
      if (folio === undefined || left < group.ids.length) {
        folios.push([group])
        left = mostOnFolio - group.ids.length
      } else {
        folio.push(group)
        left -= group.ids.length
      }
    }
  }
  return folios
}

function groupsOf(items: Listed['items']): Group[] {
  const groups: Group[] = []
  for (const {id, parent, section} of items) {
    const last = groups.at(-1)
    if (parent !== null && last !== undefined) last.ids.push(id)
    else groups.push({section, ids: [id]})
  }
  return groups
}

function runsOf<T>(all: readonly T[], of: (one: T) => unknown): T[][] {
  const runs: T[][] = []
  for (const one of all) {
    const [first] = runs.at(-1) ?? []
    if (first !== undefined && of(first) === of(one)) runs.at(-1)?.push(one)
    else runs.push([one])
  }
  return runs
}

const count = (groups: readonly Group[]): number => groups.reduce((sum, {ids}) => sum + ids.length, 0)

function made(checklist: Listed): Folio[] {
  const begun = new Set<string>()
  return packed(checklist).map((groups, index) => {
    const held = new Set(groups.map(({section}) => section))
    const titles = checklist.sections.filter(({anchor}) => held.has(anchor)).map(({title}) => title)
    const [first = '', last = first] = [titles.at(0), titles.at(-1)]
    const above = new Set([...held].flatMap((anchor) => withAbove(checklist, anchor)))
    const sections = checklist.sections.filter(
      ({anchor, depth, title}) =>
        above.has(anchor) && !begun.has(anchor) && !(depth === 1 && title === checklist.title),
    )
    for (const {anchor} of sections) begun.add(anchor)
    return {
      number: index + 1,
      title: first === last ? first : `${first} – ${last}`,
      items: groups.flatMap(({ids}) => ids),
      sections,
    }
  })
}

/** A section and those around it. */
function withAbove({sections}: Pick<Listed, 'sections'>, anchor: string | null): string[] {
  const found = sections.find((section) => section.anchor === anchor)
  return found === undefined ? [] : [found.anchor, ...withAbove({sections}, found.parent)]
}
