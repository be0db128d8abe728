import {parseChecklist} from '../markdown/index.ts'
import {sourceOf} from '../markdown/source.ts'
import type {Item, Position} from '../model/index.ts'
import type {Text} from './text.ts'

/** The items of a document, each by the place where it starts. */
export interface Found {
  /** Of the checklist, by its file. */
  name: string
  digest: string
  items: ReadonlyMap<string, Item>
  /** The place of an offset, a byte order mark not counted, as parsers do. */
  at(offset: number): Position
}

export const placeKey = ({line, column}: Pick<Position, 'line' | 'column'>): string => `${line}:${column}`

/** Reads the text as `proofmark` does: hosts differ in what they have parsed and changed before. */
export function itemsIn({value, path}: Text): Found {
  const {checklist} = parseChecklist({file: path, source: value})
  const {at, start} = sourceOf(path, value)
  const items = new Map(checklist.items.map((item) => [placeKey(item.at), item]))
  return {name: checklist.name, digest: checklist.digest, items, at: (offset) => at(offset + start)}
}
