import type {Checklist, Item, Section} from '../../model/index.ts'
import {withoutOrdinal} from '../../model/sentence.ts'
import {type Clause, clausesOf} from './clauses.ts'
import {type Token, tokensIn, tokensOf} from './tokens.ts'
import {type Language, languageOf} from './words/language.ts'

/** Words of an author, taken apart. */
export interface Sentence {
  tokens: readonly Token[]
  clauses: readonly Clause[]
}

/** An item as a rule reads it: never alone. */
export interface ItemInContext extends Sentence {
  item: Item
  /** The items around it, nearest first. */
  parents: readonly ItemInContext[]
  children: readonly ItemInContext[]
  section: Section | null
  /** The headings above, nearest first, the only H1 left out. */
  headings: readonly Sentence[]
  /** It introduces the items below it. */
  leads: boolean
  /** That of the whole checklist: one sentence alone says too little of it. */
  language: Language
}

const sentence = (tokens: readonly Token[]): Sentence => ({tokens, clauses: clausesOf(tokens)})

/** Every item of a checklist in document order, with all that its meaning leans on. */
export function readItems({items, sections}: Checklist): ItemInContext[] {
  const anchors = new Map(sections.map((section) => [section.anchor, section]))
  const language = languageOf(items.map(({text}) => text))
  const read = new Map<string, ItemInContext & {children: ItemInContext[]}>()
  for (const item of items) {
    const parent = item.parent === null ? undefined : read.get(item.parent)
    const one = {
      ...sentence(tokensOf(item)),
      item,
      parents: parent === undefined ? [] : [parent, ...parent.parents],
      children: [],
      section: item.section === null ? null : (anchors.get(item.section) ?? null),
      headings: item.path.toReversed().map((title) => sentence(tokensIn(withoutOrdinal(title)))),
      leads: item.colon,
      language,
    }
    parent?.children.push(one)
    read.set(item.id, one)
  }
  return [...read.values()]
}
