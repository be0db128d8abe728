import type {Element, ElementContent, Root} from 'hast'
import {h} from 'hastscript'
import {anchorId} from '../../model/anchors.ts'
import type {Folio} from '../../model/index.ts'
import {targetOf} from '../links/target.ts'
import {eachElement} from './each-element.ts'
import {marker} from './markers.ts'

/** What cutting a page needs to know of it. */
export interface Cut {
  name: string
  folios: readonly Folio[]
  /** Id of the item that an element stands for. */
  idOf: (element: Element) => string | undefined
  /** Address of a folio; of the page itself for 0. */
  hrefOf: (number: number) => string
}

/** Takes a long list off its page, and gives it in folios: each holds what its author wrote around its items, in order. */
export function takeFolios(root: Root, cut: Cut): Root[] {
  const list = root.children.find((node): node is Element => node.type === 'element' && hasClass(node, 'pm-list'))
  if (list === undefined) return []
  const numbers = new Map(cut.folios.flatMap(({number, items}) => items.map((id) => [id, number] as const)))
  const [bar, ...written] = list.children
  const ranges = rangesIn(list, (element) => numbers.get(cut.idOf(element) ?? ''))
  const pieces = split(written, 1, ranges)
  const folios = cut.folios.map(({number}): Root => {
    const inside = [marker({part: `bar:${cut.name}#${number}`}), ...(pieces.get(number) ?? [])]
    return {type: 'root', children: [h('div', {class: 'pm-list'}, inside)]}
  })
  list.children = [...(bar === undefined ? [] : [bar]), marker({part: `folios:${cut.name}`})]
  const pages = [root, ...folios]
  const homes = homesOf(pages, cut.idOf)
  for (const [index, page] of pages.entries()) lead(page, index, homes, cut.hrefOf)
  // Whoever links to what stood here arrives at the list of folios; sections are named in it.
  const named = new Set(cut.folios.flatMap(({sections}) => sections.map(({anchor}) => anchorId(anchor))))
  const moved = [...homes].filter(([id, home]) => home > 0 && !named.has(id) && !id.includes('fnref'))
  list.children.push(...moved.map(([id]) => h('span', {id})))
  return folios
}

const hasClass = ({properties}: Element, name: string): boolean => [properties.className].flat().includes(name)

type Range = readonly [first: number, last: number]
type Ranges = ReadonlyMap<ElementContent, Range>

/** The folios that each element with items in it stands on. */
function rangesIn(list: Element, numberOf: (element: Element) => number | undefined): Ranges {
  const ranges = new Map<ElementContent, Range>()
  const measure = (element: Element): Range | null => {
    const own = numberOf(element)
    const inside = element.children.flatMap((child) => (child.type === 'element' ? (measure(child) ?? []) : []))
    const all = own === undefined ? inside : [own, ...inside]
    if (all.length === 0) return null
    const range = [Math.min(...all), Math.max(...all)] as const
    ranges.set(element, range)
    return range
  }
  measure(list)
  return ranges
}

/** The nodes of each folio; an element that stands on several is on each of them. */
function split(nodes: readonly ElementContent[], start: number, ranges: Ranges): Map<number, ElementContent[]> {
  const pieces = new Map<number, ElementContent[]>()
  const put = (number: number, ...more: ElementContent[]): void => {
    const there = pieces.get(number)
    if (there === undefined) pieces.set(number, more)
    else there.push(...more)
  }
  let now = start
  let between: ElementContent[] = []
  for (const node of nodes) {
    const range = ranges.get(node)
    if (node.type !== 'element' || range === undefined) {
      between.push(node)
      continue
    }
    const [first, last] = range
    // What stands between two lists leads over to the second.
    put(hasClass(node, 'pm-section') ? now : first, ...between)
    between = []
    if (first === last) put(first, node)
    else for (const [number, part] of parts(node, first, ranges)) put(number, part)
    now = last
  }
  put(now, ...between)
  return pieces
}

/** An element in the parts that stand on several folios: with its id on the first alone, and counting on. */
function parts(node: Element, start: number, ranges: Ranges): [number, Element][] {
  let counted = Number(node.properties.start ?? 1)
  return [...split(node.children, start, ranges)].map(([number, children]) => {
    const {id, ...others} = node.properties
    const count = node.tagName === 'ol' ? {start: counted} : {}
    counted += children.filter((child) => child.type === 'element' && child.tagName === 'li').length
    return [number, {...node, properties: number === start ? {...node.properties} : {...others, ...count}, children}]
  })
}

/** The page of each id that somebody may link to; items have pages of their own as well. */
function homesOf(pages: readonly Root[], isItem: Cut['idOf']): Map<string, number> {
  const homes = new Map<string, number>()
  for (const [index, page] of pages.entries())
    eachElement(page, (element) => {
      const {id} = element.properties
      if (typeof id === 'string' && !homes.has(id) && isItem(element) === undefined) homes.set(id, index)
    })
  return homes
}

/** Lets links within the page lead to the folio on which their target stands now. */
function lead(page: Root, here: number, homes: ReadonlyMap<string, number>, hrefOf: Cut['hrefOf']): void {
  eachElement(page, ({properties}) => {
    const {href} = properties
    if (typeof href !== 'string' || !href.startsWith('#')) return
    const home = homes.get(targetOf(href).anchor ?? '')
    if (home !== undefined && home !== here) properties.href = hrefOf(home) + href
  })
}
