import type {Layer} from '../../bindings/index.ts'
import {keyOf, type Named, type Names} from '../../model/index.ts'
import {saysStill} from '../../model/sentence.ts'
import {bindingsFileOf} from '../suggest/write.ts'
import {itemOf, type Written, writtenIn} from './written.ts'

/** An item whose binding was written for another sentence, and where the sentence of today is to be written. */
export interface Changed {
  named: Named
  /** What the binding was written for, in words or as `own:…`. */
  texts: string[]
  /** The sentence of today, as it is written down. */
  now: string
  /** The bindings file beside the checklist, from the root. */
  file: string
  /** The pack that was written for the old sentence; null where the file beside the checklist was. */
  pack: string | null
}

/** What of a binding is to be renewed; null where the item still says what the binding was written for, or it was written for no sentence. */
export function changedText(named: Named, layers: readonly Layer[], names: Names): Changed | null {
  const last = entriesOf(named, layers, names).findLast(({texts}) => texts.length > 0)
  if (last === undefined || last.texts.some((text) => saysStill(text, named.item))) return null
  const {item, checklist} = named
  const now = saysStill(item.text, item) ? item.text : item.own
  return {named, texts: last.texts, now, file: bindingsFileOf(checklist), pack: last.layer.pack}
}

function entriesOf(named: Named, layers: readonly Layer[], names: Names): Written[] {
  const key = keyOf(named)
  const speaking = layers.filter(({checklist}) => checklist === null || checklist === named.checklist)
  return speaking.flatMap(writtenIn).filter((written) => {
    const item = itemOf(written, names)
    return item !== null && keyOf(item) === key
  })
}
