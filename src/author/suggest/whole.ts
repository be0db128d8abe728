import type {Part, Thing} from '../../model/proposal.ts'
import type {ItemInContext} from './read.ts'

interface Told {
  one: ItemInContext
  parts: Part[]
}

const has = (told: Told | undefined, kind: Thing['kind']): boolean =>
  told?.parts.some(({thing}) => thing.kind === kind) === true

/** A choice stands with its options or not at all: where one of them is bound already, both are left to their author. */
export function wholeChoices<T extends Told>(all: readonly T[]): T[] {
  const byItem = new Map(all.map((told) => [told.one.item.id, told]))
  const chosen = ({one}: Told): boolean => one.children.every(({item}) => has(byItem.get(item.id), 'option'))
  const isOption = ({one}: Told): boolean => {
    const above = one.item.parent === null ? undefined : byItem.get(one.item.parent)
    return above !== undefined && has(above, 'choice') && chosen(above)
  }
  return all.map((told) => ({
    ...told,
    parts: told.parts.filter(
      ({thing}) => (thing.kind !== 'choice' || chosen(told)) && (thing.kind !== 'option' || isOption(told)),
    ),
  }))
}
