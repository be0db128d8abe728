import {type Gate, type Plan, place, type Reason, type Results, type Run, type SharedCause} from '../model/index.ts'
import {block, clean, pair, type Sheet, type Style, width} from './sheet.ts'
import type {Standing, View} from './standing.ts'
import {capital, clockTime, duration, many, moment, sentence, shortKey} from './words.ts'

const margin = 2
const namedAtMost = 8
// Only a person's dated word mends these.
const forPeople: ReadonlySet<Reason | null> = new Set<Reason>(['missing', 'void', 'expired'])

const words: Record<Gate['verdict'], {word: string; style: Style}> = {
  met: {word: 'met', style: ['bold', 'green']},
  unmet: {word: 'NOT MET', style: ['bold', 'red']},
  unjudged: {word: 'nobody can say', style: ['bold', 'yellow']},
}

/** Who, what, how long. */
export function firstLine(sheet: Sheet, plan: Plan, run: Run): string[] {
  const made = run.findings.filter(({attempts}) => attempts > 0).length
  const took = duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))
  const left = run.findings.length - made
  const parts = [
    plan.service,
    plan.environment.name,
    ...(run.release === null ? [] : [`release ${run.release}`]),
    ...(run.vantage === 'outside' ? [] : [`from ${run.vantage}`]),
    `${many(made, 'check')} in ${took}`,
    ...(run.complete ? [] : [`interrupted, ${left} not made`]),
  ]
  return block(sheet, {text: parts.join(' · ')})
}

/** The answer of each gate; after the last, what the other environments' newest runs say. */
export function answerLines(sheet: Sheet, {plan, results, others}: View, causes: readonly SharedCause[]): string[] {
  const elsewhere = others.map((other) => elsewhereSentence(other, results))
  const texts = results.gates.map((gate) => [gateSentence(gate, plan, causes)])
  if (texts.length === 0) texts.push([`No gate speaks of ${results.environment}.`])
  texts.at(-1)?.push(...elsewhere)
  const answers = texts.flatMap((sentences, index) => {
    const gate = results.gates[index]
    const sign = gate === undefined ? {word: 'no gate', style: 'bold' as const} : words[gate.verdict]
    return block(sheet, {gutter: {...sign, width: width(sign.word) + 2}, text: sentences.join(' ')})
  })
  return [...answers, ...decisionLines(sheet, results)]
}

/** What the accountable person decided, whatever the gates say. */
function decisionLines(sheet: Sheet, {decision}: Results): string[] {
  if (decision === null) return []
  const {decision: word, by, on, conditions, at} = decision
  const text = `${word} by ${by} on ${moment(on)} (${place(at)})${conditions === null ? '.' : `: ${sentence(conditions)}`}`
  return block(sheet, {gutter: {word: 'decided', width: width('decided') + 2, style: 'bold'}, text})
}

function gateSentence(gate: Gate, plan: Plan, causes: readonly SharedCause[]): string {
  const parts = gate.verdict === 'met' ? metParts(gate, plan) : openParts(gate, causes)
  const name = gate.name === 'default' ? '' : `gate "${gate.name}": `
  const then =
    gate.verdict === 'unmet' && gate.until !== null
      ? ` It would then hold until ${moment(gate.until)}${lapsingFirst(gate, plan)}.`
      : ''
  return name + sentence(parts.join(', ')) + then
}

const lapsingFirst = ({lapsesFirst}: Gate, plan: Plan): string =>
  lapsesFirst === null ? '' : ` (${shortKey(plan, lapsesFirst)} lapses first)`

function metParts(gate: Gate, plan: Plan): string[] {
  const {passing, read, waived, listed, dropped, until} = gate
  const all = read - dropped.length
  const counted =
    listed.length > 0 ? `${all - listed.length} of ${many(all, 'item')}` : many(passing, 'item passes', 'items pass')
  return [
    counted,
    ...(listed.length > 0 ? [`${listed.length} unbound and only listed`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(dropped.length > 0 ? [`${dropped.length} dropped`] : []),
    ...(until === null ? [] : [`until ${moment(until)}${lapsingFirst(gate, plan)} if runs continue`]),
  ]
}

function openParts({why, toMend, repairs, environment, blocked}: Gate, causes: readonly SharedCause[]): string[] {
  if (why === 'no-run') return [`${environment} was never run`]
  if (why === 'unreachable')
    return causes.length > 0 ? [`${many(blocked, 'item')} blocked`] : [`${environment} is unreachable`]
  const items = new Map(repairs.flatMap((repair) => repair.items).map((item) => [item.key, item]))
  const people = [...items.values()].filter(({reason}) => forPeople.has(reason)).length
  return [
    ...(why === 'empty' ? ['nothing in it passes'] : []),
    ...(toMend > 0 ? [`${many(toMend, 'item')} to mend`] : []),
    ...(people > 0 ? [`${people} ${people === 1 ? 'needs' : 'need'} a person`] : []),
  ]
}

/** `Staging: met until 3 Dec 2026 14:00 UTC.` */
function elsewhereSentence(other: Results, {gates}: Results): string {
  const same = other.gates.filter(({name}) => gates.some((gate) => gate.name === name))
  const said = (same.length > 0 ? same : other.gates).map(({verdict, until, name}) => {
    const word = verdict === 'unmet' ? 'not met' : words[verdict].word
    const limit = verdict === 'met' && until !== null ? ` until ${moment(until)}` : ''
    return `${word}${limit}${other.gates.length > 1 ? ` (${name})` : ''}`
  })
  return `${capital(other.environment)}: ${said.length === 0 ? 'no gate' : said.join(', ')}.`
}

/** What took several calls down is told once, with the number of items that it blocks. */
export function causeLines(sheet: Sheet, view: View, causes: readonly SharedCause[]): string[] {
  return mergedCauses(causes).flatMap((cause) => {
    const calls = new Set(cause.calls)
    const items = [...view.standings.values()].filter((standing) => isBlockedBy(standing, calls)).length
    // What an older run met, and what has been seen since, is no cause any more.
    if (items === 0) return []
    const count = `: ${many(items, 'item is', 'items are')} blocked by it`
    return block(sheet, {text: causeSentence(cause, view) + count})
  })
}

/** What several runs met is one cause, since the first of them. */
function mergedCauses(causes: readonly SharedCause[]): SharedCause[] {
  const same = Map.groupBy(causes, ({cause, what}) => `${cause} ${what}`)
  return [...same.values()].flatMap((all) => {
    const [first, ...others] = all.toSorted((a, b) => (a.since < b.since ? -1 : 1))
    return first === undefined ? [] : [{...first, calls: [first, ...others].flatMap(({calls}) => calls)}]
  })
}

function causeSentence({cause, what, message, since}: SharedCause, {plan, results}: View): string {
  const {environment, judgedAt} = results
  const told = clean(message).replace(/[.:]$/, '')
  if (cause !== 'unreachable') return told
  const start = since.slice(0, 10) === judgedAt.slice(0, 10) ? clockTime(since) : moment(since)
  const targets = [plan.environment.target, ...plan.environment.tenants.map(({target}) => target)]
  // Another origin that a call names may be down while the environment is up.
  if (!targets.some((target) => target !== null && originOf(target) === what)) return `${told}, since ${start}`
  return `${environment} is unreachable since ${start} (${told.includes(what) ? told : `${told}, ${what}`})`
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url)

const isBlockedBy = ({cells}: Standing, calls: ReadonlySet<string>): boolean =>
  cells.some(
    ({own, findings}) =>
      own.status === 'blocked' && findings.some(({call, outcome}) => calls.has(call) && outcome !== 'pass'),
  )

/** Counts, coverage, who mends what. */
export function lastLines(sheet: Sheet, view: View): string[] {
  const {coverage} = view.results
  const covered = [
    `automatic ${coverage.automatic}`,
    `semi ${coverage['semi-automatic']}`,
    `manual ${coverage.manual}`,
    `unbound ${coverage.unbound}`,
  ]
  return [
    ...pair(sheet, {margin, text: countsOf(view), right: covered.join(', '), rightStyle: 'dim'}),
    ...mendLines(sheet, view),
  ]
}

/** Items by their worst own status, as the results count them; the waived ones told apart. */
function countsOf({standings, results: {counts, items}}: View): string {
  const waived = [...standings.values()].filter(({verdict}) => verdict === 'waived')
  const not = (status: 'fail' | 'blocked'): number => waived.filter(({key}) => items[key]?.status === status).length
  const parts = [
    [counts.pass, 'pass'],
    [counts.fail - not('fail'), 'fail'],
    [counts.blocked - not('blocked'), 'blocked'],
    [waived.length, 'waived'],
    [counts['not-applicable'], 'not applicable'],
  ] as const
  return parts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(' · ') || 'nothing is judged'
}

function mendLines(sheet: Sheet, {plan, results}: View): string[] {
  const repairs = new Map(results.gates.flatMap((gate) => gate.repairs).map((repair) => [nameOf(repair), repair]))
  const items = new Set([...repairs.values()].flatMap((repair) => repair.items.map(({key}) => key)))
  if (items.size === 0) return []
  const named = [...repairs.values()]
    .toSorted((a, b) => weight(a) - weight(b))
    .map(({cause, items: [first, ...rest]}) => {
      if (first === undefined) return cause ?? ''
      const owner = first.owner === null ? '' : ` (${first.owner})`
      return cause !== null && rest.length > 0
        ? `${clean(cause).replace(/\.$/, '')} (${rest.length + 1} items)`
        : [first, ...rest].map(({key}) => shortKey(plan, key)).join(', ') + owner
    })
  const more = named.length > namedAtMost ? [`and ${named.length - namedAtMost} more: proofmark run --failing`] : []
  return block(sheet, {margin, text: `Mend ${items.size}: ${[...named.slice(0, namedAtMost), ...more].join(', ')}`})
}

/** What is known to be wrong before what nobody can say, and that before what nothing is bound to. */
const weight = ({items}: Gate['repairs'][number]): number =>
  items.some(({status}) => status === 'fail') ? 0 : items.every(({reason}) => reason === 'unbound') ? 2 : 1

const nameOf = ({cause, items}: Gate['repairs'][number]): string => `${cause} ${items.map(({key}) => key).join(' ')}`
