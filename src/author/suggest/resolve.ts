import type {Part, Thing} from '../../model/proposal.ts'
import type {ItemInContext} from './read.ts'

interface Told {
  one: ItemInContext
  parts: Part[]
}

/** Words of a name that tell nothing apart. */
const fillers = new Set(['using', 'use', 'mode', 'with', 'enabled', 'on', 'the', 'a'])

const bareWords = (name: string): string =>
  name
    .split('_')
    .filter((word) => !fillers.has(word))
    .map((word) => word.replace(/(?<=...)s$/, ''))
    .sort()
    .join(' ')

/** The options that a checklist offers, by their bare words; an ambiguous one is none. */
function optionsIn(told: readonly Told[]): Map<string, {fact: string; value: string}> {
  const all = told.flatMap(({parts}) =>
    parts.flatMap(({thing}) =>
      thing.kind === 'choice' ? thing.values.map((value) => ({fact: thing.fact, value})) : [],
    ),
  )
  const grouped = Map.groupBy(all, ({value}) => bareWords(value))
  return new Map([...grouped].flatMap(([words, [only, ...more]]) => (only && more.length === 0 ? [[words, only]] : [])))
}

/** A condition that names an option of a choice of the same checklist reads that choice: one fact for one thing. */
export function toOptions<T extends Told>(told: readonly T[]): T[] {
  const options = optionsIn(told)
  const meant = (thing: Thing): Thing => {
    const option = thing.kind === 'when' && thing.value === null ? options.get(bareWords(thing.fact)) : undefined
    return thing.kind === 'when' && option !== undefined ? {...thing, ...option} : thing
  }
  return told.map((one) => ({...one, parts: one.parts.map((part) => ({...part, thing: meant(part.thing)}))}))
}
