import {withoutOrdinal} from '../model/sentence.ts'
import type {Basis} from './basis.ts'
import {wordsOf} from './words.ts'

const startsWith = (words: readonly string[], start: readonly string[]): boolean =>
  start.length > 0 && start.every((word, index) => words[index] === word)

/** Whether a heading is meant: by its anchor, or by its first words, with or without its ordinal. */
const isMeant = (named: string, {anchor, title}: {anchor: string; title: string}): boolean =>
  named === anchor || [title, withoutOrdinal(title)].some((words) => startsWith(wordsOf(words), wordsOf(named)))

/** A test of item keys: in one of the sections named, or in a section below one; null takes all. */
export function inSections({plan, places}: Basis, named: readonly string[] | null): (key: string) => boolean {
  if (named === null) return () => true
  const meant = new Set<string>()
  for (const {name, sections} of plan.checklists) {
    // A section stands after the one around it, so the outer one is known first.
    for (const section of sections) {
      const outer = section.parent !== null && meant.has(`${name}#${section.parent}`)
      if (outer || named.some((each) => isMeant(each, section))) meant.add(`${name}#${section.anchor}`)
    }
  }
  return (key) => {
    const place = places.get(key)
    return (
      place !== undefined &&
      place.item.section !== null &&
      meant.has(`${place.planned.checklist}#${place.item.section}`)
    )
  }
}
