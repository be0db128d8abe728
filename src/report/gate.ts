import {type Gate, type JudgedGates, type Plan, place, type Repair, type Results, type Run} from '../model/index.ts'
import type {GateReport} from '../model/report.ts'
import {answerLines, causeLines} from './answer.ts'
import {baselineLines} from './baseline.ts'
import {block, cut, type Sheet} from './sheet.ts'
import {viewOf} from './standing.ts'
import {many, moment, sentence, shortKey, tenantsBefore} from './words.ts'

export interface GateText extends Sheet {
  plan: Plan
  /** Those that it was judged over. */
  runs: readonly Run[]
  results: Results
  judged: JudgedGates
}

const margin = 2
const gutterWidth = 10
const under = margin + gutterWidth
const longest = 240
const signs = {
  fail: {word: 'FAIL', style: ['bold', 'red']},
  blocked: {word: 'blocked', style: ['bold', 'yellow']},
} as const

/** The answer of each gate of an environment first, then what it rests on, then what would mend it. */
export function reportGate({plan, runs, results, judged, ...sheet}: GateText): string {
  const view = viewOf(plan, results, runs, [])
  const causes = runs.flatMap((run) => run.causes)
  const several = results.gates.length > 1
  const lines = [
    ...(judged.baseline === null ? [] : baselineLines(sheet, plan, results, judged.baseline)),
    ...answerLines(sheet, view, causes),
    ...causeLines(sheet, view, causes),
    ...restsOn(sheet, plan, judged),
    ...problemLines(sheet, judged),
    ...results.gates.flatMap((gate) => repairLines(sheet, plan, gate, several)),
  ]
  return `${lines.join('\n')}\n`
}

/** For programs. */
export const gateReport = (environments: readonly JudgedGates[]): GateReport => ({
  version: 1,
  kind: 'gate',
  environments: [...environments],
})

function restsOn(sheet: Sheet, {service, environment}: Plan, {runs, judgedAt, freshUntil}: JudgedGates): string[] {
  const quiet = (text: string): string[] => block(sheet, {margin, text, style: 'dim'})
  const release = runs[0]?.release ?? null
  const fresh = freshUntil === null ? [] : [`what was seen counts until ${moment(freshUntil)}`]
  const head = [
    ...[service, environment.name],
    ...(release === null ? [] : [`release ${release}`]),
    `judged for ${moment(judgedAt)}`,
    ...fresh,
  ]
  return [
    ...quiet(head.join(' · ')),
    ...runs.flatMap(({id, vantage, finishedAt, complete, judgedAnew, otherText}) => {
      const parts = [
        `over run ${id} from ${vantage}, finished ${moment(finishedAt)}`,
        ...(complete ? [] : ['interrupted']),
        ...(judgedAnew === 0 ? [] : [`${many(judgedAnew, 'call')} judged anew by what it saw`]),
      ]
      const other = `Made over another text of ${otherText.join(', ')}: its items are found by their ids.`
      return [...quiet(parts.join(' · ')), ...(otherText.length === 0 ? [] : block(sheet, {margin, text: other}))]
    }),
  ]
}

/** A run that could not be read might have said otherwise, so it is named; what the authors wrote is for `lint` to tell. */
function problemLines(sheet: Sheet, {problems}: JudgedGates): string[] {
  const unread = problems.filter(({slug}) => slug === 'run-file')
  const others = problems.length - unread.length
  return [
    ...unread.flatMap(({message}) => block(sheet, {margin, text: `A kept run was passed over: ${message}`})),
    ...(others === 0
      ? []
      : block(sheet, {margin, text: `${many(others, 'problem')} in what was written: proofmark lint`})),
  ]
}

/** The repair set: what shares a cause under that, all else alone. */
function repairLines(sheet: Sheet, plan: Plan, gate: Gate, several: boolean): string[] {
  if (gate.repairs.length === 0) return []
  const head = several ? ['', ...block(sheet, {margin, text: `gate "${gate.name}"`, style: 'bold'})] : []
  return [...head, ...gate.repairs.flatMap((repair) => ['', ...oneRepair(sheet, plan, repair)])]
}

function oneRepair(sheet: Sheet, plan: Plan, repair: Repair): string[] {
  const {cause, items, expected, saw, because, next} = repair
  const [first] = items
  const failing = items.some(({status}) => status === 'fail')
  const gutter = {...signs[failing ? 'fail' : 'blocked'], width: gutterWidth}
  const said =
    expected !== null && saw !== null
      ? `expected ${cut(expected, longest)} · saw ${cut(saw, longest)}`
      : because === ''
        ? ''
        : cut(because, longest)
  const what =
    cause === null && first !== undefined
      ? [...block(sheet, {margin, gutter, ...itemLine(plan, first)}), ...textOf(sheet, plan, first)]
      : [
          ...block(sheet, {
            margin,
            gutter,
            text: `${cause === null ? '' : sentence(cause)} ${many(items.length, 'item')}:`.trim(),
          }),
          ...items.flatMap((item) => block(sheet, {margin: under, ...itemLine(plan, item)})),
        ]
  const tells = said !== '' && !(cause ?? '').includes(because)
  return [
    ...what,
    ...(tells || (expected !== null && saw !== null) ? block(sheet, {margin: under + 2, text: said}) : []),
    ...block(sheet, {margin: under + 2, text: `next: ${next}`, style: 'dim'}),
  ]
}

type Item = Repair['items'][number]

function itemLine(plan: Plan, {key, tenants, owner, at, contradicted}: Item) {
  const remarks = [
    ...(contradicted ? ['[x] contradicted'] : []),
    ...(owner === null ? [] : [`owner ${owner}`]),
    place(at).replace(/:\d+$/, ''),
  ]
  return {
    text: `${tenantsBefore(tenants)}${shortKey(plan, key)}`,
    right: remarks.join(' · '),
    rightStyle: 'dim',
  } as const
}

/** The author's own sentence. */
const textOf = (sheet: Sheet, {checklists}: Plan, {key}: Item): string[] =>
  checklists
    .flatMap(({name, items}) => items.filter(({id}) => `${name}:${id}` === key))
    .flatMap(({text}) => block(sheet, {margin: under, text}))
