import type {Element} from 'hast'
import {h} from 'hastscript'
import {moment, timeElement} from './dates.ts'
import {countWords, gateVerdicts} from './gate-words.ts'
import {htmlPen, movedItem} from './html-pen.ts'
import type {EnvironmentLens, Lens} from './lens.ts'
import {drawMoves, type Names, tallyWords} from './moves.ts'
import {movedBetween, type RunLens, runsHref, runsOf, shortRun} from './past.ts'
import {capital, slug} from './words.ts'

/** Rows of all pairs together. */
const mostMoves = 150

/** Where the page's script finds what runs can be compared, from the site's root. */
export const diffFile = 'readiness/diff.json'

/** Two runs side by side: without a script the newest ones; with one, any two that a reader picks. */
export function diff(lens: Lens): Element[] {
  const pairs = pairsOf(lens)
  if (pairs.length === 0)
    return [h('p.pm-lead', 'There are no two runs to compare yet. ', h('a', {href: runsHref(lens)}, 'All runs'), '.')]
  return [
    h(
      'div',
      {dataOwn: ''},
      h(
        'div.pm-pick',
        {dataFrom: `${lens.base}${diffFile}`},
        h('label', h('span', 'from'), h('select')),
        h('label', h('span', 'to'), h('select')),
      ),
      h('div.pm-picked'),
    ),
    h('div.pm-newest', ...pairs.map((pair) => block(lens, pair, Math.floor(mostMoves / pairs.length)))),
  ]
}

interface Pair {
  title: string
  from: RunLens
  to: RunLens
}

/** Of each environment the newest run against the one before it, then the newest of the others against that of the first. */
function pairsOf(lens: Lens): Pair[] {
  const newest = (environment: EnvironmentLens): RunLens | undefined => runsOf(lens, environment).at(-1)
  const own = lens.environments.flatMap((environment): Pair[] => {
    const to = newest(environment)
    const title = `${capital(environment.name)}: the newest run against the one before`
    return to === undefined || to.before === null ? [] : [{title, from: to.before, to}]
  })
  const {main} = lens
  const to = main === undefined ? undefined : newest(main)
  const apart = lens.environments.flatMap((environment): Pair[] => {
    const from = environment === main ? undefined : newest(environment)
    if (from === undefined || to === undefined) return []
    return [{title: `${capital(to.environment.name)} against ${environment.name}`, from, to}]
  })
  return [...own, ...apart]
}

function block(lens: Lens, {title, from, to}: Pair, most: number): Element {
  const id = slug(title)
  const names: Names = from.environment === to.environment ? null : [from.environment.name, to.environment.name]
  const found = movedBetween(lens, from, to)
  return h(
    'section.pm-block',
    {ariaLabelledBy: id},
    h('h2', {id}, title),
    h('dl.pm-facts.run', ...side('from', from), ...side('to', to)),
    ...(found === null
      ? [h('p.pm-lead', 'Where everything stood was not kept of both.')]
      : [
          h('p.pm-lead', tallyWords(found.moved, found.alike, names)),
          ...drawMoves(
            htmlPen,
            found.moved.map((each) => movedItem(lens, each)),
            most,
            names,
          ),
        ]),
  )
}

function side(word: string, {environment, point, href, id}: RunLens): Element[] {
  const when = timeElement(point.at, moment(point.at))
  const about = [
    environment.name,
    ...(point.release === null ? [] : [`release ${point.release}`]),
    `run ${shortRun(id)}`,
  ]
  return [
    h('dt', word),
    h(
      'dd',
      {dir: 'auto'},
      href === null ? when : h('a', {href}, when),
      ` · ${about.join(' · ')} · `,
      ...gateVerdicts(point),
      ` · ${countWords(point.counts)}`,
    ),
  ]
}
