import type {Item, Named} from '../model/index.ts'

/** The own texts of the items that an item stands in, outermost first. */
export function textsAround({checklist, item}: Named): string[] {
  const parentOf = ({parent}: Item): Item | undefined =>
    parent === null ? undefined : checklist.items.find(({id}) => id === parent)
  const around: string[] = []
  for (let above = parentOf(item); above !== undefined; above = parentOf(above)) around.unshift(above.own)
  return around
}
