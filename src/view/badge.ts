import type {Gate} from '../model/index.ts'
import {metUntil} from './answers.ts'
import {day, moment, shortDay} from './dates.ts'
import {drawnGlyph, fitting, inks, statusLike, textWidth} from './drawn.ts'
import type {EnvironmentLens} from './lens.ts'
import {mark, xml} from './xml.ts'

/** What a badge says, in words; the verdict gives it its glyph and colour. */
export interface Badge {
  label: string
  message: string
  verdict: Gate['verdict']
}

const worstFirst: readonly Gate['verdict'][] = ['unmet', 'unjudged', 'met']

/** The badge of an environment: met when each of its gates is, and that until the first of them ends. */
export function badgeOf(environment: EnvironmentLens): Badge {
  const {name: label, gates} = environment
  const worst = worstFirst.flatMap((verdict) => gates.filter((gate) => gate.verdict === verdict))
  const [first] = worst
  if (first === undefined) return {label, message: 'no gate', verdict: 'unjudged'}
  if (first.verdict !== 'met') return {...gateBadgeOf(environment, worstWords(environment, first)), label}
  const ends = gates.flatMap((gate) => metUntil(environment, gate)?.at ?? [])
  return {label, message: metWords(environment, ends), verdict: 'met'}
}

/** Of several gates that are not met, one that says more than that it is too old. */
const worstWords = ({gates}: EnvironmentLens, first: Gate): Gate =>
  gates.find((gate) => gate.verdict === first.verdict && !isStale(gate)) ?? first

/** The badge of one gate. */
export function gateBadgeOf(environment: EnvironmentLens, gate: Gate): Badge {
  const label = `${environment.name} ${gate.name}`
  if (gate.verdict === 'met') {
    const end = metUntil(environment, gate)
    return {label, message: metWords(environment, end === null ? [] : [end.at]), verdict: 'met'}
  }
  if (isStale(gate)) return {label, message: staleWords(environment), verdict: 'unjudged'}
  if (gate.verdict === 'unmet') return {label, message: 'unmet', verdict: 'unmet'}
  return {label, message: gate.why === 'no-run' ? 'no run yet' : 'could not judge', verdict: 'unjudged'}
}

/** Nothing is known to be wrong with it but that its results are too old. */
const isStale = ({verdict, repairs}: Gate): boolean => {
  const items = repairs.flatMap((repair) => repair.items)
  return verdict === 'unmet' && items.length > 0 && items.every(({reason}) => reason === 'stale')
}

function staleWords({snapshot: {results}}: EnvironmentLens): string {
  const {freshUntil, judgedAt} = results
  const past = freshUntil !== null && Date.parse(freshUntil) <= Date.parse(judgedAt)
  return past ? `stale since ${plainSpaces(shortDay(freshUntil))}` : 'stale'
}

/** Until when, in the words that a picture needs which nobody draws anew once that moment is past. */
function metWords({snapshot: {results}}: EnvironmentLens, ends: readonly string[]): string {
  const {judgedAt} = results
  const [end] = ends.toSorted((a, b) => Date.parse(a) - Date.parse(b))
  if (end === undefined) return `met on ${plainSpaces(day(judgedAt))}`
  const soon = Date.parse(end) - Date.parse(judgedAt) < 3 * 86_400_000
  const sameYear = end.slice(0, 4) === judgedAt.slice(0, 4)
  return `met until ${plainSpaces(soon ? withoutYear(end) : sameYear ? shortDay(end) : day(end))}`
}

const withoutYear = (iso: string): string => moment(iso).replace(/\u{a0}\d{4},/u, ',')
const plainSpaces = (text: string): string => text.replaceAll('\u{a0}', ' ')

// White letters on a ground are read at a small size: amber is darker here than on the pages.
const grounds: Record<Gate['verdict'], string> = {met: inks.pass, unmet: inks.fail, unjudged: '#805800'}

const size = 11
const height = 20
const longest = 320

/** Draws a badge; nothing in it comes from elsewhere, and it is read aloud as `production: unmet`. */
export function drawBadge(badge: Badge): string {
  const {message, verdict} = badge
  const label = fitting(badge.label, size, longest)
  const ground = grounds[verdict]
  const [left, right] = [label, message].map((text) => Math.ceil(textWidth(text, size)))
  const labelWidth = left ?? 0
  const messageWidth = right ?? 0
  const edge = labelWidth + 17
  const width = edge + 25 + messageWidth + 8
  const said = `${label}: ${message}`
  return xml(
    mark(
      'svg',
      {xmlns, width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': said},
      mark('title', {}, said),
      mark('rect', {width, height, rx: 3, fill: '#fff'}),
      mark('path', {d: `M${edge} 0H${width - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H${edge}z`, fill: ground}),
      mark('rect', {x: 0.5, y: 0.5, width: width - 1, height: 19, rx: 2.5, fill: 'none', stroke: ground}),
      drawnGlyph(statusLike[verdict], '#fff', edge + 8, 4, 12),
      mark(
        'g',
        {'font-family': 'Verdana,DejaVu Sans,Geneva,sans-serif', 'font-size': size},
        mark('text', {x: 9, y: 14, fill: '#23262f', textLength: labelWidth}, label),
        mark('text', {x: edge + 25, y: 14, fill: '#fff', textLength: messageWidth}, message),
      ),
    ),
  )
}

/** The namespace of a picture that stands alone. */
export const xmlns = 'http://www.w3.org/2000/svg'

/** What Shields draws a badge of, by its endpoint. An error is a badge that nobody may give another colour. */
export const shieldsBadge = ({label, message, verdict}: Badge): string =>
  `${JSON.stringify({schemaVersion: 1, label, message, color: grounds[verdict], isError: verdict !== 'met'}, null, 1)}\n`
