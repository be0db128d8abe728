import type {Element} from 'hast'
import {h} from 'hastscript'
import {type Finding, type Json, noTenant, type Position, type Result, reasons} from '../model/index.ts'
import {day, exactMoment, timeElement} from './dates.ts'
import {attestedWords} from './evidence.ts'
import {callsOf} from './findings.ts'
import {namesOf} from './groups.ts'
import {code, type Piece, prose} from './html.ts'
import {standsOn} from './leans.ts'
import {type EnvironmentLens, type ItemLens, type Lens, resultsOf} from './lens.ts'
import {nextOf} from './notes.ts'
import {sourcePlace} from './places.ts'
import {redByCall} from './red.ts'
import {whyNot} from './standing.ts'
import {verdict} from './status.ts'
import {capital, counted, listed, reasonWord, sentence} from './words.ts'

/** What stands behind the status, environment by environment: clauses, people's words, calls. */
export function calls(lens: Lens, item: ItemLens): Element[] {
  const several = lens.environments.length > 1
  return lens.environments.flatMap((environment) => {
    const results = resultsOf(environment, item.key)
    const known = nextOf(environment, item, results)
    const red = redByCall(results)
    const rows = callsOf(results).map((call) => callRow(lens, call, known, red, observation(call.finding.observation)))
    const lines = [...linesOf(lens, environment, results), ...standsOn(environment, results)]
    if (rows.length === 0 && lines.length === 0) return []
    return [
      ...(several ? [h('h3', capital(environment.name))] : []),
      ...lines,
      ...(rows.length === 0 ? [] : [h('ol.pm-rows.calls', ...rows)]),
    ]
  })
}

/** Why it stands where it does, where no call tells it; and who attested or waived it. */
export function linesOf(lens: Lens, {name}: EnvironmentLens, results: readonly Result[]): Element[] {
  const clauses = [...Map.groupBy(results.filter(isTold), clauseOf)].map(([clause, alike]) => {
    const who = alike.length === results.length ? '' : `${namesOf(alike)}: `
    return h('p.pm-lead', {dir: 'auto'}, ...prose(`${who}${sentence(who === '' ? capital(clause) : clause)}`))
  })
  const words = results.flatMap(({attestation, waiver}) => [
    ...(attestation === null
      ? []
      : [[`${capital(attestedWords(attestation))} (`, sourcePlace(lens, attestation.at), ').']]),
    ...(waiver === null
      ? []
      : [
          [
            `Waived for ${name} until ${day(waiver.until)}${waiver.approver === '' ? '' : `, approved by ${waiver.approver}`} (`,
            sourcePlace(lens, waiver.at),
            ').',
            ...accepted(waiver),
          ],
        ]),
  ])
  const people = Map.groupBy(words, (pieces) => JSON.stringify(pieces))
  return [
    ...clauses,
    ...[...people.values()].flatMap(([pieces]) =>
      pieces === undefined ? [] : [h('p.pm-lead', {dir: 'auto'}, ...hidden(lens, pieces))],
    ),
  ]
}

/** Who owns what was accepted, and why. */
const accepted = ({owner, reason}: NonNullable<Result['waiver']>): Piece[] =>
  reason === '' ? [] : [` Owned by ${owner}: `, ...prose(sentence(reason))]

/** On a public site no name and no place of a record. */
const hidden = ({isPublic}: Lens, pieces: readonly Piece[]): Piece[] =>
  isPublic && typeof pieces[0] === 'string' ? [sentence(pieces[0].replace(/ \($/, ''))] : [...pieces]

const isTold = ({own, findings}: Result): boolean =>
  own.status !== 'pass' && (own.status !== 'fail' || findings.every(({outcome}) => outcome !== 'fail'))

const clauseOf = (result: Result): string =>
  result.own.status === 'not-applicable'
    ? `it does not apply: ${whyNot(result)}`
    : result.own.because ||
      (result.own.reason === null ? 'it only groups what is below it' : reasons[result.own.reason].sentence)

type Red = ReadonlyMap<string, string | null>

/** One check call: how it ended, what it expected and saw, where and when; `known` is a next step that is told elsewhere. */
export function callRow(
  lens: Lens,
  {finding, tenants}: {finding: Finding; tenants: string[]},
  known: string | null,
  red: Red,
  more: readonly Element[] = [],
): Element {
  const named = tenants.filter((tenant) => tenant !== noTenant)
  return h(
    'li.pm-call',
    h('div', ...outcome(finding)),
    h(
      'div',
      h('p.pm-code', code(finding.written)),
      h('dl.pm-facts', ...factsOf(lens, finding, named, known, red)),
      ...more,
    ),
  )
}

function outcome({outcome, cause}: Finding): Piece[] {
  if (outcome === 'pass' || outcome === 'fail') return [verdict(outcome)]
  return [verdict('blocked'), ...(cause === null ? [] : [h('br'), h('span.pm-dim', reasonWord(cause))])]
}

function factsOf(lens: Lens, finding: Finding, tenants: readonly string[], known: string | null, red: Red): Element[] {
  const {expected, saw, source, message, at, attempts, ms, vantage} = finding
  const who = tenants.length === 0 ? '' : `, for ${listed(tenants)}`
  const seen: Piece[] = [
    timeElement(at, exactMoment(at)),
    `, ${attempts === 1 ? 'one try' : counted(attempts, 'try', 'tries')}, ${ms} ms${vantage === 'outside' ? '' : `, from ${vantage}`}`,
    ...seenRed(finding, red),
  ]
  return [
    ...fact('expected', prose(expected)),
    ...(saw === null ? fact('saw', prose(`nothing: ${message}${who}`)) : fact('saw', [...prose(saw), who])),
    ...(source === null || isSaid(saw, source) ? [] : fact('where', [sourcePlace(lens, source)])),
    ...(attempts === 0 ? [] : fact('seen', seen)),
    ...(finding.outcome === 'pass' || finding.next === null || finding.next === known
      ? []
      : fact('next', prose(finding.next))),
  ]
}

/** When the call was last seen to fail; of one that never was, nobody knows that it can. */
function seenRed({call, outcome}: Finding, red: Red): Piece[] {
  const at = red.get(call)
  if (at === undefined || outcome === 'fail') return []
  return at === null ? ['; never seen red'] : ['; last seen red ', timeElement(at, exactMoment(at))]
}

/** Whether a text names the place already. */
const isSaid = (text: string | null, {file, line}: Position): boolean => text?.includes(`${file}:${line}`) === true

/** A fact: only words that may run from right to left must say so, for there are many facts on a page. */
const fact = (name: string, pieces: readonly Piece[]): Element[] => [
  h('dt', name),
  h('dd', pieces.some(runsBack) ? {dir: 'auto'} : {}, ...pieces),
]

/** Hebrew, Arabic and the scripts that are written as they are. */
const fromRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

const runsBack = (piece: Piece): boolean => {
  if (typeof piece === 'string') return fromRight.test(piece)
  return piece.type === 'text' ? fromRight.test(piece.value) : piece.type === 'element' && piece.children.some(runsBack)
}

/** The plain data that was seen, folded away. */
const observation = (seen: Json): Element[] =>
  seen === null
    ? []
    : [
        h(
          'details.pm-open',
          h('summary', 'Evidence: what this call saw (redacted)'),
          h('pre', {tabIndex: 0, dir: 'ltr'}, h('code', JSON.stringify(seen, null, 2))),
        ),
      ]
