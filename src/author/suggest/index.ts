import {type Checklist, keyOf} from '../../model/index.ts'
import type {Part, Proposal, Suggestions, Unclear} from '../../model/proposal.ts'
import {factsFor, settingsFor} from './declare.ts'
import {entryOf} from './entry.ts'
import {type Declared, declaredWith, fitted} from './fit.ts'
import {withoutUnconditioned} from './guard.ts'
import {confidenceOf, mergeParts} from './merge.ts'
import {type ItemInContext, readItems} from './read.ts'
import {toOptions} from './resolve.ts'
import {rules} from './rules/index.ts'
import {wholeChoices} from './whole.ts'
import {bindingsFileOf} from './write.ts'

export {atHand} from './at-hand.ts'
export {boundIn} from './bound.ts'
export {inferredBindings} from './inferred.ts'
export {sureEnough} from './sure.ts'
export {mergeBindings, writeSuggestions} from './write.ts'

/** A checklist, and what is known of it beside its words. */
export interface SuggestAsk {
  checklist: Checklist
  /** Keys of items that are bound already. */
  bound: ReadonlySet<string>
  /** Declared in bindings files and packs. */
  declared: Declared
  /** Declared by proposals for other checklists of the project. */
  others?: readonly Suggestions[]
}

/** What the rules read in one item, and what they would not propose. */
interface Reading {
  one: ItemInContext
  parts: Part[]
  doubts: string[]
}

const twice = 'the sentence says two things of one name'
const unstated = 'what it says holds under a condition that no fact can state'

function readingOf(one: ItemInContext): Reading {
  const found = rules.flatMap(({name, propose}) => propose(one).map((read) => ({rule: name, ...read})))
  const merged = mergeParts(found.flatMap((read) => ('thing' in read ? [read] : [])))
  const parts = withoutUnconditioned(one, merged)
  const twofold = merged.length === 0 && found.some((read) => 'thing' in read)
  const lost = parts.length === 0 && merged.length > 0
  const doubts = found.flatMap((read) => ('doubt' in read ? [read.doubt] : []))
  return {one, parts, doubts: twofold ? [...doubts, twice] : lost ? [...doubts, unstated] : doubts}
}

/** An item whose children say what must be so: nothing of its own is missing. */
const groups = ({one}: Reading): boolean => one.leads && one.children.length > 0

const whyNothing = ({one, doubts}: Reading): string =>
  one.item.duplicate
    ? 'another item says the same in the same place: reword one of them first'
    : [...new Set(doubts)].join('; ') || 'no rule reads a check, a duty or a condition in it'

/** Reads a checklist by its rules alone: the same words give the same proposals, everywhere. */
export function suggest({checklist, bound, declared, others = []}: SuggestAsk): Suggestions {
  const place = ({item}: ItemInContext) => ({key: keyOf({checklist, item}), id: item.id, text: item.text, at: item.at})
  const items = readItems(checklist)
  const open = items.filter((one) => !bound.has(place(one).key))
  const readings = fitAll(toOptions(wholeChoices(open.map(readingOf))), others.reduce(declaredWith, declared))
  const speaking = readings.filter(({one, parts}) => parts.length > 0 && !one.item.duplicate)
  const silent = readings.filter((reading) => !speaking.includes(reading))
  const all = speaking.flatMap(({parts}) => parts)
  const proposals = speaking.map(
    ({one, parts}): Proposal => ({
      ...place(one),
      confidence: confidenceOf(parts),
      parts,
      binding: entryOf(one.item, parts),
    }),
  )
  const unclear = silent.filter((reading) => !groups(reading))
  return {
    checklist: checklist.name,
    file: checklist.file,
    bindings: bindingsFileOf(checklist),
    settings: settingsFor(all, (name) => Object.hasOwn(declared.settings, name)),
    facts: factsFor(all, (name) => Object.hasOwn(declared.facts, name)),
    proposals,
    unclear: unclear.map((reading): Unclear => ({...place(reading.one), why: whyNothing(reading)})),
    bound: items.length - open.length,
    grouping: silent.length - unclear.length,
  }
}

function fitAll(readings: readonly Reading[], declared: Declared): Reading[] {
  const fit = fitted(
    readings.flatMap(({parts}) => parts),
    declared,
  )
  return readings.map((reading) => ({...reading, parts: reading.parts.flatMap(fit)}))
}
