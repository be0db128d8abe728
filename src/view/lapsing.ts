import type {Element} from 'hast'
import {h} from 'hastscript'
import {day, timeElement} from './dates.ts'
import {endingSoon} from './ends.ts'
import {ownerOf} from './flags.ts'
import type {ItemLens, Lens} from './lens.ts'
import {recordsLink} from './records-link.ts'
import {name} from './repairs.ts'
import {capital, listed} from './words.ts'

const most = 8

interface Lapse {
  item: ItemLens
  until: string
  what: string
  environments: string[]
}

/** What lapses in the next ninety days, the next first. */
export function lapsing(lens: Lens): Element[] {
  const found = lapses(lens)
  if (found.length === 0) return []
  return [
    h(
      'section.pm-block',
      {ariaLabelledBy: 'lapse-h'},
      h('h2#lapse-h', 'Lapsing soon'),
      h('ol.pm-rows.lapse', ...found.slice(0, most).map((lapse) => row(lens, lapse))),
      ...(lens.isPublic ? [] : [h('p.pm-meta', recordsLink(lens, 'Everything that ends, and every record'))]),
    ),
  ]
}

function lapses(lens: Lens): Lapse[] {
  const found = new Map<string, Lapse>()
  for (const environment of lens.environments) {
    const {name, snapshot} = environment
    for (const result of snapshot.results.results)
      for (const {until, what} of endingSoon(environment, result)) {
        const item = lens.items.get(result.key)
        if (item === undefined) continue
        const id = JSON.stringify([result.key, until, what])
        const known = found.get(id) ?? {item, until, what, environments: []}
        if (!known.environments.includes(name)) known.environments.push(name)
        found.set(id, known)
      }
  }
  return [...found.values()].toSorted((a, b) => Date.parse(a.until) - Date.parse(b.until))
}

function row(lens: Lens, {item, until, what, environments}: Lapse): Element {
  const owner = lens.isPublic ? null : ownerOf(lens, item)
  return h(
    'li',
    h('div', timeElement(until, day(until))),
    h(
      'div',
      h('p.pm-what', {dir: 'auto'}, ...name(lens, item)),
      h('p.pm-by', `${capital(listed(environments))}: ${what}`),
    ),
    h('div', ...(owner === null ? [] : [h('span.pm-lab', 'owner'), ` ${owner}`])),
  )
}
