import type {Fingerprint} from '../../model/index.ts'
import {normaliseSentence} from '../../model/sentence.ts'
import {fingerprint} from '../fingerprint.ts'
import {sectionName} from '../ids/forms.ts'
import {tokenOf} from '../ids/token.ts'
import {visibleId} from '../ids/visible.ts'
import type {Outline, PlacedHeading, PlacedItem} from '../outline.ts'
import type {Page} from '../page.ts'
import {ownWords, plain} from '../plain.ts'

/** All that an item says, before ids are chosen. */
export interface Draft {
  placed: PlacedItem
  parent: Draft | null
  text: string
  /** The text without a visible id. */
  bare: string
  own: string
  visible: string | null
  /** Titles of the headings above, outermost first, the only H1 left out. */
  path: string[]
  fingerprint: Fingerprint
  /** Halves of derived ids. */
  section: string
  token: string
}

/** Reads what each item of a page says, in document order. */
export function draftsOf(page: Page, outline: Outline): Draft[] {
  const drafts = new Map<PlacedItem, Draft>()
  const onlyTitle = page.headings.filter(({depth}) => depth === 1).length === 1
  for (const placed of outline.items) {
    const parent = placed.parent === null ? null : (drafts.get(placed.parent) ?? null)
    const path = titles(placed.heading, onlyTitle)
    const section = sectionName(placed.heading, page.source.file)
    drafts.set(placed, draftOf(placed, parent, path, section))
  }
  return [...drafts.values()]
}

/** The hex digits of a fingerprint that ids may hold. */
export const digits = (print: string): string => (print.split(':')[1] ?? '').slice(0, 4)

/** The ids that an author gave an item: pinned, then visible. */
export const stated = ({placed, visible}: Draft): string[] => [placed.mark.pinned, visible].filter((id) => id !== null)

/** The same for two items that say the same in the same place. */
export const sayings = ({fingerprint}: Draft): string => `${fingerprint.own} ${fingerprint.context}`

function draftOf(placed: PlacedItem, parent: Draft | null, path: string[], section: string): Draft {
  const {node, sentence, codes, links} = placed
  const text = plain(sentence)
  const visible = visibleId(sentence, text)
  const length = visible?.length ?? 0
  const bare = text.slice(length).trim()
  const own = normaliseSentence(ownWords(node).slice(length))
  const print = fingerprint(own, parent === null ? [] : [...ancestors(parent)].reverse(), path)
  const token = tokenOf({text: bare, codes, links, hash: digits(print.own)})
  return {placed, parent, text, bare, own, visible: visible?.id ?? null, path, fingerprint: print, section, token}
}

function* ancestors(nearest: Draft): Generator<string> {
  for (let draft: Draft | null = nearest; draft !== null; draft = draft.parent) yield draft.own
}

function titles(nearest: PlacedHeading | null, onlyTitle: boolean): string[] {
  const path: string[] = []
  for (let above = nearest; above !== null; above = above.parent) {
    if (!(onlyTitle && above.heading.depth === 1)) path.unshift(above.heading.text)
  }
  return path
}
