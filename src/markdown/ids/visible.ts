import type {Paragraph} from 'mdast'
import {plain} from '../plain.ts'

/** An id that readers see at the start of a sentence (`AC-01: …`), and how much of the sentence it takes. */
export interface VisibleId {
  id: string
  length: number
}

const shape = /^[A-Za-z][A-Za-z0-9]*(?:[-._][A-Za-z0-9]+)*[-._]\d+(?:_\w+)?(?:[-.]\w+)*$/

/** The visible id of a sentence, or null. `text` is the sentence in plain words. */
export function visibleId(sentence: Paragraph, text: string): VisibleId | null {
  const [whole = '', id = ''] = /^[([]?([\w.-]{1,80})[)\]]?/.exec(text) ?? []
  if (!shape.test(id)) return null
  const follows = /^(?:\s*[:—–]|\s+-\s)\s*/.exec(text.slice(whole.length))
  if (follows !== null) return {id, length: whole.length + follows[0].length}
  const [first] = sentence.children
  return first?.type === 'strong' && plain(first) === whole ? {id, length: whole.length} : null
}
