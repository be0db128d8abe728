import {type Confidence, leastSure, type Part, type Thing} from '../../model/proposal.ts'

/** What a thing is about: two parts about one subject are one part, or a contradiction. */
function subject(thing: Thing): string {
  switch (thing.kind) {
    case 'env':
      return `env ${thing.name}`
    case 'http':
      return `http ${thing.method} ${thing.path}`
    case 'field':
      return `field ${thing.method} ${thing.path} ${thing.field}`
    case 'link':
      return `link ${thing.to}`
    case 'file':
      return `file ${thing.path}`
    case 'when':
      return `when ${thing.fact} ${thing.value ?? ''}`
    default:
      return thing.kind
  }
}

const order: readonly Confidence[] = ['high', 'medium', 'low']
const surest = (parts: readonly Part[]): Part | undefined =>
  order.flatMap((confidence) => parts.filter((part) => part.confidence === confidence))[0]

/** A variable that must read as a value is set as well. */
function withoutImplied(parts: readonly Part[]): readonly Part[] {
  const valued = parts.filter(({thing}) => thing.kind === 'env' && thing.value !== null)
  return valued.length > 0 ? valued : parts
}

const said = (parts: readonly Part[]): Set<string> => new Set(parts.map(({thing}) => JSON.stringify(thing)))

/** Where one sentence says two things of one variable or route, nothing of it is proposed. */
function one(parts: readonly Part[]): Part[] {
  const kept = withoutImplied(parts)
  const part = surest(kept)
  const states = kept.every(({thing}) => thing.kind === 'env' || thing.kind === 'http' || thing.kind === 'when')
  return part === undefined || (states && said(kept).size > 1) ? [] : [part]
}

/** The parts that several rules read in one item, each once. */
export const mergeParts = (parts: readonly Part[]): Part[] =>
  [...Map.groupBy(parts, ({thing}) => subject(thing)).values()].flatMap(one)

/** How sure a whole proposal is. */
export const confidenceOf = (parts: readonly Part[]): Confidence => leastSure(parts.map(({confidence}) => confidence))
