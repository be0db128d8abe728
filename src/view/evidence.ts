import type {Element} from 'hast'
import {h} from 'hastscript'
import {type Claim, type claimVerdicts, noTenant, type Result} from '../model/index.ts'
import {day, exactMoment} from './dates.ts'
import {ownerOf} from './flags.ts'
import {type Piece, plain} from './html.ts'
import {type EnvironmentLens, type ItemLens, type Lens, resultsOf} from './lens.ts'
import {itemHref, sourceHref} from './places.ts'
import {whyNot} from './standing.ts'
import {listed, reasonWord, statusWord, unstopped} from './words.ts'

/** What stands behind a verdict, folded away under the chevron; nothing for an item that only groups. */
export function evidence(lens: Lens, item: ItemLens): Element[] {
  const judged = lens.environments.filter((environment) => isJudged(environment, item))
  if (judged.length === 0) return []
  const facts = [
    ...seen(judged, item),
    ...proofs(lens, item),
    ...claims(lens, item),
    fact('more', [h('a', {href: itemHref(lens, item)}, 'this item’s page'), ' · ', line(lens, item)]),
  ]
  const ariaLabel = `Evidence: ${unstopped(item.item.text)}`
  return [h('details.pm-more', h('summary', {ariaLabel}), h('dl', ...facts.flat()))]
}

/** The line of the sentence in the page's own file, a link where sources can be browsed. */
function line(lens: Lens, {item: {at}}: ItemLens): Piece {
  const href = sourceHref(lens, at)
  return href === null ? `line ${at.line}` : h('a', {href}, `line ${at.line}`)
}

const isJudged = (environment: EnvironmentLens, {key}: ItemLens): boolean =>
  resultsOf(environment, key).some(({own}) => own.status !== null || own.reason === 'dropped')

const fact = (name: string, pieces: readonly Piece[]): Element[] => [h('dt', name), h('dd', ...pieces)]

/** What was seen in each environment, the same in several said once. */
const seen = (environments: readonly EnvironmentLens[], item: ItemLens): Element[][] =>
  [...Map.groupBy(environments, (environment) => seenIn(environment, item))].map(([said, places]) =>
    fact(listed(places.map(({name}) => name)), [said]),
  )

function seenIn(environment: EnvironmentLens, {key}: ItemLens): string {
  const results = resultsOf(environment, key)
  const texts = new Map(results.map((result) => [result.tenant, stands(result)]))
  const [first = '', ...others] = new Set(texts.values())
  if (others.length === 0) return first
  return [...texts].map(([tenant, text]) => (tenant === noTenant ? text : `${tenant}: ${text}`)).join('; ')
}

/** `fail since 23 Nov 2026, seen 24 Nov 2026, 14:02:19 UTC; attested by …`. */
export function stands(result: Result): string {
  const {own, since, findings, attestation} = result
  if (own.status === null) return own.reason === 'dropped' ? 'dropped' : 'none'
  if (own.status === 'not-applicable') return plain(`not applicable: ${whyNot(result)}`)
  if (own.status === 'blocked') return `blocked${own.reason === null ? '' : `: ${reasonWord(own.reason)}`}`
  const last = findings
    .map(({at}) => at)
    .toSorted()
    .at(-1)
  const word = `${statusWord(own.status)}${since === null ? '' : ` since ${day(since)}`}`
  const seen = last === undefined ? word : `${word}, seen ${exactMoment(last)}`
  return attestation === null ? seen : `${seen}; ${attestedWords(attestation)}`
}

/** `attested by ines.o on 4 Jun 2026, until 1 Dec 2026`. */
export const attestedWords = ({by, on, until}: NonNullable<Result['attestation']>): string =>
  `attested${by === '' ? '' : ` by ${by}`} on ${day(on)}${until === null ? '' : `, until ${day(until)}`}`

/** How it is proven, the same in every environment or the first that says so. */
function proofs(lens: Lens, item: ItemLens): Element[][] {
  const [result] = lens.environments.flatMap((environment) => resultsOf(environment, item.key))
  if (result === undefined) return []
  const owner = lens.isPublic ? null : ownerOf(lens, item)
  return [fact('proof', [owner === null ? result.proof : `${result.proof}, owner ${owner}`])]
}

export const claimWord = (claim: Claim): string =>
  ({ticked: 'ticked', 'not-ticked': 'not ticked', 'not-applicable': 'marked not applicable'})[claim]

function claims({main}: Lens, {key, item}: ItemLens): Element[][] {
  const verdict = main?.claims.get(key)?.verdict ?? null
  const held = verdict === null ? '' : `, ${verdict satisfies keyof typeof claimVerdicts}`
  return [fact('claim', [`${claimWord(item.claim)}${held}`])]
}
