import {dayInWords, type Finding, noTenant, type Plan, place, type Result, reasons} from '../model/index.ts'
import {expectedAndSaw} from './details.ts'
import {jsonLines} from './json-lines.ts'
import {block, type Sheet, type Style, verbatim} from './sheet.ts'
import {elsewhereOf, type Verdict, verdictOf} from './standing.ts'
import {many, moment, sentence} from './words.ts'

const margin = 4
const labelWidth = 14
const observationLines = 40

const styles: Record<Verdict, Style> = {
  fail: ['bold', 'red'],
  blocked: ['bold', 'yellow'],
  waived: 'yellow',
  pass: 'green',
  'not-applicable': 'dim',
  none: 'dim',
}

/** Where an item stands for one tenant, what that leans on, and what each call saw. */
export function evidenceLines(sheet: Sheet, plan: Plan, result: Result): string[] {
  const {own, tenant, since, flaky} = result
  const word = own.status === null ? 'none' : own.status === 'fail' ? 'FAIL' : own.status.replace('-', ' ')
  const because = becauseOf(result)
  const parts = [
    ...(tenant === noTenant ? [] : [tenant]),
    ...(because === '' ? [] : [because]),
    ...(since === null ? [] : [`since ${moment(since)}`]),
    ...(flaky ? ['flaky: it needed a retry'] : []),
  ]
  const style = styles[verdictOf(result)]
  return [
    ...block(sheet, {margin: 2, gutter: {word, width: labelWidth + 2, style}, text: parts.join(' · ')}),
    ...leansOn(result).flatMap(([label, text]) =>
      block(sheet, {margin, gutter: {word: label, width: labelWidth, style: 'dim'}, text}),
    ),
    ...callsOf(result).flatMap((call) => callLines(sheet, plan, call, result)),
  ]
}

const becauseOf = ({own: {because, reason}}: Result): string =>
  because === '' && reason !== null ? reasons[reason].sentence : because

/** What holds, who said it, what was accepted, until when it holds by itself, and where it stands otherwise. */
function leansOn(result: Result): [label: string, text: string][] {
  const {own, rollUp, condition, fact, attestation, waiver, lapses} = result
  const because = becauseOf(result)
  const until = (end: string | null) => (end === null ? '' : `, until ${moment(end)}`)
  const lines: [string, string | null][] = [
    ['condition', condition === null || because.includes(condition) ? null : condition],
    ['choice', fact === null || because.includes(fact) ? null : fact],
    [
      'attested',
      attestation === null
        ? null
        : `by ${attestation.by} on ${moment(attestation.on)}${until(attestation.until)} (${place(attestation.at)})`,
    ],
    [
      'waived',
      waiver === null
        ? null
        : `until ${moment(waiver.until)}, approved by ${waiver.approver}, owned by ${waiver.owner} (${place(waiver.at)}): ${waiver.reason}`,
    ],
    ['lapses', lapses === null || verdictOf(result) === 'waived' ? null : `${moment(lapses)}, if runs continue`],
    [
      'below',
      rollUp.status === null || rollUp.status === own.status ? null : `with what is below it: ${rollUp.status}`,
    ],
    ['elsewhere', elsewhereOf([result]).join(', ') || null],
  ]
  return lines.flatMap(([label, text]): [string, string][] => (text === null ? [] : [[label, text]]))
}

/** Each call once, in the order of the binding; where no run of any was ever seen there is nothing to tell of them. */
const callsOf = ({seenRed, findings}: Result): string[] =>
  findings.length === 0 && seenRed.every(({at}) => at === null)
    ? []
    : [...new Set([...seenRed, ...findings].map(({call}) => call))]

function callLines(sheet: Sheet, {calls}: Plan, call: string, {seenRed, findings}: Result): string[] {
  const finding = findings.find((each) => each.call === call)
  const red = seenRed.find((each) => each.call === call)
  const when = red === undefined || finding?.outcome === 'fail' ? [] : [lastRed(red.at)]
  if (finding !== undefined) return findingLines(sheet, finding, when)
  const written = calls.find(({id}) => id === call)?.written ?? call
  return [
    ...block(sheet, {margin, text: written, right: 'not made', rightStyle: 'dim'}),
    ...block(sheet, {margin: margin + 2, text: when.join(), style: 'dim'}),
  ]
}

const lastRed = (at: string | null): string =>
  at === null ? 'never seen red' : `last seen red ${dayInWords(Date.parse(at))}`

function findingLines(sheet: Sheet, finding: Finding, red: readonly string[]): string[] {
  const {written, outcome, tenant, observation, vantage, attempts, ms, message, until} = finding
  const made = attempts === 0 ? [] : [`${ms} ms`, ...(attempts > 1 ? [many(attempts, 'try', 'tries')] : [])]
  const where = [
    outcome,
    ...(tenant === noTenant ? [] : [tenant]),
    ...(vantage === 'outside' ? [] : [`from ${vantage}`]),
    ...made,
  ]
  const told = outcome === 'fail' || outcome === 'pass' ? expectedAndSaw(finding) : sentence(message)
  const ends = until === null ? [] : [`what was seen ends on ${dayInWords(Date.parse(until))}`]
  const aside = [...ends, ...red].join(' · ')
  const seen =
    observation === null
      ? []
      : verbatim(sheet, jsonLines(observation, sheet.columns - 8).join('\n'), 8, observationLines)
  return [
    ...block(sheet, {margin, text: written, right: where.join(' · '), rightStyle: 'dim'}),
    ...block(sheet, {margin: 6, text: told}),
    ...(aside === '' ? [] : block(sheet, {margin: 6, text: aside, style: 'dim'})),
    ...(finding.next === null ? [] : block(sheet, {margin: 6, text: `next: ${finding.next}`})),
    ...seen,
  ]
}
