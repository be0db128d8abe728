import type {Element} from 'hast'
import {h} from 'hastscript'

/** An empty element that view fills with what results say; added after sanitising, so that no author can forge one. */
export function marker(what: {item: string} | {section: string} | {part: string}): Element {
  const data =
    'item' in what ? {dataItem: what.item} : 'section' in what ? {dataSection: what.section} : {dataPart: what.part}
  return h('pm-verdict', {...data, class: 'not-content'})
}
