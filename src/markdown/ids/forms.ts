import {withoutOrdinal} from '../../model/sentence.ts'
import type {PlacedHeading} from '../outline.ts'
import {stem} from '../page.ts'
import {tokenLength} from './token.ts'
import {fitting, tellingWords, wordsOf} from './words.ts'

/** What the derived ids of an item are made of. */
export interface Derivable {
  section: string
  token: string
  /** The token of the item around it, or null. */
  parentToken: string | null
  text: string
  hash: string
}

/** Every derived id of an item, the shortest first. */
export function derivedForms({section, token, parentToken, text, hash}: Derivable): string[] {
  const long = fitting(tellingWords(text, 'kept').slice(0, 8), 64)
  const names = [token, long, parentToken === null ? '' : `${parentToken}/${token}`, `${token}-${hash}`]
  return [...new Set(names.filter((name) => name !== '').map((name) => `${section}/${name}`))]
}

/** The first half of derived ids: two words of the nearest heading that has any, else the file's stem. */
export function sectionName(heading: PlacedHeading | null, file: string): string {
  for (let above = heading; above !== null; above = above.parent) {
    const name = fitting(tellingWords(withoutOrdinal(above.heading.text)).slice(0, 2), tokenLength)
    if (name !== '') return name
  }
  return fitting(wordsOf(stem(file)), tokenLength) || 'checklist'
}
