import {type Finding, type Position, place, type Reason, type Result, reasons} from '../model/index.ts'
import {block, cut, indent, type Sheet} from './sheet.ts'
import {elsewhereOf, notSo, type Standing, takenByCause, tenantsOf, type View, verdictOf} from './standing.ts'
import {many, moment, shortKey, tenantsBefore} from './words.ts'

/** Where sentences begin, at the depth of an item. */
export const margin = 2
export const gutterWidth = 10
const longest = 240
// Told beside the sentence; a line for each would drown what was found out.
const quiet: ReadonlySet<Reason | null> = new Set<Reason>(['unbound'])

type Waiver = NonNullable<Result['waiver']>

/** What was accepted, with the cells that it is accepted of. */
export function waiversOf({cells}: Standing): {waiver: Waiver; cells: Result[]}[] {
  const waived = cells.filter((cell) => verdictOf(cell) === 'waived')
  const alike = Map.groupBy(waived, ({waiver}) => JSON.stringify(waiver))
  return [...alike.values()].flatMap((group) => {
    const waiver = group[0]?.waiver ?? null
    return waiver === null ? [] : {waiver, cells: group}
  })
}

/** Under what is waived: why it was accepted. */
export function waiverLines(sheet: Sheet, standing: Standing): string[] {
  const waivers = waiversOf(standing)
  return waivers.flatMap(({waiver, cells}) => {
    const who = waivers.length === 1 ? '' : `${tenantsBefore(tenantsOf(cells))}${accepted(waiver)}: `
    return block(sheet, {margin: under(standing), text: `${who}${cut(waiver.reason, longest)}`, style: 'dim'})
  })
}

/** `until 1 Feb 2027, approved by m.k.` */
export const accepted = ({until, approver}: Pick<Waiver, 'until' | 'approver'>): string =>
  `until ${moment(until)}, approved by ${approver}`

const under = ({depth}: Standing): number => margin + gutterWidth + indent(depth) + 2

/** Under what is not so: expected and seen, or why nobody can say; then who, where else, and what next. */
export function detailLines(sheet: Sheet, view: View, standing: Standing): string[] {
  const open = standing.cells.filter((cell) => notSo(verdictOf(cell)) && !quiet.has(cell.own.reason))
  const told = open.filter((cell) => !takenByCause(cell, view.taken))
  if (told.length === 0) return []
  const apart = standing.cells.length > 1
  const texts = [...Map.groupBy(told, whatIsNotSo)].map(
    ([text, cells]) => `${apart ? tenantsBefore(tenantsOf(cells)) : ''}${text}`,
  )
  const {repair} = standing
  const owner = repair?.owner ?? told[0]?.owner ?? null
  const last = [
    ...(owner === null ? [] : [`owner ${owner}`]),
    ...elsewhereOf(told),
    `next: ${repair?.repair.next ?? `proofmark show ${shortKey(view.plan, standing.key)}`}`,
  ]
  return [
    ...texts.flatMap((text) => block(sheet, {margin: under(standing), text})),
    ...block(sheet, {margin: under(standing), text: last.join(' · '), style: 'dim'}),
  ]
}

/** One cell in one line. */
export function whatIsNotSo({own, findings}: Result): string {
  const failing = findings.filter(({outcome}) => outcome === 'fail')
  const [first] = failing
  if (own.status !== 'fail' || first === undefined) return own.because === '' ? reasonSentence(own.reason) : own.because
  return failing.length > 1
    ? `${expectedAndSaw(first)} (and ${many(failing.length - 1, 'more call')})`
    : expectedAndSaw(first)
}

/** `expected X · saw Y in file:line` */
export function expectedAndSaw({expected, saw, source, message}: Finding): string {
  if (saw === null) return cut(message, longest)
  const where = source === null ? '' : ` in ${short(source)}`
  return `expected ${cut(expected, longest)} · saw ${cut(saw, longest)}${saw.includes(short(source)) ? '' : where}`
}

const short = (at: Position | null): string => (at === null ? '' : place(at).replace(/:\d+$/, ''))
const reasonSentence = (reason: Reason | null): string => (reason === null ? '' : reasons[reason].sentence)
