import type {Attestation, Change, Checklist, Records} from '../model/index.ts'
import {begins, changesSince, keyOf, type Named, Names} from '../model/index.ts'
import {textsAround} from './around.ts'

/** The newest attestation of an item, and what has changed since. */
export interface LastWord {
  record: Attestation
  changes: Change[]
}

/** The last thing that anybody attested of an item, in one of these environments where some are named; null without. */
export function lastWord(
  named: Named,
  checklists: readonly Checklist[],
  records: readonly Records[],
  environments: readonly string[],
): LastWord | null {
  const names = new Names(checklists)
  const isAbout = (record: Attestation): boolean => {
    const found = names.find(record.item, null)
    return 'item' in found && keyOf(found.item) === keyOf(named)
  }
  const [record] = records
    .filter((each) => each.kind === 'attestation')
    .filter((each) => environments.length === 0 || each.environments.some((name) => environments.includes(name)))
    .filter(isAbout)
    .toSorted((a, b) => (begins(b.on) ?? 0) - (begins(a.on) ?? 0) || (a.at.file < b.at.file ? 1 : -1))
  return record === undefined ? null : {record, changes: changesSince(record, named.item, textsAround(named))}
}
