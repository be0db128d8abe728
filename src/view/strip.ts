import type {Element} from 'hast'
import {s} from 'hastscript'
import type {Status, StoodCell} from '../model/index.ts'
import {worst} from './lens.ts'
import type {RunLens} from './past.ts'
import {listed, statusWord} from './words.ts'

/** Where one item stood by one run. */
export interface StoodRun {
  run: RunLens
  cells: readonly StoodCell[]
}

/** The statuses from the worst on, as charts have them. */
export const order: readonly Status[] = ['fail', 'blocked', 'pass', 'not-applicable']

/** What a chart shows of an item: the worst of all tenants. */
export const shownOf = ({cells}: StoodRun): Status | null => worst(cells.map(({status}) => status))

const most = 60
const step = 10

/** How a status is drawn, so that black and white say it too: full for fail, hollow for blocked, low for pass, a thread for what does not apply. */
const shapes: Readonly<Record<Status, (x: number, half: boolean) => string>> = {
  fail: (x, half) => (half ? `M${x} 16v-8h8v8z` : `M${x} 16v-16h8v16z`),
  blocked: (x, half) => (half ? `M${x + 1} 15v-7h6v7z` : `M${x + 1} 15v-14h6v14z`),
  pass: (x) => `M${x} 16v-4h8v4z`,
  'not-applicable': (x) => `M${x} 15h8`,
}

const isAccepted = ({cells}: StoodRun, status: Status): boolean =>
  cells.every((cell) => cell.status !== status || cell.waived)

/** A cell for each of the newest runs: a path for each status, however many runs there are. */
export function strip(all: readonly StoodRun[], caption: string): Element {
  const runs = all.slice(-most)
  const lines = new Map<Status, string>()
  for (const [index, stood] of runs.entries()) {
    const status = shownOf(stood)
    if (status === null) continue
    lines.set(status, (lines.get(status) ?? '') + shapes[status](index * step + 1, isAccepted(stood, status)))
  }
  return s(
    'svg.pm-strip',
    {
      viewBox: `0 0 ${Math.max(30, runs.length) * step} 16`,
      preserveAspectRatio: 'none',
      role: 'img',
      ariaLabelledBy: caption,
    },
    ...order.flatMap((status) => {
      const d = lines.get(status)
      return d === undefined ? [] : [s('path', {className: [status], d})]
    }),
  )
}

/** `fail in 3 and pass in 27 of the last 30 runs`. */
export function stripWords(all: readonly StoodRun[]): string {
  const runs = all.slice(-most)
  const {length} = runs
  const words = [...order, null].flatMap((status) => {
    const count = runs.filter((stood) => shownOf(stood) === status).length
    return count === 0 ? [] : [{word: status === null ? 'not judged' : statusWord(status), count}]
  })
  const [only, ...others] = words
  if (only !== undefined && others.length === 0)
    return length === 1 ? `${only.word} by the only kept run` : `${only.word} in all of the last ${length} runs`
  return `${listed(words.map(({word, count}) => `${word} in ${count}`))} of the last ${length} runs`
}
