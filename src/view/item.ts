import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Result, Status} from '../model/index.ts'
import {judged} from './answers.ts'
import {binding} from './binding.ts'
import {calls} from './calls.ts'
import {day, moment, timeElement} from './dates.ts'
import {claimWord} from './evidence.ts'
import {ownerOf} from './flags.ts'
import {grouped, namesOf} from './groups.ts'
import {glyph, named, type Piece} from './html.ts'
import {itemHistory} from './item-history.ts'
import {conditions} from './leans.ts'
import {type EnvironmentLens, type ItemLens, type Lens, resultsOf, shown, worst} from './lens.ts'
import {needs} from './needs.ts'
import {claimNote, does} from './notes.ts'
import {shortPlace} from './places.ts'
import {toRecords} from './records-link.ts'
import {lastRed} from './red.ts'
import {verdict} from './status.ts'
import {why, whyTitle} from './why.ts'
import {capital, listed} from './words.ts'

/** Under an item's title: what the author says of it, and one bold sentence with its status. */
export function said(lens: Lens, item: ItemLens): Element[] {
  const [result] = lens.environments.flatMap((environment) => resultsOf(environment, item.key))
  const owner = lens.isPublic ? null : ownerOf(lens, item)
  const box = {ticked: 'box-x', 'not-ticked': 'box', 'not-applicable': 'box-dash'} as const
  const facts: Piece[] = [
    named(box[item.item.claim], capital(claimWord(item.item.claim))),
    ` ${claimWord(item.item.claim)} by the author${held(lens, item)} · `,
    shortPlace(lens, item.item.at),
    ...(result === undefined ? [] : [` · ${result.level} · ${result.proof}`]),
    ...(owner === null ? [] : [` · owner ${owner}`]),
  ]
  return [h('p.pm-sub.said', {dir: 'auto', dataProof: result?.proof}, ...facts), ...state(lens, item)]
}

/** What the box comes to beside the proof: `, proven`. */
function held({main}: Lens, {key}: ItemLens): string {
  const claim = main?.claims.get(key)?.verdict ?? null
  return claim === null ? '' : `, ${claim}`
}

/** `Production fails for acme and globex, since 23 Nov 2026. Staging passes.` */
function state({environments, main}: Lens, {key}: ItemLens): Element[] {
  const status = main === undefined ? null : worst(resultsOf(main, key).map(shown))
  const sentences = environments.flatMap((environment) => stands(environment, key))
  if (sentences.length === 0) return []
  return [
    h(
      'p',
      {className: ['pm-state', status ?? 'none']},
      glyph(status ?? 'not-applicable'),
      h('span', {dir: 'auto'}, ...sentences.flatMap((pieces, index) => [...(index === 0 ? [] : [' ']), ...pieces])),
    ),
  ]
}

function stands(environment: EnvironmentLens, key: string): Piece[][] {
  const results = resultsOf(environment, key)
  if (results.length === 0) return [[`${capital(environment.name)} was not judged.`]]
  const groups = grouped(environment, results, shown)
  const clauses = groups.map(({status, results: members}) => {
    const who = groups.length === 1 ? '' : ` for ${namesOf(members)}`
    return `${status === null ? 'has no status of its own' : says[status]}${who}`
  })
  const [since] = new Set(results.filter(({own}) => own.status !== 'pass').map((result) => result.since))
  const from: Piece[] = since == null ? [] : [', since ', timeElement(since, day(since))]
  return [[`${capital(environment.name)} ${listed(clauses)}`, ...from, '.']]
}

const says: Record<Status, string> = {
  fail: does('fail'),
  blocked: does('blocked'),
  pass: does('pass'),
  'not-applicable': 'does not need it',
}

/** The body of an item's page. */
export function itemPage(lens: Lens, item: ItemLens): Element[] {
  return [
    h('section.pm-block', h('h2#status', 'Status'), ...flush(claimNote(lens, item)), table(lens, item), ...meta(lens)),
    h(
      'section.pm-block',
      h('h2#why', whyTitle(lens, item)),
      ...conditions(lens, item),
      ...why(lens, item),
      ...calls(lens, item),
      ...toRecords(lens, item),
    ),
    ...itemHistory(lens, item),
    ...binding(lens, item),
    ...needs(lens, item),
  ]
}

const flush = (notes: readonly Element[]): Element[] => (notes.length === 0 ? [] : [h('div.pm-notes.flush', ...notes)])

const meta = (lens: Lens): Element[] =>
  lens.environments.map((environment) =>
    h(
      'p.pm-meta',
      ...(lens.environments.length > 1 ? [h('b', environment.name), ': '] : []),
      ...judged(lens, environment),
    ),
  )

function table({environments}: Lens, item: ItemLens): Element {
  const {key} = item
  const tenants = [
    ...new Set(environments.flatMap((environment) => resultsOf(environment, key).map(({tenant}) => tenant))),
  ].filter((tenant) => tenant !== '-')
  const since = environments.some((environment) => resultsOf(environment, key).some((result) => result.since !== null))
  const red = environments.some((environment) => lastRed(environment, item) !== null)
  const heads = [
    'environment',
    ...(tenants.length === 0 ? ['status'] : tenants),
    ...(since ? ['since'] : []),
    ...(red ? ['last seen red'] : []),
  ]
  const rows = environments.map((environment) => {
    const results = resultsOf(environment, key)
    const cells = tenants.length === 0 ? [cell(results)] : byTenant(results, tenants)
    return h(
      'tr',
      h('th', {scope: 'row'}, environment.name),
      ...cells,
      ...(since ? [h('td', ...sinceCell(results))] : []),
      ...(red ? [h('td', ...redCell(environment, item))] : []),
    )
  })
  return h(
    'div.pm-scroll',
    {tabIndex: 0, role: 'region', ariaLabel: 'Table of statuses'},
    h(
      'table.pm-matrix',
      h('thead', h('tr', ...heads.map((head) => h('th', {scope: 'col', dir: 'auto'}, head)))),
      h('tbody', ...rows),
    ),
  )
}

function byTenant(results: readonly Result[], tenants: readonly string[]): Element[] {
  const all = results.find(({tenant}) => tenant === '-')
  if (all !== undefined) return [h('td', {colSpan: tenants.length}, ...word([all]))]
  return tenants.map((name) => cell(results.filter(({tenant}) => tenant === name)))
}

const cell = (results: readonly Result[]): Element => h('td', ...word(results))

function word(results: readonly Result[]): Piece[] {
  if (results.length === 0) return [h('span.pm-dim', 'not judged')]
  const status = worst(results.map(shown))
  return [
    status === null
      ? h('span.pm-dim', 'none')
      : verdict(
          status,
          results.every(({waiver}) => waiver !== null),
        ),
  ]
}

function sinceCell(results: readonly Result[]): Piece[] {
  const [first] = results.flatMap(({since}) => since ?? []).toSorted()
  return first === undefined ? [] : [timeElement(first, moment(first))]
}

function redCell(environment: EnvironmentLens, item: ItemLens): Piece[] {
  const red = lastRed(environment, item)
  if (red === null) return []
  return [red.at === null ? h('span.pm-dim', 'never') : timeElement(red.at, moment(red.at))]
}
