import * as z from 'zod'
import type {Claim, Fingerprint, Item, Status} from '../model/index.ts'
import {itemAnchor} from '../view/places.ts'
import {statusWord} from '../view/words.ts'
import {type Found, placeKey} from './items.ts'
import type {Standings, Word} from './status.ts'

/** What `data.proofmark` of a list item says. */
export interface ItemData {
  id: string
  /** `checklist:id`, as runs and records have it. */
  key: string
  claim: Claim
  fingerprint: Fingerprint
}

/** A node of whatever tree: nothing is taken for granted. */
interface Loose {
  type?: unknown
  children?: unknown
  position?: unknown
  data?: unknown
}

const isNode = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value)

const Point = z.object({line: z.number(), column: z.number(), offset: z.number().optional()})
const Place = z.object({start: Point})
const Data = z
  .looseObject({
    proofmark: z.unknown().optional(),
    hProperties: z.record(z.string(), z.unknown()).nullish().catch(null),
  })
  .catch({})

const badness: Readonly<Record<Status, number>> = {fail: 3, blocked: 2, pass: 1, 'not-applicable': 0}

/** Annotates those of some list items that are the items found in the text. */
export function annotate(nodes: readonly Loose[], found: Found, standings: Standings): void {
  for (const node of nodes) {
    const item = itemAt(node, found)
    if (item !== undefined) mark(node, item, standings)
  }
}

/** Every list item, each once: a tree of somebody else may be deep, or no tree. */
export function listItemsIn(tree: unknown): Loose[] {
  const seen = new Set<Loose>()
  const todo = [tree]
  while (todo.length > 0) {
    const node = todo.pop()
    if (!isNode(node) || seen.has(node)) continue
    seen.add(node)
    if (Array.isArray(node.children)) for (const child of node.children) todo.push(child)
  }
  return [...seen].filter((node) => node.type === 'listItem' && !Object.isFrozen(node))
}

function itemAt({position}: Loose, {items, at}: Found): Item | undefined {
  const read = Place.safeParse(position)
  if (!read.success) return undefined
  const {start} = read.data
  // Columns of a tree count a tab as the columns that it fills.
  return items.get(placeKey(start.offset === undefined ? start : at(start.offset)))
}

function mark(node: Loose, {id, claim, fingerprint}: Item, {name, shown}: Standings): void {
  const data = Data.parse(node.data)
  if (data.proofmark !== undefined) return
  const key = `${name}:${id}`
  const proofmark: ItemData = {id, key, claim, fingerprint}
  node.data = {...data, proofmark}
  if (shown === null) return
  const words = shown(id)
  const [worst] = words.map(({status}) => status).toSorted((a, b) => badness[b] - badness[a])
  const properties = {
    id: itemAnchor(id),
    ...data.hProperties,
    dataProofmarkItem: key,
    ...(worst === undefined ? {} : {dataProofmarkStatus: worst}),
  }
  node.data = {...data, proofmark, hProperties: properties}
  sentenceIn(node)?.push(...words.flatMap(wordNodes))
}

/** What the paragraph of an item's sentence holds. */
function sentenceIn({children}: Loose): unknown[] | null {
  const all: unknown[] = Array.isArray(children) ? children : []
  const paragraph = all.filter(isNode).find(({type}) => type === 'paragraph')
  const inside = paragraph?.children
  return Array.isArray(inside) && Object.isExtensible(inside) ? inside : null
}

/** Emphasis by its type, so that what writes Markdown or knows no other nodes can go on. */
function wordNodes({environment, status}: Word): object[] {
  const value = `${environment === null ? '' : `${environment}: `}${statusWord(status)}`
  const properties = {className: ['proofmark-status'], dataProofmarkStatus: status}
  return [
    {type: 'text', value: ' '},
    {type: 'emphasis', data: {hName: 'span', hProperties: properties}, children: [{type: 'text', value}]},
  ]
}
