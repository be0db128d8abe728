import type {Heading, ListItem, Nodes, Paragraph, Parents} from 'mdast'
import {type ItemMark, sentenceOf} from './items/mark.ts'
import {type FoundLink, linkAt} from './links/found.ts'
import type {Page, PageHeading} from './page.ts'

/** A heading in its place, with the links of its own prose. */
export interface PlacedHeading {
  heading: PageHeading
  parent: PlacedHeading | null
  links: FoundLink[]
}

/** An item in its place, before it has an id. */
export interface PlacedItem {
  node: ListItem
  mark: ItemMark
  sentence: Paragraph
  parent: PlacedItem | null
  /** The nearest heading above. */
  heading: PlacedHeading | null
  codes: string[]
  links: FoundLink[]
}

/** Where a node stands: what it belongs to, and an offset near it for nodes that have none. */
interface Place {
  heading: PlacedHeading | null
  item: PlacedItem | null
  near: number
}

/** Headings and items of a page, in document order. */
export class Outline {
  readonly headings: PlacedHeading[] = []
  readonly items: PlacedItem[] = []
  private readonly known: ReadonlyMap<Heading, PageHeading>
  private readonly page: Page

  /** Walks the page once and says what belongs to what. */
  constructor(page: Page) {
    this.page = page
    this.known = new Map(page.headings.map((heading) => [heading.node, heading]))
    this.walk(page.tree, {heading: null, item: null, near: page.source.start})
  }

  /** A heading reigns over what follows it; inside a quote or a list, only there. */
  private walk(parent: Parents, place: Place): void {
    let {heading} = place
    for (const node of parent.children) {
      if (node.type === 'heading') heading = this.placeHeading(node, heading)
      const near = node.position?.start.offset ?? place.near
      const here = {heading, item: this.placeItem(node, {...place, heading}), near}
      this.take(node, here)
      if ('children' in node) this.walk(node, here)
    }
  }

  private placeHeading(node: Heading, above: PlacedHeading | null): PlacedHeading | null {
    const heading = this.known.get(node)
    if (heading === undefined) return above
    let parent = above
    while (parent !== null && parent.heading.depth >= heading.depth) parent = parent.parent
    const placed = {heading, parent, links: []}
    this.headings.push(placed)
    return placed
  }

  private placeItem(node: Nodes, {item, heading}: Place): PlacedItem | null {
    const mark = node.type === 'listItem' ? node.data?.item : undefined
    const sentence = node.type === 'listItem' ? sentenceOf(node) : null
    if (node.type !== 'listItem' || mark === undefined || sentence === null) return item
    const placed: PlacedItem = {node, mark, sentence, parent: item, heading, codes: [], links: []}
    this.items.push(placed)
    return placed
  }

  private take(node: Nodes, {heading, item, near}: Place): void {
    if (node.type === 'inlineCode') item?.codes.push(node.value)
    const link = linkAt(node, this.page, near)
    if (link !== null) (item ?? heading)?.links.push(link)
  }
}
