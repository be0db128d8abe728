import {createHash} from 'node:crypto'

export interface CatalogueItem {
  id: string
  tags: readonly string[]
  popularity: number
}

const tags = ['books', 'games', 'garden', 'kitchen', 'music', 'new', 'outdoor', 'tools'] as const
const size = 40

/** The items that every tenant sells, the most popular first: the same at each start. */
export const catalogue: readonly CatalogueItem[] = Array.from({length: size}, (_, index) => ({
  id: `item-${String(index + 1).padStart(3, '0')}`,
  tags: tags.filter((_, tag) => (index + tag) % 3 === 0),
  popularity: round(1 / Math.sqrt(index + 1)),
}))

/** How much somebody likes an item, from 0 to 1: a fixed function of both names. */
export function affinity(subject: string, itemId: string): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([subject, itemId]))
    .digest()
  return round(digest.readUInt32BE(0) / 0xff_ff_ff_ff)
}

/** The share of tags that two items have in common. */
export function likeness(a: CatalogueItem, b: CatalogueItem): number {
  const common = a.tags.filter((tag) => b.tags.includes(tag)).length
  return round(common / new Set([...a.tags, ...b.tags]).size)
}

export function round(score: number): number {
  return Math.round(score * 10_000) / 10_000
}
