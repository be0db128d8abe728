import type {Element} from 'hast'
import {h, s} from 'hastscript'
import type {Status} from '../model/index.ts'
import {moment, shortDay, timeElement} from './dates.ts'
import {isNewRelease} from './runs.ts'
import {verdict} from './status.ts'
import {order, type StoodRun, shownOf} from './strip.ts'

const width = 1000
/** The newest run is seen as long as this, even where it alone stands so. */
const least = 10
const lane = 20

/** Where an item stood over time, a lane for each status; the words beside it say the same, so it is hidden from who hears the page. */
export function timeline(runs: readonly StoodRun[]): Element[] {
  const lanes = order.filter((status) => runs.some((stood) => shownOf(stood) === status))
  const [start, end] = [timeOf(runs[0]), timeOf(runs.at(-1))]
  if (lanes.length < 2 || start === null || end === null || end === start) return []
  const scale = (width - least) / (end - start)
  const x = (stood: StoodRun | undefined): number => Math.round(((timeOf(stood) ?? end) - start) * scale)
  return [
    h(
      'div.pm-lanes',
      {ariaHidden: 'true'},
      h('div', ...lanes.map((status) => verdict(status))),
      s(
        'svg',
        {
          viewBox: `0 0 ${width} ${lanes.length * lane + 6}`,
          preserveAspectRatio: 'none',
          style: `block-size:${(lanes.length * lane + 6) / 16}rem`,
        },
        ...drawn(runs, lanes, x),
      ),
      h('div.pm-axis', ...ticks(start, end)),
    ),
  ]
}

const timeOf = (stood: StoodRun | undefined): number | null =>
  stood === undefined ? null : Date.parse(stood.run.point.at)

/** A path for each status, one for what leads from one to the next, one for other releases. */
function drawn(
  runs: readonly StoodRun[],
  lanes: readonly Status[],
  x: (stood: StoodRun | undefined) => number,
): Element[] {
  const lines = new Map<Status, string>()
  const y = (status: Status): number => lanes.indexOf(status) * lane + lane / 2
  let [steps, releases] = ['', '']
  let before: Status | null = null
  for (const [index, stood] of runs.entries()) {
    const status = shownOf(stood)
    const at = x(stood)
    if (isNewRelease(stood.run)) releases += `M${at} ${lanes.length * lane}v6`
    if (before !== null && status !== null && status !== before) steps += `M${at} ${y(before)}V${y(status)}`
    const next = runs[index + 1]
    const to = next === undefined ? width : x(next)
    const begun = lines.get(status ?? 'pass')
    if (status !== null)
      lines.set(
        status,
        status === before && begun !== undefined ? `${begun}H${to}` : `${begun ?? ''}M${at} ${y(status)}H${to}`,
      )
    before = status
  }
  const path = (name: string, d: string | undefined): Element[] =>
    d ? [s('path', {className: [name], d: shortened(d)})] : []
  return [
    ...path('ground', `M0 ${lanes.length * lane}H${width}`),
    ...path('release', releases),
    ...path('steps', steps),
    ...lanes.flatMap((status) => path(status, lines.get(status))),
  ]
}

/** Of several lines in a row the last one says it all. */
const shortened = (d: string): string => d.replaceAll(/(?:H\d+)+(H\d+)/g, '$1')

const day = 86_400_000

/** When it begins, the middle, and when it ends. */
function ticks(start: number, end: number): Element[] {
  return [start, (start + end) / 2, end].map((at) => {
    const iso = new Date(at).toISOString()
    return h('span', timeElement(iso, end - start > 3 * day ? shortDay(iso) : moment(iso)))
  })
}
