import type {Element} from 'hast'
import {h} from 'hastscript'
import {type Move, movesOf, noTenant, type StoodCell} from '../model/index.ts'
import {day, moment, timeElement} from './dates.ts'
import {command, type Piece, prose} from './html.ts'
import {htmlPen} from './html-pen.ts'
import type {EnvironmentLens, ItemLens, Lens} from './lens.ts'
import {cellWord, drawCell} from './moves.ts'
import {type RunLens, runsHref, runsOf, stoodBy} from './past.ts'
import {type StoodRun, shownOf, strip, stripWords} from './strip.ts'
import {timeline} from './timeline.ts'
import {listed, slug, statusWord} from './words.ts'

const mostChanges = 10
const mostWhys = 3

/** What became of an item by one run. */
interface Turn {
  run: RunLens
  moves: readonly Move[]
  cells: readonly StoodCell[]
}

/** Where an item stood by the kept runs: a strip and a line over time for each environment, then each change. */
export function itemHistory(lens: Lens, item: ItemLens): Element[] {
  if (lens.isPublic) return []
  const past = lens.environments.map((environment) => ({environment, runs: stoodRuns(lens, environment, item)}))
  const told = past.filter(({runs}) => runs.some(({cells}) => cells.length > 0))
  return [
    h(
      'section.pm-block',
      h('h2#history', 'History'),
      ...(told.length === 0 ? [h('p.pm-meta', 'No kept run has judged it.')] : []),
      ...told.map(({environment, runs}) => figure(environment, runs)),
      ...(told.length === 0 ? [] : [key(lens)]),
      ...changes(
        lens,
        item,
        told.flatMap(({runs}) => turnsOf(runs)),
      ),
    ),
  ]
}

/** The kept runs by which somebody kept where it stood, from the first that judged it on. */
function stoodRuns(lens: Lens, environment: EnvironmentLens, {key}: ItemLens): StoodRun[] {
  const stood = stoodBy(lens, environment, key)
  const all = runsOf(lens, environment).flatMap((run, index): StoodRun[] => {
    const cells = stood[index]
    return cells == null ? [] : [{run, cells}]
  })
  return all.slice(
    Math.max(
      0,
      all.findIndex(({cells}) => cells.length > 0),
    ),
  )
}

function figure({name}: EnvironmentLens, runs: readonly StoodRun[]): Element {
  const id = `history-${slug(name)}`
  return h(
    'figure.pm-trend',
    strip(runs, id),
    h('figcaption', {id}, h('b', name), `: ${stripWords(runs)}`, ...lastChange(runs), '.'),
    ...timeline(runs),
  )
}

function lastChange(runs: readonly StoodRun[]): Piece[] {
  const at = runs.findLastIndex((stood, index) => index > 0 && shownOf(stood) !== shownOf(runs[index - 1] ?? stood))
  const [before, now] = [runs[at - 1], runs[at]]
  if (before === undefined || now === undefined) return []
  const [from, to] = [before, now].map((stood) => shownOf(stood))
  const word = (status: typeof from): string => (status == null ? 'not judged' : statusWord(status))
  const when = now.run.point.at
  return ['; last changed ', timeElement(when, day(when)), `, from ${word(from)} to ${word(to)}`]
}

const key = (lens: Lens): Element =>
  h(
    'p.pm-meta',
    'A mark for each run: full height is fail, hollow is blocked, low is pass, a thread is not applicable; half as high is waived. Of several tenants the worst counts. Small ticks below are other releases. ',
    h('a', {href: runsHref(lens)}, 'All runs'),
  )

const turnsOf = (runs: readonly StoodRun[]): Turn[] =>
  runs.flatMap(({run, cells}, index): Turn[] => {
    const before = runs[index - 1]
    const moves = before === undefined ? [] : movesOf(before.cells, cells)
    return moves.length === 0 ? [] : [{run, moves, cells}]
  })

/** The newest changes of all environments. */
function changes(lens: Lens, {item}: ItemLens, all: readonly Turn[]): Element[] {
  const turns = all.toSorted((a, b) => Date.parse(b.run.point.at) - Date.parse(a.run.point.at))
  const left = turns.length - mostChanges
  if (turns.length === 0) return []
  return [
    h('h3', 'Changes'),
    h('ol.pm-rows.turns', ...turns.slice(0, mostChanges).map((turn) => row(lens, turn))),
    ...(left <= 0 ? [] : [h('p.pm-meta', `and ${left} more: `, command(`proofmark history ${item.id}`))]),
  ]
}

function row({environments}: Lens, {run, moves, cells}: Turn): Element {
  const {point, href} = run
  const when = timeElement(point.at, moment(point.at))
  const where = environments.length > 1 ? [run.environment.name] : []
  return h(
    'li',
    h('div', href === null ? when : h('a', {href}, when)),
    h('div', ...moves.flatMap((move) => [h('p', ...moveWords(move, where)), ...whys(move, cells)])),
    h('div.pm-dim', {dir: 'auto'}, point.release === null ? '' : `release ${point.release}`),
  )
}

/** `fail, was pass · production, acme`. */
function moveWords({from, to, tenants}: Move, where: readonly string[]): Piece[] {
  const names = tenants.filter((tenant) => tenant !== noTenant)
  const who = [...where, ...(names.length === 0 ? [] : [listed(names)])].join(', ')
  const was = from === null ? 'new' : `was ${cellWord(from)}`
  return [drawCell(htmlPen, to), ' ', h('span.pm-dim', `${was}${who === '' ? '' : ` · ${who}`}`)]
}

/** Why it came to stand so, where that was kept: once, or for each tenant of which another thing was so. */
function whys({tenants, to}: Move, cells: readonly StoodCell[]): Element[] {
  if (to === null) return []
  const those = cells.filter(({tenant, why}) => tenants.includes(tenant) && why !== undefined)
  const told = Map.groupBy(those, ({why = ''}) => why)
  return [...told].slice(0, mostWhys).map(([why, members]) => {
    const who = told.size === 1 ? '' : `${listed(members.map(({tenant}) => tenant))}: `
    return h('p.pm-by', {dir: 'auto'}, who, ...prose(why))
  })
}
