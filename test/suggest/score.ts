import {suggest} from '../../src/author/index.ts'
import type {Checklist} from '../../src/model/index.ts'
import type {Part, Thing} from '../../src/model/proposal.ts'
import type {Label} from './read.ts'

/** A thing in the one way in which labels write it. */
function wordsFor(thing: Thing): string[] {
  switch (thing.kind) {
    case 'env':
      return [thing.value === null ? `env ${thing.name}` : `env ${thing.name}=${thing.value}`]
    case 'http':
      return thing.statuses.map((status) => `http ${thing.method} ${thing.path} ${status}`)
    case 'field':
      return [`json ${thing.method} ${thing.path} ${thing.field}`]
    case 'link':
      return [`link ${thing.to}`]
    case 'file':
      return [`file ${thing.path}`]
    default:
      return [thing.kind]
  }
}

export const canonical = (parts: readonly Part[]): string[] => [...new Set(parts.flatMap(({thing}) => wordsFor(thing)))]

export interface Verdict {
  id: string
  text: string
  verdict: 'right' | 'wrong' | 'missed' | 'quiet'
  proposed: string[]
  label: Label
}

/** `quiet`: nothing had to be proposed, and nothing wrong was. */
function verdictOf(proposed: readonly string[], {must, may}: Label): Verdict['verdict'] {
  if (proposed.some((word) => !must.includes(word) && !may.includes(word))) return 'wrong'
  if (must.length === 0) return 'quiet'
  return must.every((word) => proposed.includes(word)) ? 'right' : 'missed'
}

/** Holds what the rules propose against what a person would have bound. */
export function scoreOf(checklist: Checklist, labels: ReadonlyMap<string, Label>): Verdict[] {
  const {proposals} = suggest({checklist, bound: new Set(), declared: {settings: {}, facts: {}}})
  return checklist.items.map(({id, text}) => {
    const label = labels.get(id) ?? {must: [], may: []}
    const proposed = canonical(proposals.find((one) => one.id === id)?.parts ?? [])
    return {id, text, verdict: verdictOf(proposed, label), proposed, label}
  })
}

/** The numbers of a part. */
export function numbers(all: readonly Verdict[]): {right: number; wrong: number; precision: number; recall: number} {
  const count = (verdict: Verdict['verdict']): number => all.filter((one) => one.verdict === verdict).length
  const proposed = all.filter((one) => one.proposed.length > 0).length
  const asked = all.filter(({label}) => label.must.length > 0).length
  return {
    right: count('right'),
    wrong: count('wrong'),
    precision: proposed === 0 ? 1 : 1 - count('wrong') / proposed,
    recall: count('right') / asked,
  }
}
