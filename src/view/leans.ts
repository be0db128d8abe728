import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Result} from '../model/index.ts'
import {day, timeElement} from './dates.ts'
import {namesOf} from './groups.ts'
import {code, joined, type Piece, prose} from './html.ts'
import type {EnvironmentLens, ItemLens, Lens} from './lens.ts'
import {capital, sentence} from './words.ts'

/** The conditions under which an item applies: its own, and those of the items around it. */
export function conditions(lens: Lens, item: ItemLens): Element[] {
  if (lens.isPublic) return []
  const texts = new Set(around(item).flatMap(({key}) => lens.snapshot.bindings[key]?.whens.map(({text}) => text) ?? []))
  if (texts.size === 0) return []
  const all = joined(
    [...texts].map((text): Piece[] => [code(text)]),
    ' and ',
  )
  return [h('p.pm-lead', 'It applies where ', ...all, texts.size === 1 ? ' holds.' : ' hold.')]
}

/** The items around an item, outermost first, and itself. */
const around = (item: ItemLens): ItemLens[] => [...(item.parent === null ? [] : around(item.parent)), item]

/** What holds of the fact that it chooses, and until when it holds by itself. */
export function standsOn({name}: EnvironmentLens, results: readonly Result[]): Element[] {
  return [
    ...lines(results, ({fact}) => (fact === null ? null : prose(sentence(capital(fact))))),
    ...lines(results, ({lapses, own}) =>
      lapses === null || own.status !== 'pass'
        ? null
        : [`If runs continue, ${name} holds until `, timeElement(lapses, day(lapses)), '.'],
    ),
  ]
}

function lines(results: readonly Result[], say: (result: Result) => Piece[] | null): Element[] {
  const said = results.flatMap((result) => {
    const pieces = say(result)
    return pieces === null ? [] : [{result, pieces}]
  })
  const alike = Map.groupBy(said, ({pieces}) => JSON.stringify(pieces))
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const who = group.length === results.length ? '' : namesOf(group.map(({result}) => result))
    return [h('p.pm-lead', {dir: 'auto'}, ...(who === '' ? [] : [`${who}: `]), ...first.pieces)]
  })
}
