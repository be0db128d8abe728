import {atLeast, type Confidence, type Suggestions} from '../../model/proposal.ts'

/** The proposals that are at least as sure as wanted, with the declarations that they lean on. */
export function sureEnough(all: Suggestions, least: Confidence): Suggestions {
  const proposals = all.proposals.filter(({confidence}) => atLeast(confidence, least))
  const things = proposals.flatMap(({parts}) => parts.map(({thing}) => thing))
  const settings = new Set(things.flatMap((thing) => (thing.kind === 'env' ? [thing.name] : [])))
  const facts = new Set(things.flatMap((thing) => ('fact' in thing ? [thing.fact] : [])))
  return {...all, proposals, settings: picked(all.settings, settings), facts: picked(all.facts, facts)}
}

const picked = <T>(from: Record<string, T>, names: ReadonlySet<string>): Record<string, T> =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.has(name)))
