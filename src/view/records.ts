import type {Element} from 'hast'
import {h} from 'hastscript'
import type {RecordStanding, ShownRecord} from '../model/index.ts'
import {type Ending, endings} from './calendar.ts'
import {aged, day, monthOf, timeElement} from './dates.ts'
import {type Piece, prose} from './html.ts'
import type {ItemLens, Lens} from './lens.ts'
import {pageHref, shortPlace} from './places.ts'
import {recordAnchor, recordsLink} from './records-link.ts'
import {name} from './repairs.ts'
import {capital, listed, sentence} from './words.ts'

/** What people stated and what was seen: when each ends, which records count, and why the others do not. */
export function records(lens: Lens): Element[] {
  if (lens.isPublic) return []
  const {past, coming} = endings(lens)
  const named = new Set<string>()
  const idOf = ({record}: ShownRecord): string | null => {
    const id = recordAnchor(record.at.file)
    if (named.has(id)) return null
    named.add(id)
    return id
  }
  return [
    ...judgedAt(lens),
    ...block(
      'Lapsed',
      'lapsed-h',
      past.length === 0 ? [] : [h('ol.pm-rows.lapse', ...past.map((one) => ending(lens, one)))],
    ),
    ...block('What ends, and when', 'ends-h', months(lens, coming), 'Nothing that counts now ends by itself.'),
    ...listOf(
      lens,
      'Records in force',
      'in-force-h',
      ['in-force'],
      idOf,
      'No record counts: nobody has stated anything that does.',
    ),
    ...listOf(lens, 'Records that do not count', 'others-h', ['lapsed', 'not-counted', 'replaced'], idOf, null),
  ]
}

function judgedAt({environments}: Lens): Element[] {
  const [latest] = environments
    .map(({snapshot}) => snapshot.results.judgedAt)
    .toSorted()
    .toReversed()
  return latest === undefined ? [] : [h('p.pm-meta', 'As judged ', ...aged(latest), '.')]
}

/** A block; one with nothing in it says so, or is left out. */
function block(title: string, id: string, body: readonly Element[], none: string | null = null): Element[] {
  if (body.length === 0 && none === null) return []
  const held = body.length === 0 ? [h('p.pm-meta', none ?? '')] : body
  return [h('section.pm-block', {ariaLabelledBy: id}, h('h2', {id}, title), ...held)]
}

const months = (lens: Lens, coming: readonly Ending[]): Element[] =>
  [...Map.groupBy(coming, ({at}) => monthOf(at))].flatMap(([month, group]) => [
    h('h3', month),
    h('ol.pm-rows.lapse', ...group.map((one) => ending(lens, one))),
  ])

function ending(lens: Lens, {at, kind, items, about, place, then}: Ending): Element {
  const what = items.length === 0 ? `What checks saw in ${about}` : null
  return h(
    'li',
    h('div', timeElement(at, day(at))),
    h(
      'div',
      ...(what === null ? items.map((item) => sentenceOf(lens, item)) : [h('p.pm-what', {dir: 'auto'}, what)]),
      ...then.map((text) => h('p.pm-by', {dir: 'auto'}, ...prose(text))),
    ),
    h(
      'div',
      {dir: 'auto'},
      kind,
      ...(items.length === 0 ? [] : [h('span.pm-where', {dir: 'auto'}, about)]),
      ...(place === null ? [] : [where(lens, place)]),
    ),
  )
}

const sentenceOf = (lens: Lens, item: ItemLens): Element => h('p.pm-what', {dir: 'auto'}, ...name(lens, item))

/** The record's own page where the site has one, and its place in the sources. */
function where(lens: Lens, place: ShownRecord['record']['at']): Element {
  const href = pageHref(lens, place.file)
  return h('span.pm-where', ...(href === null ? [] : [h('a', {href}, 'the record'), ' · ']), shortPlace(lens, place))
}

interface Listed {
  shown: ShownRecord
  stands: RecordStanding[]
}

function listOf(
  lens: Lens,
  title: string,
  id: string,
  standings: readonly RecordStanding['standing'][],
  idOf: (shown: ShownRecord) => string | null,
  none: string | null,
): Element[] {
  const found = lens.snapshot.records.flatMap((shown): Listed[] => {
    const stands = shown.stands.filter(({standing}) => standings.includes(standing))
    const nowhere = shown.stands.length === 0 && standings.includes('not-counted')
    return stands.length > 0 || nowhere ? [{shown, stands}] : []
  })
  const rows = found.map((one) => row(lens, one, idOf(one.shown)))
  return block(title, id, rows.length === 0 ? [] : [h('ul.pm-rows', ...rows)], none)
}

function row(lens: Lens, {shown, stands}: Listed, id: string | null): Element {
  const {record} = shown
  const keys = [...new Set(stands.flatMap(({keys}) => keys))]
  const items = keys.flatMap((key) => lens.items.get(key) ?? [])
  const title =
    items.length > 0
      ? items.map((item) => sentenceOf(lens, item))
      : [
          h(
            'p.pm-what',
            {dir: 'auto'},
            record.kind === 'decision' ? `${capital(record.environment)}: ${record.decision}` : record.text,
          ),
        ]
  return h(
    'li',
    id === null ? {} : {id},
    h('div', record.kind),
    h('div', ...title, h('p', {dir: 'auto'}, ...said(shown)), ...reasons(stands, shown)),
    h('div', where(lens, record.at)),
  )
}

/** Who stated what, for where, and until when. */
function said({record, sees}: ShownRecord): Piece[] {
  if (record.kind === 'decision')
    return [
      `By ${record.by} on ${day(record.on)}.`,
      ...(record.conditions ? [' ', ...prose(sentence(record.conditions))] : []),
    ]
  const here = `${listed(record.environments)}${record.tenants === null ? '' : ` (${listed(record.tenants)})`}`
  if (record.kind === 'waiver')
    return [
      `For ${here}, until ${day(record.until)}; owned by ${record.owner}, approved by ${record.approver}. `,
      ...prose(sentence(record.reason)),
    ]
  const limits = [
    ...(record.says === 'met' ? [] : ['says that it does not apply']),
    ...(record.until === null ? [] : [`until ${day(record.until)}`]),
    ...(record.renewEvery === null ? [] : [`to be renewed every ${record.renewEvery}`]),
    ...(record.release === null ? [] : [`for release ${record.release}`]),
    ...(sees.length === 0 ? [] : [`having seen ${listed(sees)}`]),
  ]
  return [`By ${record.by} on ${day(record.on)}, for ${[here, ...limits].join(', ')}.`]
}

/** Why it does not count, said once where it is the same in several environments. */
function reasons(stands: readonly RecordStanding[], {record}: ShownRecord): Element[] {
  const why = (text: string): Element => h('p.pm-note.blocked', {dir: 'auto'}, ...prose(sentence(capital(text))))
  if (stands.length === 0)
    return [
      why(
        `it speaks of no environment of this project: ${listed(record.kind === 'decision' ? [record.environment] : record.environments)}`,
      ),
    ]
  const alike = Map.groupBy(
    stands.filter(({because}) => because !== ''),
    ({because}) => because,
  )
  const several = alike.size > 1 || stands.length > 1
  return [...alike].map(([because, group]) =>
    why(several ? `${listed(group.map(({environment}) => environment))}: ${because}` : because),
  )
}

/** On the page of a record: what it states, and whether it counts; nothing on any other page. */
export function recordOn(lens: Lens, file: string): Element[] {
  const shown = lens.snapshot.records.find(({record}) => record.at.file === file)
  if (shown === undefined) return []
  const counting = shown.stands.filter(({standing}) => standing === 'in-force')
  const facts = counting.map(({environment, until}) =>
    h('p', `Counts in ${environment}`, ...(until === null ? [] : [' until ', timeElement(until, day(until))]), '.'),
  )
  return [
    h(
      'section.pm-block.pm-stated',
      {ariaLabelledBy: 'pm-stated'},
      h('h2#pm-stated', `What this ${shown.record.kind} comes to`),
      h('p', {dir: 'auto'}, ...said(shown)),
      ...facts,
      ...(counting.length === shown.stands.length && counting.length > 0 ? [] : reasons(shown.stands, shown)),
      h('p.pm-meta', recordsLink(lens, 'Every record', file)),
    ),
  ]
}
