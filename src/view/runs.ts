import type {Element} from 'hast'
import {h} from 'hastscript'
import {moment, timeElement} from './dates.ts'
import {countWords, gateVerdicts} from './gate-words.ts'
import type {Piece} from './html.ts'
import type {EnvironmentLens, Lens} from './lens.ts'
import {changeOf} from './moves.ts'
import {diffHref, type RunLens, runsOf, shortRun} from './past.ts'
import {trendFigure} from './trend.ts'
import {capital, counted, listed, slug} from './words.ts'

const mostRows = 100

/** The kept runs of each environment, the newest first. */
export function runs(lens: Lens): Element[] {
  const most = Math.max(10, Math.min(60, Math.floor(mostRows / Math.max(1, lens.environments.length))))
  const blocks = lens.environments.map((environment) => block(lens, environment, most))
  const lead = h(
    'p.pm-lead',
    'Each run as it was judged when it was new. ',
    h('a', {href: diffHref(lens)}, 'Compare two runs'),
    '.',
  )
  return lens.environments.every((environment) => runsOf(lens, environment).length === 0)
    ? [h('p.pm-lead', 'No run has been kept yet: ', h('code', {dir: 'ltr'}, 'proofmark run'), ' makes one.')]
    : [lead, ...blocks]
}

/** Where the runs of an environment stand in the list. */
export const runsAnchor = (environment: string): string => `runs-${slug(environment)}`

function block(lens: Lens, environment: EnvironmentLens, most: number): Element {
  const all = runsOf(lens, environment)
  const shown = all.slice(-most).toReversed()
  const id = runsAnchor(environment.name)
  const left = all.length - shown.length
  return h(
    'section.pm-block',
    {ariaLabelledBy: id},
    h('h2', {id}, capital(environment.name)),
    ...(all.length === 0 ? [h('p.pm-meta', 'No run has been kept yet.')] : []),
    ...(all.length > 1 ? [trendFigure(environment)] : []),
    ...(shown.length === 0 ? [] : [h('ol.pm-rows.runs', ...shown.map(row))]),
    ...(left === 0
      ? []
      : [h('p.pm-meta', `${counted(left, 'earlier run is', 'earlier runs are')} in `, historyLink(lens), '.')]),
  )
}

const historyLink = ({base}: Lens): Element => h('a', {href: `${base}history.json`}, 'history.json')

function row(run: RunLens): Element {
  const {point, id, href} = run
  const when = timeElement(point.at, moment(point.at))
  return h(
    'li',
    isNewRelease(run) ? {className: ['new']} : {},
    h('div', href === null ? when : h('a', {href}, when), ' ', h('span.pm-by', `run ${shortRun(id)}`)),
    h(
      'div',
      ...gateVerdicts(point),
      h('span.pm-by', countWords(point.counts), ...(point.complete === false ? ['; interrupted'] : [])),
    ),
    h('div', ...changed(run)),
    h('div', {dir: 'auto'}, ...release(run)),
  )
}

/** Whether it saw another release than the run before it. */
export const isNewRelease = ({point, before}: RunLens): boolean =>
  point.release !== null && before !== null && before.point.release !== point.release

function release(run: RunLens): Piece[] {
  const {release} = run.point
  if (release === null) return [h('span.pm-dim', 'no release seen')]
  return isNewRelease(run) ? [h('span.pm-lab', 'release '), h('b', release)] : [h('span.pm-dim', `release ${release}`)]
}

/** `3 items changed: 1 worse and 2 better`. */
export function changedWords({before, moved}: Pick<RunLens, 'before' | 'moved'>): string {
  if (before === null) return 'the first kept run'
  if (moved === null) return 'what changed was not kept'
  if (moved.length === 0) return 'nothing changed'
  const counts = (['worse', 'better'] as const).flatMap((change) => {
    const count = moved.filter(({moves}) => changeOf(moves) === change).length
    return count === 0 ? [] : [`${count} ${change}`]
  })
  const what = counted(moved.length, 'item changed', 'items changed')
  return counts.length === 0 ? what : `${what}: ${listed(counts)}`
}

function changed({href, ...run}: RunLens): Piece[] {
  const words = changedWords(run)
  if (run.moved === null || run.moved.length === 0) return [h('span.pm-dim', words)]
  return [href === null ? words : h('a', {href: `${href}#changed`}, words)]
}
