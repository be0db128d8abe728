import type {Element} from 'hast'
import type {Blockquote, Heading, ListItem} from 'mdast'
import type {Admonition} from '../admonitions.ts'
import type {PageHeading} from '../page.ts'

/** Which of our nodes an element came from. */
export type Origin = {heading: PageHeading} | {item: ListItem} | {admonition: Admonition}

/**
 * Carries knowledge about nodes through HTML that authors may write into. The stamp holds the hash of the very text that
 * it stands in, which nobody can write into that text, so no raw HTML can forge one.
 */
export class Stamps {
  private readonly origins: Origin[] = []
  private readonly prefix: string

  constructor(digest: string) {
    this.prefix = `${digest}-`
  }

  /** What the sanitiser lets through. */
  get shape(): RegExp {
    return new RegExp(`^${this.prefix}\\d+$`)
  }

  /** Makes the element of this node findable. */
  put(node: Blockquote | Heading | ListItem, origin: Origin): void {
    const dataPm = `${this.prefix}${this.origins.push(origin) - 1}`
    node.data = {...node.data, hProperties: {...node.data?.hProperties, dataPm}}
  }

  /** Where an element came from; null for every element that is not ours. */
  of({properties}: Element): Origin | null {
    const value = properties.dataPm
    if (typeof value !== 'string' || !value.startsWith(this.prefix)) return null
    return this.origins[Number(value.slice(this.prefix.length))] ?? null
  }
}

/** The element without its stamp. */
export const unstamped = ({dataPm: _, ...properties}: Element['properties']): Element['properties'] => properties
