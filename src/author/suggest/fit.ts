import {Fact, type Json, readSetting, Setting} from '../../model/index.ts'
import type {Part, Thing} from '../../model/proposal.ts'
import {choiceFact} from './declare.ts'

/** What is declared already: in bindings and packs, or by proposals for another checklist of the same project. */
export interface Declared {
  settings: Readonly<Record<string, Setting>>
  facts: Readonly<Record<string, Fact>>
}

const own = <T>(all: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(all, name) ? all[name] : undefined

/** A declared setting says how a value is read: a secret has none to compare, and junk would prove nothing. */
function fitEnv(thing: Extract<Thing, {kind: 'env'}>, {settings}: Declared): Thing | null {
  const setting = own(settings, thing.name)
  if (thing.value === null || setting === undefined) return thing
  if (setting.secret) return {...thing, value: null}
  const {junk, effective} = readSetting(thing.name, thing.value, setting)
  return junk || effective === null ? null : thing
}

const same = (fact: Fact, written: Record<string, Json>): boolean =>
  JSON.stringify(fact) === JSON.stringify(Fact.parse(written))

/** A name under which nothing else is declared. */
function freeName(name: string, written: Record<string, Json>, {facts}: Declared): string {
  const clash = (candidate: string): boolean => {
    const fact = own(facts, candidate)
    return fact !== undefined && !same(fact, written)
  }
  let candidate = name
  for (let count = 2; clash(candidate); count += 1) candidate = `${name}_${count}`
  return candidate
}

/** Fits parts to what is declared already, so that one name never means two things. */
export function fitted(parts: readonly Part[], declared: Declared): (part: Part) => Part[] {
  const choices = new Map<string, string>()
  for (const {thing} of parts)
    if (thing.kind === 'choice') choices.set(thing.fact, freeName(thing.fact, choiceFact(thing), declared))
  const stated = (name: string): string => freeName(choices.has(name) ? `${name}_holds` : name, {}, declared)
  return (part) => {
    const {thing} = part
    if (thing.kind === 'env') {
      const fit = fitEnv(thing, declared)
      return fit === null ? [] : [{...part, thing: fit}]
    }
    if (!('fact' in thing)) return [part]
    const bare = thing.kind === 'when' && thing.value === null
    return [{...part, thing: {...thing, fact: bare ? stated(thing.fact) : (choices.get(thing.fact) ?? thing.fact)}}]
  }
}

/** What is declared once these proposals are written too. */
export const declaredWith = (
  declared: Declared,
  {settings, facts}: {settings: Record<string, Json>; facts: Record<string, Json>},
): Declared => ({
  settings: {...declared.settings, ...parsed(settings, (json) => Setting.parse(json))},
  facts: {...declared.facts, ...parsed(facts, (json) => Fact.parse(json))},
})

const parsed = <T>(all: Record<string, Json>, parse: (json: Json) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(all).map(([name, json]) => [name, parse(json)]))
