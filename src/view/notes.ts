import type {Element} from 'hast'
import {h} from 'hastscript'
import {type Result, reasons} from '../model/index.ts'
import {day} from './dates.ts'
import {failures} from './findings.ts'
import {ownerOf} from './flags.ts'
import {grouped, namesOf} from './groups.ts'
import {joined, type Piece, prose, written} from './html.ts'
import {type EnvironmentLens, type ItemLens, type Lens, resultsOf} from './lens.ts'
import {remark} from './status.ts'
import {capital, ordinal, sentence, statusWord} from './words.ts'

/** What must be said under an item: the claim, then what is not so, then quiet lines. */
export function notes(lens: Lens, item: ItemLens): Element[] {
  return [...claimNote(lens, item), ...openNotes(lens, item), ...quietNotes(lens, item)]
}

const boxSays = {
  ticked: 'The box is ticked',
  'not-ticked': 'the box is not ticked',
  'not-applicable': 'The box says not applicable',
}

/** What the box says against what was proven. */
export function claimNote({main}: Lens, {key}: ItemLens): Element[] {
  const claim = main?.claims.get(key)
  if (main === undefined || claim?.status == null) return []
  const {name} = main
  if (claim.verdict === 'contradicted')
    return [note('claim', remark('contradicted'), ` ${boxSays[claim.claim]}, and ${name} ${does(claim.status)}.`)]
  if (claim.verdict === 'unclaimed')
    return [note('claim', remark('unclaimed'), ` ${capital(name)} ${does(claim.status)}, and ${boxSays[claim.claim]}.`)]
  return []
}

/** `production fails`. */
export const does = (status: NonNullable<Result['own']['status']>): string =>
  ({fail: 'fails', blocked: 'is blocked', pass: 'passes', 'not-applicable': 'has no use for it'})[status]

const note = (kind: string, ...pieces: Piece[]): Element =>
  h('p', {dir: 'auto', className: ['pm-note', kind]}, ...pieces)

interface Said {
  status: 'fail' | 'blocked'
  where: Piece[]
  what: Piece[]
  next: string | null
}

/** One note for each thing that is not so; places where the same is said share it. */
function openNotes(lens: Lens, item: ItemLens): Element[] {
  const said = lens.environments.flatMap((environment) => saidIn(lens, environment, item))
  const same = [...Map.groupBy(said, ({status, what}) => status + written(what)).values()]
  return same.flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const where = joined(
      group.map(({where}) => where),
      ' and ',
    )
    return [note(first.status, ...where, ': ', ...first.what, ...by(lens, item, first.next))]
  })
}

function saidIn(lens: Lens, environment: EnvironmentLens, item: ItemLens): Said[] {
  const results = resultsOf(environment, item.key).filter((result) => !isToldAbove(environment, result))
  return grouped(environment, results, ({own}) => own.status).flatMap(({status, results: alike}) => {
    if (status !== 'fail' && status !== 'blocked') return []
    const told = [...Map.groupBy(alike, (result) => written(what(lens, [result]))).values()]
    return told.map((group) => ({
      status,
      where: [h('b', [environment.name, namesWhereSome(environment, item, group)].filter(Boolean).join(', '))],
      what: [...ended(what(lens, group)), ' '],
      next: nextOf(environment, item, group),
    }))
  })
}

const namesWhereSome = (environment: EnvironmentLens, {key}: ItemLens, group: readonly Result[]): string =>
  group.length === resultsOf(environment, key).length ? '' : namesOf(group)

/** What took many items at once is said once, above all of them. */
export const isToldAbove = ({snapshot}: EnvironmentLens, {own, findings}: Result): boolean =>
  own.status === 'blocked' &&
  (snapshot.run === null
    ? own.reason !== 'unbound' && own.reason !== 'undetermined'
    : snapshot.causes.some(
        ({cause, calls}) => cause === own.reason && calls.length > 1 && findings.some(({call}) => calls.includes(call)),
      ))

/** Why it is not so: what calls expected and saw, else the clause that judging gave. */
export function what(lens: Lens, results: readonly Result[]): Piece[] {
  const [first] = results
  if (first === undefined) return []
  const seen = first.own.status === 'fail' ? failures(lens, results) : []
  if (seen.length > 0) return seen
  return prose(first.own.because || (first.own.reason === null ? '' : reasons[first.own.reason].sentence))
}

const ended = (pieces: readonly Piece[]): Piece[] => {
  const last = pieces.at(-1)
  return typeof last === 'string' ? [...pieces.slice(0, -1), sentence(last)] : [...pieces, '.']
}

/** The command or sentence that would mend it. */
export const nextOf = (environment: EnvironmentLens, {key}: ItemLens, results: readonly Result[]): string | null =>
  environment.repairs.get(key)?.next ||
  (results.flatMap(({findings}) => findings).find(({outcome, next}) => outcome !== 'pass' && next !== null)?.next ??
    null)

function by(lens: Lens, item: ItemLens, next: string | null): Piece[] {
  if (lens.isPublic) return []
  const owner = ownerOf(lens, item)
  const who = owner === null ? ['Nobody owns it yet'] : [h('span', 'owner'), ` ${owner}`]
  const then = next === null || next === '' ? [] : [' · ', h('span', 'next'), ' ', ...prose(next)]
  return [h('span.pm-by', ...who, ...then)]
}

function quietNotes(lens: Lens, item: ItemLens): Element[] {
  const {main, environments} = lens
  const inMain = main === undefined ? [] : resultsOf(main, item.key)
  const all = environments.flatMap((environment) =>
    resultsOf(environment, item.key).map((result) => ({environment, result})),
  )
  const lines = [
    ...all.flatMap(({result}) => waiverLine(result)),
    ...inMain.flatMap((result) => attestedLine(main?.name ?? '', result)),
    ...all.flatMap(({environment, result}) => flakyLine(environment, result)),
    ...all.flatMap(({result: {own}}) => (own.reason === 'dropped' ? [sentence(`Dropped: ${own.because}`)] : [])),
    ...(all.some(
      ({result: {level, own}}) => level === 'recommended' && own.status !== 'pass' && own.status !== 'not-applicable',
    )
      ? ['Recommended: shown here, not read by the gate.']
      : []),
  ]
  return [...new Set(lines)].map((line) => note('quiet', ...prose(line)))
}

const waiverLine = ({waiver}: Result): string[] =>
  waiver === null
    ? []
    : [`Waived until ${day(waiver.until)}${waiver.approver === '' ? '' : `, approved by ${waiver.approver}`}.`]

// Until when stands in the gutter.
const attestedLine = (environment: string, {attestation, own}: Result): string[] =>
  attestation === null || own.status !== 'pass' || attestation.by === ''
    ? []
    : [`Attested for ${environment} by ${attestation.by} on ${day(attestation.on)}.`]

function flakyLine({name}: EnvironmentLens, {flaky, tenant, findings}: Result): string[] {
  if (!flaky) return []
  const tries = Math.max(1, ...findings.filter(({outcome}) => outcome === 'pass').map(({attempts}) => attempts))
  return [`${tenant === '-' ? name : `${name}, ${tenant}`}: passed on the ${ordinal(tries)} try.`]
}

/** `blocked`, `not applicable`, or that it has none. */
export const wordOf = (status: Result['own']['status']): string => (status === null ? 'none' : statusWord(status))
