import {CannotJudge, type Checklist, type Item, keyOf, Names, oneOf, problem} from '../index.ts'

/** The one item that a name fits: an id in any of its forms, with the checklist's name and a colon before it or not. */
export function itemNamed(
  name: string,
  checklists: readonly Checklist[],
): {checklist: Checklist; item: Item; key: string} {
  const found = new Names(checklists).find(name, null)
  if ('item' in found) return {...found.item, key: keyOf(found.item)}
  if ('several' in found) {
    const [first, ...also] = found.several.map(({item}) => item.at)
    const keys = oneOf(found.several.map(keyOf))
    throw new CannotJudge([
      problem(
        'ambiguous-item',
        `Unexpected name \`${name}\` for ${found.several.length} items, expected ${keys}`,
        first ?? null,
        also,
      ),
    ])
  }
  const known =
    found.near.length > 0 ? `did you mean ${oneOf(found.near)}?` : 'expected an id that `proofmark list` gives'
  throw new CannotJudge([problem('unknown-item', `Unexpected item \`${name}\`, ${known}`, null)])
}
