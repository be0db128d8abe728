import type {Element} from 'hast'
import {h} from 'hastscript'
import {noTenant, type Result} from '../model/index.ts'
import {callRow, linesOf} from './calls.ts'
import {cells} from './cells.ts'
import {day} from './dates.ts'
import {claimWord} from './evidence.ts'
import {callsOf} from './findings.ts'
import {ownerOf} from './flags.ts'
import {namesOf} from './groups.ts'
import type {Piece} from './html.ts'
import {standsOn} from './leans.ts'
import {type EnvironmentLens, type ItemLens, type Lens, resultsOf} from './lens.ts'
import {claimNote, wordOf} from './notes.ts'
import {sourcePlace} from './places.ts'
import {redByCall} from './red.ts'
import {capital, listed} from './words.ts'

/** One item of an audit: its verdicts, and all that stands behind them, open. */
export function audit(lens: Lens, item: ItemLens): Element[] {
  const claim = claimNote(lens, item)
  return [
    cells(lens, item),
    ...(claim.length === 0 ? [] : [h('div.pm-notes', ...claim)]),
    h(
      'div.pm-audit',
      h('p.pm-sub', {dir: 'auto'}, ...about(lens, item)),
      ...lens.environments.flatMap((environment) => proof(lens, environment, item)),
    ),
  ]
}

/** Whose it is, how it is proven, what the box says, and where the sentence stands. */
function about(lens: Lens, {key, item}: ItemLens): Piece[] {
  const [result] = lens.environments.flatMap((environment) => resultsOf(environment, key))
  const found = lens.items.get(key)
  const owner = found === undefined ? null : ownerOf(lens, found)
  const held = lens.main?.claims.get(key)?.verdict ?? null
  const words = [
    owner === null ? 'nobody owns it yet' : `owner ${owner}`,
    ...(result === undefined ? [] : [result.level, result.proof]),
    `${claimWord(item.claim)} by the author${held === null ? '' : `, ${held}`}`,
  ]
  return [`${capital(words.join(' · '))} · `, sourcePlace(lens, item.at)]
}

/** What stands behind it in one environment: how it stands since when, people's words, and each check. */
function proof(lens: Lens, environment: EnvironmentLens, item: ItemLens): Element[] {
  const results = resultsOf(environment, item.key)
  const red = redByCall(results)
  const rows = callsOf(results).map((call) => callRow(lens, call, null, red))
  return [
    h('p.pm-lead', h('b', capital(environment.name)), ': ', stand(results), '.'),
    ...linesOf(lens, environment, results),
    ...theirWords(lens, results),
    ...standsOn(environment, results),
    ...(rows.length === 0 ? [] : [h('ol.pm-rows.calls', ...rows)]),
  ]
}

/** What people wrote below what they attested, and the pages that they looked at. */
function theirWords({snapshot: {records}}: Lens, results: readonly Result[]): Element[] {
  const files = new Set(results.flatMap(({attestation}) => attestation?.at.file ?? []))
  return records.flatMap(({record, sees}) => {
    if (record.kind !== 'attestation' || !files.has(record.at.file)) return []
    const note = record.note.trim()
    return [
      ...(note === '' ? [] : [h('p.pm-lead.pm-said', {dir: 'auto'}, `“${note}”`)]),
      ...(sees.length === 0 ? [] : [h('p.pm-lead', {dir: 'auto'}, `Looked at by ${record.by}: ${listed(sees)}.`)]),
    ]
  })
}

/** `fail since 23 Nov 2026 for acme; pass for globex`. */
function stand(results: readonly Result[]): string {
  if (results.length === 0) return 'not judged'
  const alike = [...Map.groupBy(results, said)]
  return alike
    .map(([words, group]) => {
      const who = group.every(({tenant}) => tenant === noTenant) ? '' : ` for ${namesOf(group)}`
      return `${words}${who}`
    })
    .join('; ')
}

const said = ({own, since}: Result): string =>
  own.status === null ? 'no status of its own' : `${wordOf(own.status)}${since === null ? '' : ` since ${day(since)}`}`
