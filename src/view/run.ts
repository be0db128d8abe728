import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Snapshot} from '../model/index.ts'
import {moment, timeElement} from './dates.ts'
import {countWords, gateVerdicts} from './gate-words.ts'
import type {Piece} from './html.ts'
import {htmlPen, movedItem} from './html-pen.ts'
import {type Lens, lensOf} from './lens.ts'
import {drawMoves} from './moves.ts'
import {type OwnPage, runShell} from './own-pages.ts'
import {diffHref, mostRunPages, type RunLens, runRoute, runsHref, runsOf} from './past.ts'
import {changedWords, isNewRelease, runsAnchor} from './runs.ts'
import {stoodThen} from './stood.ts'
import {capital} from './words.ts'

const mostMoves = 60

/** A page for each of the newest runs of each environment; the list changes with each run, so it is none of the site's own that are built. */
export function runPages(snapshot: Snapshot): OwnPage[] {
  const lens = lensOf(snapshot)
  if (lens.isPublic) return []
  return lens.environments.flatMap((environment) =>
    runsOf(lens, environment)
      .slice(-mostRunPages)
      .flatMap(({id, point}) => {
        const route = runRoute(environment.name, id)
        const title = `${capital(environment.name)}, run of ${moment(point.at)}`
        return route === null ? [] : [{...runShell, route, title, parts: [`run:${environment.name}/${id}`]}]
      }),
  )
}

/** The body of a run's page; without a run that of the page which all are made from, and which stays for those that are gone. */
export function run(lens: Lens, of: string): Element[] {
  const found = lens.environments.flatMap((environment) =>
    runsOf(lens, environment).filter(({id}) => `${environment.name}/${id}` === of),
  )[0]
  return found === undefined
    ? [noRun(lens)]
    : [state(lens, found), facts(lens, found), ...changed(lens, found), ...stoodThen(lens, found)]
}

const noRun = (lens: Lens): Element =>
  h(
    'p.pm-lead',
    `The newest ${mostRunPages} runs of each environment have a page. `,
    h('a', {href: runsHref(lens)}, 'All runs'),
    '.',
  )

/** The answer of then. */
function state(lens: Lens, {point, environment: {name}}: RunLens): Element {
  const all = h('a', {href: `${runsHref(lens)}#${runsAnchor(name)}`}, `All runs of ${name}`)
  return h('p.pm-lead', ...gateVerdicts(point), `. ${capital(countWords(point.counts))}. `, all)
}

function facts(lens: Lens, run: RunLens): Element {
  const {point, environment, before, id} = run
  const was = before === null || !isNewRelease(run) ? null : before.point.release
  const row = (name: string, ...value: Piece[]): Element[] => [h('dt', name), h('dd', {dir: 'auto'}, ...value)]
  const compare: Piece[] =
    before === null
      ? []
      : [
          h('a', {href: before.href ?? runsHref(lens)}, timeElement(before.point.at, moment(before.point.at))),
          ' · ',
          h('a', {href: diffHref(lens, before, run)}, 'compare'),
        ]
  return h(
    'dl.pm-facts.run',
    ...row('environment', environment.name),
    ...row('release', point.release ?? 'none seen', ...(was === null ? [] : [h('span.pm-dim', `, before it ${was}`)])),
    ...row(
      'finished',
      timeElement(point.at, moment(point.at)),
      ...(point.complete === false ? [h('b', ', interrupted')] : []),
    ),
    ...(point.vantage === undefined ? [] : row('made from', point.vantage)),
    ...row('run', h('code', {dir: 'ltr'}, id)),
    ...(before === null ? [] : row('run before it', ...compare)),
  )
}

function changed(lens: Lens, run: RunLens): Element[] {
  const moved = (run.moved ?? []).map((each) => movedItem(lens, each))
  return [
    h(
      'section.pm-block',
      h('h2#changed', 'What changed since the run before it'),
      ...(moved.length === 0 ? [h('p.pm-meta', `${capital(changedWords(run))}.`)] : []),
      ...drawMoves(htmlPen, moved, mostMoves, null),
    ),
  ]
}
