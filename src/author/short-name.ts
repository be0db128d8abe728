import {type Checklist, keyOf, type Named, Names} from '../model/index.ts'

/** An item as a record names it: the id alone where no other checklist has it. */
export function shortName(named: Named, checklists: readonly Checklist[]): string {
  const found = new Names(checklists).find(named.item.id, null)
  return 'item' in found && keyOf(found.item) === keyOf(named) ? named.item.id : keyOf(named)
}
