import {stringify} from 'yaml'
import type {Checklist, Item, Named, Waiver} from '../model/index.ts'
import {meant} from '../model/nearest.ts'
import {samePerson} from '../model/record.ts'
import {recordsFolder} from '../model/record-file.ts'
import {shortName} from './short-name.ts'
import {fileName, type RecordFile} from './write.ts'

/** What is accepted of an item, by whom, where and until when. */
export interface Waiving
  extends Pick<Waiver, 'covers' | 'environments' | 'tenants' | 'reason' | 'owner' | 'approver' | 'until'> {
  docs: string
  checklists: readonly Checklist[]
  named: Named
  /** The day that it is written on. */
  on: string
}

/** Every item below another one, in document order. */
export function itemsBelow({checklist, item}: Named): Item[] {
  const below = new Set([item.id])
  return checklist.items.filter(({id, parent}) => parent !== null && below.has(parent) && below.add(id))
}

/** The record of a waiver: the sentence as it stands today, and with `subtree` each one below it, so that nothing else is covered. */
export function waive(ask: Waiving): RecordFile {
  const {docs, checklists, named, on, covers, environments, tenants, reason, owner, approver, until} = ask
  const {checklist, item} = named
  const quoted = (each: Item) => ({item: shortName({checklist, item: each}, checklists), text: each.own})
  const front = {
    title: `Waived for ${environments.join(', ')} until ${until}: ${item.text}`,
    kind: 'waiver',
    ...quoted(item),
    covers,
    ...(covers === 'subtree' ? {items: itemsBelow(named).map(quoted)} : {}),
    environments,
    ...(tenants === null ? {} : {tenants}),
    reason,
    owner,
    approver,
    until,
  }
  const name = fileName([on, 'waiver', item.id, ...environments])
  return {file: `${recordsFolder(docs)}/${name}.md`, text: `---\n${stringify(front, {lineWidth: 0})}---\n`}
}

/** Why nobody, or not this person, may accept what somebody owns, in our grammar; null where it may be so. What is not yet known is null. */
export function whyNotApproved(
  owner: string | null,
  approver: string | null,
  approvers: readonly string[],
): string | null {
  const list = '`approvers` in `proofmark.yaml`'
  if (approvers.length === 0)
    return `Unexpected waiver, since ${list} lists nobody, expected it to name who may accept one`
  if (approver === null) return null
  if (owner !== null && samePerson(owner, approver))
    return `Unexpected approver \`${approver}\`, who is the owner too, expected another person: nobody accepts what they are to mend`
  return approvers.some((each) => samePerson(each, approver))
    ? null
    : `Unexpected approver \`${approver}\`, whom ${list} does not list, ${meant(approver, approvers)}`
}
