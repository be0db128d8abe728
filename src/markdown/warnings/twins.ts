import {type Position, type Problem, problem} from '../../model/index.ts'
import {type Draft, sayings, stated} from '../items/draft.ts'
import {brief} from '../plain.ts'
import type {Read} from './read.ts'

/** Items that carry the same id, or say the same in the same place. */
export function twins({page, drafts, items}: Read): Problem[] {
  const at = ({placed}: Draft): Position => page.source.at(placed.node.position?.start.offset ?? 0)
  const sameId = groups(drafts, (draft) => stated(draft)[0]?.toLowerCase() ?? null)
  const sameWords = groups(drafts, (draft, index) => (items[index]?.duplicate ? sayings(draft) : null))
  return [
    ...sameId.map(([first, second, ...more]) =>
      problem('duplicate-id', idAgain(stated(second)[0] ?? ''), at(second), [first, ...more].map(at)),
    ),
    ...sameWords.map(([first, second, ...more]) =>
      problem('duplicate-item', wordsAgain(brief(second.text)), at(second), [first, ...more].map(at)),
    ),
  ]
}

const idAgain = (id: string): string =>
  `Unexpected id \`${id}\`, which another item has, expected one that no other item has (case does not count)`

const wordsAgain = (text: string): string =>
  `Unexpected item \`${text}\`, which stands a second time below the same headings and parents, expected other words, or a pinned id for each`

/** Members that share a key, where several do. */
function groups<T>(members: readonly T[], key: (member: T, index: number) => string | null): [T, T, ...T[]][] {
  const byKey = new Map<string, T[]>()
  members.forEach((member, index) => {
    const name = key(member, index)
    if (name !== null) byKey.set(name, [...(byKey.get(name) ?? []), member])
  })
  return [...byKey.values()].flatMap(([first, second, ...more]): [T, T, ...T[]][] =>
    first !== undefined && second !== undefined ? [[first, second, ...more]] : [],
  )
}
