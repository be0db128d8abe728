import {stringify} from 'yaml'
import type {Json} from '../../model/index.ts'
import type {Part, Proposal, Suggestions} from '../../model/proposal.ts'

const isCheck = ({thing}: Part): boolean => ['env', 'http', 'field', 'link', 'file'].includes(thing.kind)

/** Whether a run may lean on it unread: a check that may be wrong, or half of a proof, is worse than none. */
const isSure = ({parts}: Proposal): boolean => parts.every((part) => part.confidence === 'high' || !isCheck(part))

/** The proposals of several checklists as one bindings file; null where none is sure enough. */
export function inferredBindings(all: readonly Suggestions[]): {text: string; keys: string[]} | null {
  const sure = all.flatMap(({proposals}) => proposals.filter(isSure))
  if (sure.length === 0) return null
  const merged = (name: 'settings' | 'facts'): Record<string, Json> =>
    Object.assign({}, ...all.map((each) => each[name]))
  const items = Object.fromEntries(sure.map(({key, binding}) => [key, binding]))
  const text = stringify({settings: merged('settings'), facts: merged('facts'), items}, {lineWidth: 0})
  return {
    text: `# What \`proofmark run --inferred\` last leaned on; nobody has read it.\n${text}`,
    keys: sure.map(({key}) => key),
  }
}
