import {stringify} from 'yaml'
import type {Checklist, Json} from '../../model/index.ts'
import type {Part, Suggestions} from '../../model/proposal.ts'
import {entryOf} from './entry.ts'

/** What needs nothing but the project's own files, and is no guess. */
const isAtHand = ({thing, confidence}: Part): boolean =>
  thing.kind === 'when' || (confidence !== 'low' && ['env', 'link', 'file'].includes(thing.kind))

const proves = ({thing}: Part): boolean => thing.kind !== 'when'

/** The proposals that can be tried on the files of the project alone, as one bindings file; null where there is none. */
export function atHand(checklists: readonly Checklist[], all: readonly Suggestions[]): string | null {
  const items: Record<string, Json> = {}
  for (const told of all) {
    const checklist = checklists.find(({name}) => name === told.checklist)
    for (const {key, id, parts} of told.proposals) {
      const item = checklist?.items.find((each) => each.id === id)
      const kept = parts.filter(isAtHand)
      if (item !== undefined && kept.some(proves)) items[key] = entryOf(item, kept)
    }
  }
  if (Object.keys(items).length === 0) return null
  const merged = (name: 'settings' | 'facts'): Record<string, Json> =>
    Object.assign({}, ...all.map((each) => each[name]))
  return stringify({settings: merged('settings'), facts: merged('facts'), items}, {lineWidth: 0})
}
