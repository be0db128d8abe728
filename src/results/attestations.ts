import {spanOf} from '../model/duration.ts'
import type {Attestation, Plan, Result} from '../model/index.ts'
import {noTenant} from '../model/index.ts'
import type {Place} from './cells.ts'
import {voidBecause} from './changes.ts'
import {begins, dateInWords, ends, inWords, iso} from './dates.ts'
import {blocked, type Part, pass} from './part.ts'
import {speaksOf} from './records.ts'

/** What liveness is judged on. */
export interface AttestationBasis {
  plan: Plan
  places: ReadonlyMap<string, Place>
  /** The release that the newest run saw. */
  release: string | null
  now: Date
}

/** An attestation that counts. */
interface Live {
  record: Attestation
  /** Its last moment. */
  until: number
  since: string
}

/** What people's words come to for one cell. */
export interface Attested {
  /** Whether any record names the item, for whatever environment. */
  named: boolean
  /** The newest live one, of either meaning. */
  live: Live | null
  notApplicable: boolean
  /** Where the item stands by them: pass, or why not. */
  part: Part
}

/** One attestation, judged. */
export type JudgedWord = (Live & {live: true}) | {record: Attestation; live: false; part: Part}

/** Judges the attestations that name an item, for one of its cells. */
export function attested(
  basis: AttestationBasis,
  place: Place,
  tenant: string,
  records: readonly Attestation[],
): Attested {
  const judged = records
    .filter((record) => speaksOf(basis.plan, tenant, record))
    .toSorted(newestFirst)
    .map((record) => judgeWord(basis, place, record))
  const live = judged.filter((each) => each.live)
  const notApplicable = live.find(({record}) => record.says === 'not-applicable')
  const [newest] = judged
  const [first] = live
  return {
    named: records.length > 0,
    live: notApplicable ?? first ?? null,
    notApplicable: notApplicable !== undefined,
    part:
      first !== undefined
        ? pass({since: first.since})
        : newest !== undefined && !newest.live
          ? newest.part
          : missing(basis.plan, tenant, records),
  }
}

const newestFirst = (a: Attestation, b: Attestation): number =>
  (begins(b.on) ?? 0) - (begins(a.on) ?? 0) || (key(a) < key(b) ? -1 : 1)
const key = (record: Attestation): string => JSON.stringify(record)

/** Whether an attestation is live: it is when no row fits; else the first that does says why not. */
export function judgeWord(basis: AttestationBasis, place: Place, record: Attestation): JudgedWord {
  const now = basis.now.getTime()
  const on = begins(record.on)
  const until = lapse(record, place)
  const not = (part: Part): JudgedWord => ({record, live: false, part})

  if (on === null || on > now) return not(invalid(`its date \`${record.on}\` is not a past one`))
  if (until === null) return not(invalid('it does not say, in a form that can be read, until when it holds'))
  if (record.says === 'not-applicable' && (place.planned.binding?.checks.length ?? 0) > 0)
    return not(invalid('an item with checks is waived instead of attested as not applicable'))
  const changed = voidBecause(basis, place, record)
  if (changed !== null) return not(blocked('void', changed))
  if (now > until)
    return not(blocked('expired', `the attestation of ${record.by} expired on ${inWords(until)}`, {since: iso(until)}))
  return {record, until, since: iso(on), live: true}
}

const invalid = (why: string): Part => blocked('missing', `the attestation is not valid: ${why}`)

/** The earliest of its own end, and of its age as it and the binding limit it; null when any of them cannot be read, or none is given. */
function lapse({on, until, renewEvery}: Attestation, {planned}: Place): number | null {
  const spans = [renewEvery, planned.binding?.attest?.renew_every ?? null].filter((written) => written !== null)
  const start = ends(on)
  const ages = spans.map(spanOf).map((length) => (length === null || start === null ? null : start + length))
  const all = until === null ? ages : [ends(until), ...ages]
  const known = all.filter((time) => time !== null)
  return known.length === all.length && known.length > 0 ? Math.min(...known) : null
}

/** The moments at which a record may begin to count, or is the last time that it does. */
export function bounds(record: Attestation, place: Place): {begin: number | null; end: number | null} {
  return {begin: begins(record.on), end: lapse(record, place)}
}

/** No record speaks of this cell; the newest ones for other places are named, since they prove nothing here. */
function missing({environment}: Plan, tenant: string, records: readonly Attestation[]): Part {
  const newest = new Map<string, string>()
  for (const {environments, tenants, on} of records.toSorted(newestFirst)) {
    const here = environments.includes(environment.name)
    for (const place of here ? (tenants ?? []) : environments) if (!newest.has(place)) newest.set(place, on)
  }
  const others = [...newest].map(([place, on]) => `${place}'s of ${dateInWords(on)}`).toSorted()
  const where = tenant === noTenant ? environment.name : `${tenant} in ${environment.name}`
  const note = others.length === 0 ? '' : `; ${others.join(', ')} ${others.length === 1 ? 'does' : 'do'} not count here`
  return blocked('missing', `no attestation for ${where}${note}`)
}

/** The live attestation as a result shows it, with the moment that it lapses. */
export const shownAttestation = ({live}: Attested): Result['attestation'] =>
  live === null ? null : {by: live.record.by, on: live.record.on, until: iso(live.until), at: live.record.at}
