import type {Nodes} from 'mdast'
import {attribute, openingTags} from '../html-tags.ts'
import type {Page} from '../page.ts'
import {plain} from '../plain.ts'

/** A link as an author wrote it, before anyone asks where it leads. */
export interface FoundLink {
  url: string
  text: string
  offset: number
}

/** The link that a node is, or null; `near` serves nodes that the parser gave no place. */
export function linkAt(node: Nodes, page: Page, near: number): FoundLink | null {
  if (node.type !== 'link' && node.type !== 'linkReference') return null
  return found(node, page, plain(node), near)
}

/** Every address of a page: links, images, and those in raw HTML, in document order. */
export function everyLink(page: Page): FoundLink[] {
  const links: FoundLink[] = []
  const walk = (node: Nodes, above: number): void => {
    const near = node.position?.start.offset ?? above
    const link = linkAt(node, page, near) ?? imageAt(node, page, near)
    if (link !== null) links.push(link)
    if (node.type === 'html') links.push(...htmlLinks(node.value, near))
    if ('children' in node) for (const child of node.children) walk(child, near)
  }
  walk(page.tree, page.source.start)
  return links
}

function imageAt(node: Nodes, page: Page, near: number): FoundLink | null {
  return node.type === 'image' || node.type === 'imageReference' ? found(node, page, node.alt ?? '', near) : null
}

function found(
  node: {url: string} | {identifier: string},
  {definitions}: Page,
  text: string,
  offset: number,
): FoundLink | null {
  const url = 'url' in node ? node.url : definitions.get(node.identifier)?.url
  return url === undefined ? null : {url, text, offset}
}

/** The addresses in raw HTML. */
export function htmlLinks(html: string, near: number): FoundLink[] {
  return openingTags(html).flatMap(({name, tag, offset}) => {
    const url = (name === 'a' ? attribute(tag, 'href') : name === 'img' ? attribute(tag, 'src') : null)?.replaceAll(
      '&amp;',
      '&',
    )
    if (url === undefined) return []
    return [{url, text: (name === 'img' ? attribute(tag, 'alt') : null) ?? url, offset: near + offset}]
  })
}
