import {goDuration} from '../../model/duration.ts'
import type {Json} from '../../model/index.ts'
import type {Part, Thing} from '../../model/proposal.ts'

/** How a value is most likely read, by what it looks like; null for text, which needs no word. */
function kindOf(value: string): 'bool' | 'int' | 'number' | 'duration' | null {
  if (/^(true|false)$/i.test(value)) return 'bool'
  if (/^[+-]?\d+$/.test(value)) return Number.isSafeInteger(Number(value)) ? 'int' : null
  if (/^[+-]?\d+\.\d+$/.test(value)) return 'number'
  return /\d/.test(value) && goDuration(value) !== null ? 'duration' : null
}

/** Settings that proposals need a word about: where all their values are of one kind. */
export function settingsFor(parts: readonly Part[], isDeclared: (name: string) => boolean): Record<string, Json> {
  const values = parts.flatMap(({thing}) =>
    thing.kind === 'env' && thing.value !== null && !isDeclared(thing.name) ? [[thing.name, thing.value] as const] : [],
  )
  const kinds = [...Map.groupBy(values, ([name]) => name)].map(
    ([name, given]) => [name, new Set(given.map(([, value]) => kindOf(value)))] as const,
  )
  const needed = kinds.flatMap(([name, all]) => {
    const [kind = null] = all
    return all.size === 1 && kind !== null ? [[name, {as: kind}] as const] : []
  })
  return Object.fromEntries(needed)
}

/** Facts that conditions and choices of proposals name; each is stated in `proofmark.yaml`, and unknown until then. */
export function factsFor(parts: readonly Part[], isDeclared: (name: string) => boolean): Record<string, Json> {
  const choices = parts.flatMap(({thing}) =>
    thing.kind === 'choice' ? [[thing.fact, choiceFact(thing)] as const] : [],
  )
  const stated = parts.flatMap(({thing}) =>
    thing.kind === 'when' && thing.value === null ? [[thing.fact, {}] as const] : [],
  )
  // A choice says more of a fact than a condition that reads it.
  return Object.fromEntries([...stated, ...choices].filter(([name]) => !isDeclared(name)))
}

/** The declaration of a fact that an item chooses a value of. */
export const choiceFact = ({scope, take, values}: Extract<Thing, {kind: 'choice'}>): Record<string, Json> => ({
  ...(scope === 'tenant' ? {scope} : {}),
  take,
  values,
})
