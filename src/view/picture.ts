import type {Gate, Item, Status} from '../model/index.ts'
import {toMend} from './answers.ts'
import {badgeOf, gateBadgeOf, xmlns} from './badge.ts'
import {moment} from './dates.ts'
import {drawnGlyph, fitting, inks, statusLike, textWidth} from './drawn.ts'
import type {EnvironmentLens, Lens} from './lens.ts'
import {capital, statusWord, unstopped} from './words.ts'
import {type Mark, mark, xml} from './xml.ts'

/** The size that those who show a link as a picture ask for. */
export const pictureSize = {width: 1200, height: 630}
const {width, height} = pictureSize
const margin = 80
const mostRows = 4

/** A gate with the environment that it is asked in. */
interface Asked {
  environment: EnvironmentLens
  gate: Gate
}

/** Whether who draws a text has a letter for each of its signs. */
export type CanWrite = (text: string) => boolean

/** The picture of an environment for where a link to the site is shown: the question, the answer, and what is in the way. */
export function drawPicture(lens: Lens, environment: EnvironmentLens, canWrite: CanWrite = () => true): string {
  const service = canWrite(lens.snapshot.service) ? lens.snapshot.service : 'this service'
  const asked = [environment, ...lens.environments.filter((other) => other !== environment)].flatMap((one, index) =>
    (index === 0 ? one.gates : one.gates.slice(0, 1)).map((gate) => ({environment: one, gate})),
  )
  const columns = asked.slice(0, 2)
  const said = columns.map((one) => `${whoOf(one)}: ${answerOf(one)}. ${why(one)}`).join('. ')
  const title = `May ${service} go live? ${said === '' ? capital(badgeOf(environment).message) : said}.`
  return xml(
    mark(
      'svg',
      {xmlns, width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-labelledby': 'title'},
      mark('title', {id: 'title'}, title),
      mark('rect', {width, height, fill: '#fff'}),
      mark(
        'g',
        {
          'font-family': 'system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,Liberation Sans,sans-serif',
          fill: '#17181c',
        },
        text(`May ${service} go live?`, {x: margin, y: 110, size: 30, fill: '#555962', within: width - 2 * margin}),
        ...columns.flatMap((one, index) => column(one, index, columns.length)),
        ...rows(lens, columns[0], canWrite),
        text(judged(lens, environment, canWrite), {
          x: margin,
          y: 592,
          size: 22,
          fill: '#5b5f69',
          within: width - 2 * margin,
        }),
      ),
    ),
  )
}

interface Written {
  x: number
  y: number
  size: number
  within: number
  fill?: string
  weight?: number
}

/** A line of text, cut where it would run out of its place. */
const text = (words: string, {x, y, size, within, fill, weight}: Written): Mark =>
  mark('text', {x, y, 'font-size': size, fill, 'font-weight': weight}, fitting(words, size, within))

const answers: Record<Gate['verdict'], string> = {met: 'yes', unmet: 'not yet', unjudged: 'nobody can say'}

const whoOf = ({environment: {name, gates}, gate}: Asked): string =>
  `${capital(name)}${gates.length > 1 ? `, ${gate.name}` : ''}`

const answerOf = ({environment, gate}: Asked): string => answers[gateBadgeOf(environment, gate).verdict]

/** One line under the answer; like a badge, it says until when, since nobody draws a picture anew when that is past. */
function why({environment, gate}: Asked): string {
  const {message, verdict} = gateBadgeOf(environment, gate)
  if (verdict === 'unmet') return gate.why === 'empty' ? 'Nothing in the gate passes' : capital(toMend(gate))
  return gate.why === 'unreachable' ? 'Its target is unreachable' : capital(message)
}

function column(asked: Asked, index: number, count: number): Mark[] {
  const x = index === 0 ? margin : 640
  const within = count === 1 ? width - 2 * margin : 480
  const status = statusLike[gateBadgeOf(asked.environment, asked.gate).verdict]
  const ink = inks[status]
  // What is written bold is wider than what is counted with.
  const place = (within - 62) / 1.12
  // A long name is written smaller, then cut; the answer never is.
  const size = [42, 36, 30].find((each) => textWidth(`${whoOf(asked)}: ${answerOf(asked)}`, each) <= place) ?? 26
  const answer = `: ${answerOf(asked)}`
  const words = `${fitting(whoOf(asked), size, place - textWidth(answer, size))}${answer}`
  return [
    mark('path', {d: `M${x} 150h${within}`, stroke: ink, 'stroke-width': 6}),
    drawnGlyph(status, ink, x, 186, 44),
    text(words, {x: x + 62, y: 223, size, within: place, weight: 600}),
    text(why(asked), {x, y: 278, size: 28, fill: '#353841', within}),
  ]
}

/** What is in the way of the first gate; where nothing is, what it came to. */
function rows(lens: Lens, asked: Asked | undefined, canWrite: CanWrite): Mark[] {
  if (asked === undefined) return []
  const open = asked.gate.repairs
    .flatMap(({items}) => items)
    .flatMap(({key, status}) => {
      const item = lens.items.get(key)
      return item === undefined ? [] : [{words: wordsOf(item.item, canWrite), status}]
    })
  const shown = open.length > 0 ? open.slice(0, mostRows) : tallied(asked.environment)
  const below = shown.length === 0 ? [] : [rule(330 + 56 * shown.length)]
  return [...shown.flatMap(({words, status}, index) => row(words, status, 330 + 56 * index)), ...below]
}

/** A sentence in its author's words; without letters for them its place, which is better than boxes. */
function wordsOf({text, at}: Item, canWrite: CanWrite): string {
  const words = unstopped(text)
  if (canWrite(words)) return words
  const plain = words.replaceAll(/\p{Emoji_Presentation}/gu, '').trim()
  return plain !== '' && canWrite(plain) ? plain : `The item on line ${at.line}`
}

const kinds = ['fail', 'blocked', 'pass', 'not-applicable'] as const

const tallied = ({snapshot: {results}}: EnvironmentLens): {words: string; status: Status}[] =>
  kinds.flatMap((status) => {
    const count = results.counts[status]
    return count === 0 ? [] : [{words: `${count} ${count === 1 ? 'item' : 'items'}`, status}]
  })

const rule = (y: number): Mark =>
  mark('path', {d: `M${margin} ${y}h${width - 2 * margin}`, stroke: '#dfe1e6', 'stroke-width': 2})

function row(words: string, status: Status, y: number): Mark[] {
  const ink = inks[status]
  const weight = status === 'fail' || status === 'blocked' ? 600 : undefined
  return [
    rule(y),
    text(words, {x: margin, y: y + 38, size: 26, fill: '#353841', within: 780}),
    drawnGlyph(status, ink, 900, y + 16, 26),
    text(statusWord(status), {
      x: 938,
      y: y + 38,
      size: 26,
      fill: ink,
      within: 200,
      ...(weight === undefined ? {} : {weight}),
    }),
  ]
}

function judged(lens: Lens, {snapshot: {run, results}}: EnvironmentLens, canWrite: CanWrite): string {
  const parts = [
    run === null ? 'No run yet' : `Judged ${moment(results.judgedAt)}`,
    run?.release && canWrite(run.release) ? `release ${run.release}` : '',
    run === null || lens.isPublic ? '' : `run ${run.id.split('-').at(-1)}`,
  ]
  return parts.filter((part) => part !== '').join(' · ')
}
