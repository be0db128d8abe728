import {CannotJudge, type Environment, meant, type PlannedItem, type Project, problem} from '../index.ts'
import {environmentsNamed, type Prepared, planFor} from '../line/index.ts'
import {type Option, projectOptions, UsageError} from './command.ts'
import type {Io} from './io.ts'

/** Options of every command that writes a record. */
export const recordOptions = {
  'dry-run': {type: 'boolean', says: 'Print the record instead of writing it'},
  file: {
    type: 'string',
    value: 'FILE',
    multiple: true,
    says: 'Checklist that it stands in, where no proofmark.yaml names it',
  },
  ...projectOptions,
} as const satisfies Record<string, Option>

/** What is missing is asked for at a terminal; in a script it is an error that names the option. */
export async function need(io: Io, option: string, question: string): Promise<string> {
  const answer = io.person === null ? '' : await io.person.ask(`${question} `)
  if (answer) return answer
  throw new UsageError(`Unexpected end of the line, expected \`${option}\`: ${question}`)
}

/** The docs folder, below which records stand. */
export function docsOf({docs}: Project): string {
  if (docs !== null) return docs
  throw new CannotJudge([problem('record', 'Unexpected project without `docs`, expected a folder for records', null)])
}

/** The environments that a record speaks of: those given, or those that the person names. */
export async function environmentsFor(
  io: Io,
  project: Project,
  given: readonly string[],
  question: string,
): Promise<Environment[]> {
  return environmentsNamed(project, given.length > 0 ? given : (await need(io, '--env NAME', question)).split(/[\s,]+/))
}

/** Every tenant that a record names must be one of its environments. */
export function checkTenants(wanted: readonly string[], places: readonly Environment[]): void {
  const known = new Set(places.flatMap(({tenants}) => tenants.map(({id}) => id)))
  const unknown = wanted.find((tenant) => !known.has(tenant))
  if (unknown !== undefined) throw new UsageError(`Unexpected tenant \`${unknown}\`, ${meant(unknown, known)}`)
}

/** The item as the first of these environments has it: a binding is the same in all. */
export async function plannedIn(
  prepared: Prepared,
  [first]: readonly Environment[],
  key: string,
): Promise<PlannedItem> {
  const plan = first === undefined ? undefined : await planFor(prepared, first)
  const planned = plan?.items.find((each) => each.key === key)
  if (planned === undefined)
    throw new Error(`Unexpected plan without \`${key}\`, expected every item of its checklists`)
  return planned
}
