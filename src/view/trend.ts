import type {Element} from 'hast'
import {h, s} from 'hastscript'
import type {TrendPoint} from '../model/index.ts'
import {day, shortDay, timeElement} from './dates.ts'
import type {EnvironmentLens, Lens} from './lens.ts'
import {runsHref, verdictOf} from './past.ts'
import {capital, listed, slug} from './words.ts'

const most = 30
const step = 10
const ground = 50
const tallest = 46

/** Whether it is getting better: what the last runs of each environment came to. */
export function trend(lens: Lens): Element[] {
  const told = lens.environments.filter(({snapshot}) => snapshot.trend.length > 1)
  if (told.length === 0) return []
  return [
    h(
      'section.pm-block',
      {ariaLabelledBy: 'trend-h'},
      h('h2#trend-h', 'Is it getting better?'),
      ...told.map((environment) => trendFigure(environment, told.length > 1)),
      h(
        'p.pm-meta',
        'Solid is fail, hollow is blocked, dashed could not be judged, a line below is met. ',
        ...(lens.isPublic ? [] : [h('a', {href: runsHref(lens)}, 'All runs')]),
      ),
    ),
  ]
}

/** The newest runs of an environment as bars: how many items failed or were blocked, and a line below where the gates were met. */
export function trendFigure({name, snapshot}: EnvironmentLens, isNamed = false): Element {
  const points = snapshot.trend.slice(-most)
  const worst = Math.max(1, ...points.map(({counts}) => counts.fail + counts.blocked))
  const id = `trend-${slug(name)}`
  const [first, last] = [points[0], points.at(-1)]
  return h(
    'figure.pm-trend',
    h('div.pm-axis', h('b', isNamed ? name : ''), h('span', `items failing or blocked, at most ${worst}`)),
    h(
      'div.pm-bars',
      {style: `inline-size:${Math.round((points.length / most) * 100)}%`},
      bars(points, worst, id),
      h(
        'div.pm-axis',
        ...[first, last].map((point) =>
          h('span', ...(point === undefined ? [] : [timeElement(point.at, shortDay(point.at))])),
        ),
      ),
    ),
    h('figcaption', {id}, caption(points)),
  )
}

/** Each kind of mark is one path, whatever the number of runs. */
function bars(points: readonly TrendPoint[], worst: number, caption: string): Element {
  const lines = {fail: '', blocked: '', unjudged: '', met: ''}
  const high = (count: number): number => Math.round((count / worst) * tallest * 10) / 10
  for (const [index, point] of points.entries()) {
    const x = index * step + 1.5
    const {fail, blocked} = point.counts
    const verdict = verdictOf(point)
    const [failing, above] = [high(fail), high(blocked)]
    if (verdict === 'met') lines.met += `M${x} 56h7`
    if (fail > 0) lines.fail += `M${x} ${ground}v-${failing}h7v${failing}z`
    if (blocked > 0)
      lines[verdict === 'unjudged' ? 'unjudged' : 'blocked'] += `M${x + 0.5} ${ground - failing}v-${above}h6v${above}`
  }
  const width = points.length * step
  const path = (kind: keyof typeof lines): Element[] =>
    lines[kind] === '' ? [] : [s('path', {className: [kind], d: lines[kind]})]
  return s(
    'svg',
    {viewBox: `0 0 ${width} 60`, preserveAspectRatio: 'none', role: 'img', ariaLabelledBy: caption},
    s('path.ground', {d: `M0 ${ground + 0.5}H${width}`}),
    ...(['fail', 'blocked', 'unjudged', 'met'] as const).flatMap(path),
  )
}

/** `The last 30 runs: met in 16, unmet in 13, could not judge in 1. Last met on 19 Nov 2026.` */
function caption(points: readonly TrendPoint[]): string {
  const verdicts = points.map(verdictOf)
  const count = (verdict: 'met' | 'unmet' | 'unjudged', words: string): string[] => {
    const found = verdicts.filter((each) => each === verdict).length
    return found === 0 ? [] : [`${words} in ${found === points.length ? 'all' : found}`]
  }
  const said = listed([...count('met', 'met'), ...count('unmet', 'unmet'), ...count('unjudged', 'could not judge')])
  const runs = `${capital(`the last ${points.length} runs`)}`
  return `${runs}: ${said === '' ? 'no gate' : said}.${since(points)}`
}

/** Since when it is as it is, and when it was last met. */
function since(points: readonly TrendPoint[]): string {
  const now = verdictOf(points.at(-1) ?? {gates: []})
  const other = points.findLastIndex((point) => verdictOf(point) !== now)
  const first = points[other + 1]
  if (now === null || other < 0 || first === undefined) return ''
  const word = {met: 'Met', unmet: 'Unmet', unjudged: 'Could not be judged'}[now]
  const lastMet = now === 'met' ? undefined : points.findLast((point) => verdictOf(point) === 'met')
  return ` ${word} since ${day(first.at)}${lastMet === undefined ? '' : `, last met on ${day(lastMet.at)}`}.`
}
