import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Gate} from '../model/index.ts'
import {aged, day, moment, timeElement} from './dates.ts'
import {type GlyphName, glyph, joined, type Piece, prose} from './html.ts'
import type {EnvironmentLens, Lens} from './lens.ts'
import {runsOf, shortRun} from './past.ts'
import {itemHref, sourcePlace} from './places.ts'
import {capital, counted, numberWord, slug, unstopped} from './words.ts'

/** How each verdict of a gate is drawn. */
export const gateMarks: Record<Gate['verdict'], {glyph: GlyphName; word: string}> = {
  met: {glyph: 'pass', word: 'met'},
  unmet: {glyph: 'fail', word: 'unmet'},
  unjudged: {glyph: 'blocked', word: 'could not judge'},
}

/** The anchor of an environment's answer on the overview. */
export const answerAnchor = ({name, gates}: EnvironmentLens, gate: Gate | undefined): string =>
  slug(gates.length > 1 && gate !== undefined ? `${name} ${gate.name}` : name) || 'answer'

/** The answers to the page's question, one for each gate of each environment. */
export function answers(lens: Lens): Element[] {
  const sections = lens.environments.flatMap((environment) =>
    environment.gates.map((gate, index) => answer(lens, environment, gate, index === 0)),
  )
  return sections.length === 0 ? [] : [h('div.pm-answers', ...sections)]
}

function answer(lens: Lens, environment: EnvironmentLens, gate: Gate, isFirst: boolean): Element {
  const id = answerAnchor(environment, gate)
  return h(
    'section',
    {className: ['pm-answer', gate.verdict], id, ariaLabelledBy: `${id}-h`},
    h('h2', {id: `${id}-h`}, glyph(gateMarks[gate.verdict].glyph), answerWords(environment, gate)),
    h('p', ...why(lens, environment, gate)),
    ...(isFirst ? decided(lens, environment) : []),
    h('p.pm-meta', ...judged(lens, environment)),
  )
}

/** What the accountable person decided, whatever the gates say; a public site names nobody. */
function decided(lens: Lens, {snapshot: {results}}: EnvironmentLens): Element[] {
  if (results.decision === null || lens.isPublic) return []
  const {decision, by, on, conditions, at} = results.decision
  const under: Piece[] = conditions === null ? [] : [': ', ...prose(unstopped(conditions))]
  const said = [' by ', by, ' on ', timeElement(on, day(on)), ' (', sourcePlace(lens, at), ')', ...under, '.']
  return [h('p', {dir: 'auto'}, 'Decided: ', h('b', decision), ...said)]
}

/** `Production: yes, until 1 Dec 2026`; the page's script takes it back once that day is past, or the results are too old. */
export function answerWords(environment: EnvironmentLens, gate: Gate): Element {
  const {gates, name} = environment
  const who = `${capital(name)}${gates.length > 1 ? `, ${gate.name}` : ''}`
  if (gate.verdict === 'unmet') return h('span', `${who}: not yet`)
  if (gate.verdict === 'unjudged') return h('span', `${who}: nobody can say`)
  const words =
    gate.until === null ? [`${who}: yes`] : [`${who}: yes, until `, timeElement(gate.until, day(gate.until))]
  const end = metUntil(environment, gate)
  return end === null
    ? h('span', ...words)
    : h('span', {dataUntil: end.at, dataPast: `${who}: ${end.past}; judge again`}, ...words)
}

/** When a met gate is green no longer: what it leans on lapses, or its results are too old to count; whichever is first. */
export function metUntil({snapshot: {results}}: EnvironmentLens, {until}: Gate): {at: string; past: string} | null {
  const {freshUntil, judgedAt} = results
  const lapse = until === null ? [] : [{at: until, past: `was met until ${day(until)}`}]
  const age = freshUntil === null ? [] : [{at: freshUntil, past: `was met on ${day(judgedAt)}`}]
  return [...lapse, ...age].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))[0] ?? null
}

const notApplicable = ({read, passing, waived, listed, dropped, toMend}: Gate): number =>
  Math.max(0, read - passing - waived - listed.length - dropped.length - toMend)

/** The second line of an answer: why, and what would change it. */
function why(lens: Lens, environment: EnvironmentLens, gate: Gate): Piece[] {
  const named: Piece[] = ['Gate ', h('b', gate.name)]
  if (gate.verdict === 'unjudged') return [...named, ' could not be judged: ', ...unjudged(environment, gate)]
  if (gate.verdict === 'met') return [...named, ` is met${met(gate)}.`, ...firstToLapse(lens, gate)]
  if (gate.why === 'empty') return [...named, ' is unmet: nothing in it passes.']
  return [...named, ` is unmet: ${toMend(gate)}.`, ...repairs(gate)]
}

/** `2 items fail and 5 are blocked`. */
export function toMend({failing, blocked}: Gate): string {
  if (failing === 0) return counted(blocked, 'item is blocked', 'items are blocked')
  const fails = counted(failing, 'item fails', 'items fail')
  return blocked === 0 ? fails : `${fails} and ${counted(blocked, 'is blocked', 'are blocked')}`
}

function met(gate: Gate): string {
  const {read, passing, waived, listed, dropped} = gate
  const aside = [
    listed.length === 0 ? '' : `${aFew(listed.length, read)} unbound and only listed`,
    waived === 0 ? '' : counted(waived, 'is not so, and waived', 'are not so, and waived'),
    dropped.length === 0 ? '' : counted(dropped.length, 'is dropped', 'are dropped'),
  ].filter((text) => text !== '')
  if (listed.length > 0) return ` for ${read - listed.length} of ${read}; ${aside.join('; ')}`
  const others = notApplicable(gate)
  const clauses = [others === 0 ? '' : counted(others, 'is not applicable', 'are not applicable'), ...aside]
  return `: ${[counted(passing, 'item passes', 'items pass'), ...clauses.filter((text) => text !== '')].join(', ')}`
}

const aFew = (count: number, all: number): string =>
  count === 1 ? (all === 1 ? 'it is' : 'the one left is') : `the ${numberWord(count)} left are`

/** `One unbound item is only listed`, `46 items pass`. */
export const metShort = ({listed, passing}: Gate): string =>
  listed.length === 0
    ? `${counted(passing, 'item passes', 'items pass')}.`
    : `${capital(numberWord(listed.length))} unbound ${listed.length === 1 ? 'item is' : 'items are'} only listed.`

function firstToLapse(lens: Lens, {lapsesFirst}: Gate): Piece[] {
  const item = lapsesFirst === null ? undefined : lens.items.get(lapsesFirst)
  return item === undefined
    ? []
    : [' First to lapse: ', h('a', {dir: 'auto', href: itemHref(lens, item)}, unstopped(item.item.text)), '.']
}

function repairs({repairs, until}: Gate): Piece[] {
  if (repairs.length === 0) return []
  const many = ` ${capital(numberWord(repairs.length))} ${repairs.length === 1 ? 'repair mends' : 'repairs mend'} it`
  return until === null ? [`${many}.`] : [`${many}; it would then hold until `, timeElement(until, day(until)), '.']
}

/** Why nobody can say: the one cause, since when, and how much it blocks. */
export function unjudged(environment: EnvironmentLens, {why}: Gate): Piece[] {
  const [cause] = environment.snapshot.causes.toSorted((a, b) => b.calls.length - a.calls.length)
  if (why === 'no-run' || cause === undefined) return ['no run has been made yet.']
  const items = counted(blockedBy(environment, cause.calls), 'item is blocked', 'items are blocked')
  return [
    ...prose(unstopped(cause.message)),
    ', since ',
    timeElement(cause.since, moment(cause.since)),
    `, and ${items} by it.`,
  ]
}

/** How many items the calls leave blocked. */
export const blockedBy = ({results}: EnvironmentLens, calls: readonly string[]): number =>
  [...results.values()].filter((found) =>
    found.some(({own, findings}) => own.status === 'blocked' && findings.some(({call}) => calls.includes(call))),
  ).length

/** When it was judged, how long that counts, and of what. */
export function judged(lens: Lens, environment: EnvironmentLens): Piece[] {
  const {run, results} = environment.snapshot
  const release = run?.release ? `Release ${run.release}, ` : ''
  const said = run === null ? 'no run yet' : `run ${shortRun(run.id)}`
  const href = runsOf(lens, environment).findLast(({id}) => id === run?.id)?.href ?? null
  const named = release === '' ? capital(said) : said
  const about = [release, href === null ? named : h('a', {href}, named), '.']
  return joined([['Judged ', ...aged(results.judgedAt), ...fresh(results.freshUntil)], about], '. ')
}

const fresh = (until: string | null): Piece[] =>
  until === null ? [] : [', ', whileFresh(until, 'fresh until ', timeElement(until, moment(until)))]

/** Words that stand as long as the results count; the script says otherwise from then on. */
const whileFresh = (until: string, ...words: Piece[]): Element =>
  h('span.pm-fresh', {dataUntil: until, dataPast: `no longer fresh since ${moment(until)}; run again`}, ...words)

/** The answers again, in a line each, under the title of a checklist. */
export function short(lens: Lens): Element[] {
  const lines = lens.environments.flatMap((environment) =>
    environment.gates.map((gate) => line(lens, environment, gate)),
  )
  const when =
    lens.main === undefined ? [] : ['Judged ', ...aged(lens.main.snapshot.results.judgedAt), ...ofWhat(lens.main), '.']
  return [
    ...(lines.length === 0 ? [] : [h('ul.pm-short', ...lines)]),
    ...(when.length === 0 ? [] : [h('p.pm-sub', ...when)]),
  ]
}

/** The release that was judged, for as long as that counts. */
function ofWhat({snapshot: {run, results}}: EnvironmentLens): Piece[] {
  if (!run?.release) return fresh(results.freshUntil)
  const release = `release ${run.release}`
  return [', ', results.freshUntil === null ? release : whileFresh(results.freshUntil, release)]
}

/** An answer in one line, with the way to it in full. */
export function line(lens: Lens, environment: EnvironmentLens, gate: Gate): Element {
  const href = `${lens.base}#${encodeURIComponent(answerAnchor(environment, gate))}`
  return h(
    'li',
    h('span', {className: [gate.verdict]}, glyph(gateMarks[gate.verdict].glyph)),
    h('span', h('a', {href}, h('b', answerWords(environment, gate), '.')), ' ', ...shortly(environment, gate)),
  )
}

function shortly(environment: EnvironmentLens, gate: Gate): Piece[] {
  if (gate.verdict === 'met') return [metShort(gate)]
  if (gate.verdict === 'unjudged') {
    const [first, ...rest] = unjudged(environment, gate)
    return typeof first === 'string' ? [capital(first), ...rest] : unjudged(environment, gate)
  }
  return [gate.why === 'empty' ? 'Nothing in the gate passes.' : `${toMend(gate)}.`]
}
