import {
  type Attestation,
  approvalFault,
  place as nameOf,
  type RecordStanding,
  type Records,
  type Waiver,
} from '../model/index.ts'
import {attested, judgeWord} from './attestations.ts'
import {type Basis, basisOf} from './basis.ts'
import {tenantsOf} from './cells.ts'
import {begins, ends, inWords, iso} from './dates.ts'
import {decisionOf} from './decision.ts'
import {speaksOf} from './records.ts'
import {waiverOf} from './waivers.ts'

type Stands = Omit<RecordStanding, 'environment'>

/** Where each record stands in the environment of a plan, in the order given; null for one that does not speak of it. */
export function recordStandings(judging: Parameters<typeof basisOf>[0]): (RecordStanding | null)[] {
  const basis = basisOf(judging)
  const environment = basis.plan.environment.name
  return judging.records.map((record) => {
    const here = record.kind === 'decision' ? [record.environment] : record.environments
    return here.includes(environment) ? {environment, ...standing(basis, record, judging.records)} : null
  })
}

function standing(basis: Basis, record: Records, all: readonly Records[]): Stands {
  if (record.kind === 'attestation') return word(basis, record)
  return record.kind === 'waiver' ? waiver(basis, record) : decision(basis, record, all)
}

const not = (because: string, more: Partial<Stands> = {}): Stands => ({
  standing: 'not-counted',
  because,
  keys: [],
  until: null,
  ...more,
})

function word(basis: Basis, record: Attestation): Stands {
  const keys = [...basis.stated.keysOf(record.item)]
  const [key] = keys
  if (key === undefined || keys.length > 1) return not(unnamed(keys), {keys})
  const place = basis.places.get(key)
  if (place === undefined) return not('the item is not judged here', {keys})
  const cells = tenantsOf(basis.plan, place.planned).filter((tenant) => speaksOf(basis.plan, tenant, record))
  if (cells.length === 0) return not('it does not speak of every tenant that the item is judged for', {keys})
  const all = basis.stated.attestations.get(key) ?? []
  const isReplaced = cells.every((tenant) => {
    const {live} = attested(basis, place, tenant, all)
    return live !== null && live.record !== record
  })
  const judged = judgeWord(basis, place, record)
  if (judged.live) {
    const until = iso(judged.until)
    return isReplaced
      ? {standing: 'replaced', because: 'a newer attestation counts', keys, until}
      : {standing: 'in-force', because: '', keys, until}
  }
  if (isReplaced) return {standing: 'replaced', because: judged.part.because, keys, until: null}
  const lapsed = judged.part.reason === 'expired'
  return {standing: lapsed ? 'lapsed' : 'not-counted', because: judged.part.because, keys, until: judged.part.since}
}

const unnamed = (keys: readonly string[]): string =>
  keys.length === 0 ? 'no item has the id that it names' : 'several items have the id that it names'

function waiver(basis: Basis, record: Waiver): Stands {
  const named = [...basis.stated.keysOf(record.item)]
  if (named.length !== 1) return not(unnamed(named), {keys: named})
  const keys = [...basis.stated.waivers].flatMap(([key, found]) => (found.includes(record) ? [key] : []))
  const end = ends(record.until)
  const until = end === null ? null : iso(end)
  if (keys.length === 0) return not('the sentence was reworded after it was accepted', {keys: named, until})
  const fault = approvalFault(record, basis.plan.approvers)
  if (fault !== null) return not(fault, {keys, until})
  if (end === null) return not(`its date \`${record.until}\` cannot be read`, {keys})
  if (basis.now.getTime() > end)
    return {standing: 'lapsed', because: `the waiver expired on ${inWords(end)}`, keys, until}
  const cells = keys.flatMap((key) => cellsOf(basis, key).filter(({tenant}) => speaksOf(basis.plan, tenant, record)))
  if (cells.length === 0) return not('it does not speak of every tenant that the item is judged for', {keys, until})
  const isReplaced = cells.every(({key, tenant}) => {
    const counted = waiverOf(basis, tenant, basis.stated.waivers.get(key) ?? [])
    return counted !== null && nameOf(counted.at) !== nameOf(record.at)
  })
  return isReplaced
    ? {standing: 'replaced', because: 'another waiver holds longer', keys, until}
    : {standing: 'in-force', because: '', keys, until}
}

function cellsOf({plan, places}: Basis, key: string): {key: string; tenant: string}[] {
  const place = places.get(key)
  return place === undefined ? [] : tenantsOf(plan, place.planned).map((tenant) => ({key, tenant}))
}

function decision({plan, now}: Basis, record: Extract<Records, {kind: 'decision'}>, all: readonly Records[]): Stands {
  const on = begins(record.on)
  if (on === null || on > now.getTime()) return not(`its date \`${record.on}\` is not a past one`)
  const newest = decisionOf(plan, all, now)
  return newest !== null && nameOf(newest.at) === nameOf(record.at)
    ? {standing: 'in-force', because: '', keys: [], until: null}
    : {standing: 'replaced', because: 'a newer decision was taken', keys: [], until: null}
}
