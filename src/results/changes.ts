import type {Attestation} from '../model/index.ts'
import {changesSince, pagesToSee} from '../model/index.ts'
import type {Place} from './cells.ts'
import {dateInWords} from './dates.ts'

interface Today {
  places: ReadonlyMap<string, Place>
  /** The release that the newest run saw. */
  release: string | null
}

/** Why a person's word counts no more: what has changed since, or what they have not seen; null when it counts. */
export function voidBecause(today: Today, place: Place, record: Attestation): string | null {
  const [change] = changesSince(record, place.item, textsAround(today, place))
  if (change === undefined) return changedRelease(today, record) ?? unseenPage(place, record)
  const {what, detail} = change
  return `${what} after ${record.by} attested it on ${dateInWords(record.on)}${detail === null ? '' : `: ${detail}`}`
}

function textsAround({places}: Today, {planned}: Place): string[] {
  const around: string[] = []
  for (let above = places.get(planned.parent ?? ''); above; above = places.get(above.planned.parent ?? ''))
    around.unshift(above.item.own)
  return around
}

function changedRelease({release}: Today, {release: was, by}: Attestation): string | null {
  if (was === null || was === release) return null
  const now = release === null ? 'and no run has seen which one runs now' : `now \`${release}\``
  return `the release changed: ${by} attested \`${was}\`, ${now}`
}

/** What the binding asks to see, or else each document that the item links. */
function unseenPage({item, planned}: Place, {sees, by, on}: Attestation): string | null {
  const unseen = pagesToSee(item, planned.binding).find((path) => !sees.some((seen) => seen.path === path))
  return unseen === undefined
    ? null
    : `the page \`${unseen}\` must be seen too, which ${by} did not list on ${dateInWords(on)}`
}
