import {spanOf} from '../model/duration.ts'
import type {CallNode, Result, Status} from '../model/index.ts'
import {bounds} from './attestations.ts'
import type {Basis} from './basis.ts'
import {endsOfFindings} from './calls.ts'
import {ends, iso, lastMoment} from './dates.ts'
import {type Evidence, partsOf} from './own-status.ts'
import {type Weighed, weigh} from './weigh.ts'

/** What a gate asks of a cell. */
export interface Held {
  own: Result['own']
  waived: boolean
}

/** A judged cell as it is now. */
export const heldNow = ({own, waiver}: Pick<Result, 'own' | 'waiver'>): Held => ({own, waived: waiver !== null})

/** A cell from a moment on, if runs go on as they are: only words, waivers and certificates end. */
export interface Later extends Held {
  /** The first millisecond of it. */
  from: number
  /** Whether all that passes now, of what the cell leans on, passes still, and a word that is given now. */
  whole: boolean
}

/** What becomes of a cell by itself, in the order of time: it is weighed again at each moment when something of it begins or ends. */
export function laterOf(
  basis: Basis,
  {evidence, waiver}: Weighed,
  tenant: string,
  nodes: readonly CallNode[],
): readonly Later[] {
  const {planned} = evidence
  const now = partsOf(evidence)
  const renewal = renewalOf(basis, evidence)
  const seen = endsOfFindings(basis, nodes, tenant)
  return turns(basis, planned.key, [...seen, renewal], waiver).map((from): Later => {
    const then = weigh({...basis, now: new Date(from)}, planned, tenant)
    const {status, reason, because} = then.decided
    return {
      from,
      own: {status, reason, because},
      waived: then.waiver !== null,
      whole:
        (renewal === null || from <= renewal) &&
        partsOf(then.evidence).every((part, index) => part.status === 'pass' || now[index]?.status !== 'pass'),
    }
  })
}

/** When a word that is missing, given now, would have to be given again; null when nothing asks for it, or says how often. */
function renewalOf({now}: Basis, {planned, attested}: Evidence): number | null {
  const every = planned.binding?.attest?.renew_every ?? null
  const span = every === null || attested.part.status === 'pass' ? null : spanOf(every)
  return span === null ? null : now.getTime() + span
}

/** The moments to come at which something of a cell begins to count, or counts no longer. */
function turns(
  {stated, places, now}: Basis,
  key: string,
  known: readonly (number | null)[],
  waiver: Result['waiver'],
): number[] {
  const place = places.get(key)
  const words = place === undefined ? [] : (stated.attestations.get(key) ?? []).map((record) => bounds(record, place))
  // Of several waivers the one that holds longest counts, so no other ends anything.
  const waived = waiver === null ? null : ends(waiver.until)
  const last = [...known, waived, ...words.map(({end}) => end)].flatMap((end) =>
    end === null ? [] : Math.floor(end) + 1,
  )
  const first = words.flatMap(({begin}) => begin ?? [])
  const all = new Set([...last, ...first].filter((at) => at > now.getTime() && at <= lastMoment))
  return [...all].toSorted((a, b) => a - b)
}

const isGood = (status: Status | null): boolean => status === 'pass' || status === 'not-applicable'

/** The last moment of a pass, or of a waiver that stands in for one; null when it does not end. */
export function lapseOf(
  {status}: Pick<Result['own'], 'status'>,
  waiver: Result['waiver'],
  later: readonly Later[],
): string | null {
  const good = isGood(status)
  if (!good && (status === null || waiver === null)) return null
  const end = later.find(({own, waived}) => !isGood(own.status) && (good || !waived))
  return end === undefined ? null : iso(end.from - 1)
}
