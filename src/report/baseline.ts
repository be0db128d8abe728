import type {Baseline, Gate, Plan, Results, Shift, Standing} from '../model/index.ts'
import {block, cut, type Sheet, type Style, width} from './sheet.ts'
import {capital, many, moment, sentence, shortKey, tenantsBefore} from './words.ts'

export interface BaselineText extends Sheet {
  plan: Plan
  results: Results
  baseline: Baseline
}

const longest = 240

/** What got worse since an earlier run, first; and plainly that a gate is unmet all the same. */
export function baselineLines(sheet: Sheet, plan: Plan, results: Results, baseline: Baseline): string[] {
  const then = moment(baseline.judgedAt)
  const answers = results.gates.flatMap((gate) => {
    const held = baseline.gates.find(({name}) => name === gate.name)
    if (held === undefined) return []
    const name = gate.name === 'default' ? 'the gate' : `gate "${gate.name}"`
    if (!held.gotWorse) {
      const text = `Nothing that ${name} reads got worse since ${then}.${stillUnmet(gate)}`
      return answer(sheet, {word: 'not worse', style: ['bold', 'green']}, text)
    }
    const count = held.worse.length === 0 ? 'It is met no longer' : `${many(held.worse.length, 'item')} got worse`
    const text = `${capital(name)}: ${count} since ${then}.`
    return [
      ...answer(sheet, {word: 'WORSE', style: ['bold', 'red']}, text),
      ...held.worse.flatMap((key) => worseLines(sheet, plan, results, baseline, key)),
    ]
  })
  return [...answers, ...interruptedLines(sheet, baseline)]
}

/** Against a run that saw little, little can get worse. */
const interruptedLines = (sheet: Sheet, {runs}: Baseline): string[] =>
  runs
    .filter(({complete}) => !complete)
    .flatMap(({id}) =>
      block(sheet, {
        margin: 4,
        text: `The earlier run ${id} was interrupted: nothing is worse than what it never saw.`,
      }),
    )

/** The same as a text of its own, before that of a run. */
export const baselineText = ({plan, results, baseline, ...sheet}: BaselineText): string =>
  `${baselineLines(sheet, plan, results, baseline).join('\n')}\n`

const answer = (sheet: Sheet, sign: {word: string; style: Style}, text: string): string[] =>
  block(sheet, {gutter: {...sign, width: width(sign.word) + 2}, text})

const stillUnmet = ({verdict}: Gate): string =>
  verdict === 'met'
    ? ''
    : verdict === 'unmet'
      ? ' The gate itself is still unmet.'
      : ' Whether it is met, nobody can say.'

/** `access/admin passed, and fails now: expected …`. */
function worseLines(sheet: Sheet, plan: Plan, {results}: Results, {shifts}: Baseline, key: string): string[] {
  const worse = shifts.filter((shift) => shift.key === key && shift.worse)
  // An item that stands as it did is new to the gate because no waiver sets it aside any more.
  const now = results.filter((result) => result.key === key)
  const texts =
    worse.length > 0
      ? worse.map((shift) => `${tenantsBefore([shift.tenant])}${shortKey(plan, key)} ${movedWords(shift)}`)
      : now.slice(0, 1).map(({own}) => `${shortKey(plan, key)} is waived no longer, and ${nowWords(own)}`)
  return texts.flatMap((text) => block(sheet, {margin: 4, text: sentence(text)}))
}

const was = {pass: 'passed', fail: 'failed', blocked: 'was blocked', 'not-applicable': 'did not apply'} as const
const is = {pass: 'passes', fail: 'fails', blocked: 'is blocked', 'not-applicable': 'does not apply'} as const

const movedWords = ({from, to}: Shift): string =>
  `${from === null ? 'was not there' : from.status === null ? 'was not judged' : was[from.status]}, and ${nowWords(to)}`

const nowWords = ({status, because}: Standing): string =>
  `${status === null ? 'is not judged' : is[status]} now${because === '' ? '' : `: ${cut(because, longest)}`}`
