import {type Checklist, keyOf, Names, type Plan, type PlannedItem, type Records} from '../../model/index.ts'

const byRule = /^(section|code|link|text): /

/** Whether somebody has said how an item is proven, or has begun an entry for it; an owner that a rule gives says nothing. */
function isBound({binding}: PlannedItem): boolean {
  if (binding === null) return false
  const {checks, attest, choice, option, drop, whens, sources} = binding
  const said = [attest, choice, option, drop].some((each) => each !== null)
  return (
    said || checks.length > 0 || whens.length > 0 || sources.some(({pack, key}) => pack === null && !byRule.test(key))
  )
}

/** Keys of the items that bindings or records speak of already. */
export function boundIn(
  {items}: Plan,
  checklists: readonly Checklist[],
  records: readonly Records[],
): ReadonlySet<string> {
  const names = new Names(checklists)
  const recorded = records.flatMap((record) => {
    const found = 'item' in record ? names.find(record.item, null) : {near: []}
    return 'item' in found ? [keyOf(found.item)] : []
  })
  return new Set([...items.filter(isBound).map(({key}) => key), ...recorded])
}
