import {CannotJudge, type Checklist, type Item, nearest, oneOf, problem} from '../index.ts'

const shown = 3

/** The one item that a name fits: an id in any of its forms, with the checklist's name and a colon before it or not. */
export function itemNamed(name: string, checklists: readonly Checklist[]): {item: Item; key: string} {
  const all = checklists.flatMap((checklist) =>
    checklist.items.map((item) => ({item, checklist: checklist.name, key: `${checklist.name}:${item.id}`})),
  )
  const fits = all.filter(({item, checklist}) =>
    item.forms.some((form) => name === form || name === `${checklist}:${form}`),
  )
  const [only, ...others] = fits
  if (only !== undefined && others.length === 0) return only
  if (only !== undefined) {
    const [first, ...also] = fits.map(({item}) => item.at)
    throw new CannotJudge([
      problem(
        'ambiguous-item',
        `Unexpected name \`${name}\` for ${fits.length} items, expected ${oneOf(fits.map(({key}) => key))}`,
        first ?? null,
        also,
      ),
    ])
  }
  const ids = all.map(({item}) => item.id)
  const near = nearest(name, ids, shown)
  const known = near.length > 0 ? `did you mean ${oneOf(near)}?` : 'expected an id that `proofmark list` gives'
  throw new CannotJudge([problem('unknown-item', `Unexpected item \`${name}\`, ${known}`, null)])
}
