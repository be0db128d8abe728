import type {Element} from 'hast'
import {h} from 'hastscript'
import type {ItemLens, Lens} from './lens.ts'
import {counted, slug} from './words.ts'

/** The id of a record in the list of all of them. */
export const recordAnchor = (file: string): string => `record-${slug(file)}`

/** A link to the list of records, or to one of them in it; a public site has none. */
export const recordsLink = ({base}: Lens, text: string, file: string | null = null): Element =>
  h('a', {href: `${base}readiness/records/${file === null ? '' : `#${encodeURIComponent(recordAnchor(file))}`}`}, text)

/** On an item's page: where all that people stated of it is told, what no longer counts too. */
export function toRecords(lens: Lens, {key}: ItemLens): Element[] {
  const about = lens.snapshot.records.filter(({stands}) => stands.some(({keys}) => keys.includes(key)))
  const [first] = about
  if (first === undefined) return []
  const file = about.length === 1 ? first.record.at.file : null
  const said = `${counted(about.length, 'record speaks', 'records speak')} of it: `
  return [h('p.pm-meta', said, recordsLink(lens, 'until when, and whether it counts', file), '.')]
}
