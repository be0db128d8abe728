import {noTenant, type Problem, type Project, problem, type Records} from '../../model/index.ts'
import {meant} from '../../model/nearest.ts'
import {approvalFault} from '../../model/record.ts'

/** What is wrong with records in this project: names that it does not have, and waivers that nobody who may has approved. */
export const misfits = (records: readonly Records[], project: Project): Problem[] =>
  records.flatMap((record) =>
    [...strangeNames(record, project), ...unapproved(record, project)].map((message) =>
      problem('record', message, record.at),
    ),
  )

/** Environments and tenants that `proofmark.yaml` does not declare. Without that file nobody can say. */
function strangeNames(record: Records, {file, environments: declared}: Project): string[] {
  if (file === null) return []
  const wanted = record.kind === 'decision' ? [record.environment] : record.environments
  const among = declared.filter(({name}) => wanted.includes(name))
  const strange = strangers(
    'environment',
    wanted,
    declared.map(({name}) => name),
  )
  // Where no environment is known, its tenants are not either: one sentence is enough.
  if (record.kind === 'decision' || record.tenants === null || among.length === 0) return strange
  const tenants = among.flatMap((environment) => environment.tenants.map(({id}) => id)).filter((id) => id !== noTenant)
  return [...strange, ...strangers('tenant', record.tenants, tenants)]
}

const strangers = (what: string, wanted: readonly string[], known: readonly string[]): string[] =>
  wanted
    .filter((name) => !known.includes(name))
    .map((name) => `Unexpected ${what} \`${name}\` in a record, ${meant(name, new Set(known))}`)

function unapproved(record: Records, {approvers}: Project): string[] {
  const fault = record.kind === 'waiver' ? approvalFault(record, approvers) : null
  return fault === null ? [] : [fault]
}
