import {type LastWord, stages} from '../../index.ts'
import {effectOfWord, mustGoOn, type Prepared, prepare} from '../../line/index.ts'
import {type Given, lastLines, wordOn} from '../attesting.ts'
import {type Args, defineCommand, UsageError} from '../command.ts'
import type {Io} from '../io.ts'
import {itemNamed} from '../item-named.ts'
import {placeOf} from '../place.ts'
import {checkTenants, docsOf, environmentsFor, plannedIn, recordOptions} from '../recording.ts'

export const attest = defineCommand({
  name: 'attest',
  words: 'ITEM…',
  wordsAtLeast: 1,
  summary: "Writes a person's dated word on an item into the docs, as a record to be reviewed.",
  options: {
    env: {type: 'string', value: 'NAME', multiple: true, says: 'Environment that it speaks of; it counts nowhere else'},
    by: {type: 'string', value: 'WHO', says: 'The person who says so'},
    on: {type: 'string', value: 'DAY', says: 'When it was seen; today unless given'},
    until: {type: 'string', value: 'DAY', says: 'The last day that it holds'},
    'renew-every': {type: 'string', value: 'SPAN', says: "How long it holds, such as 180d; the binding's unless given"},
    tenant: {type: 'string', value: 'ID', multiple: true, says: 'Tenant that it speaks of; all of them unless given'},
    says: {type: 'string', value: 'WORD', choices: ['met', 'not-applicable'], says: 'met, or not-applicable'},
    note: {type: 'string', value: 'TEXT', says: 'What was seen, where and how'},
    release: {type: 'string', value: 'NAME', says: 'The only release that it speaks of'},
    again: {type: 'boolean', says: 'Show what changed since the last word on it, and renew that'},
    ...recordOptions,
  },
  async act(io, args) {
    const prepared = await prepare(placeOf(io, args, args.texts('file')), io, 'checklists')
    mustGoOn(prepared.problems)
    const given = givenIn(args)
    const environments = new Set<string>()
    for (const word of args.words) {
      const {binding, places, text, file} = await recordOn(io, prepared, word, given)
      for (const {name} of places) environments.add(name)
      if (given.dryRun) io.out(text)
      else {
        const {writeRecord} = await stages.author()
        io.out(`Attested: ${await writeRecord(prepared.project.root, {file, text})}\n`)
      }
      const note = effectOfWord(word, binding)
      if (note !== null) io.err(`${note}\n`)
    }
    const where = [...environments].map((name) => ` --env ${name}`)
    if (!given.dryRun) io.out(`Next: proofmark run${where.join('')}${given.files.map((name) => ` ${name}`).join('')}\n`)
    return 0
  },
})

interface Asked extends Given {
  environments: string[]
  again: boolean
  dryRun: boolean
  files: readonly string[]
}

const givenIn = (
  args: Args<
    | 'env'
    | 'by'
    | 'on'
    | 'until'
    | 'renew-every'
    | 'tenant'
    | 'says'
    | 'note'
    | 'release'
    | 'again'
    | 'dry-run'
    | 'file'
  >,
): Asked => ({
  environments: args.texts('env'),
  by: args.text('by'),
  on: args.text('on'),
  until: args.text('until'),
  renewEvery: args.text('renew-every'),
  tenants: args.texts('tenant'),
  says: args.text('says'),
  note: args.text('note'),
  release: args.text('release'),
  again: args.flag('again'),
  dryRun: args.flag('dry-run'),
  files: args.texts('file'),
})

/** The record of one item, ready to be written. What is asked for once is kept for the next item. */
async function recordOn(io: Io, prepared: Prepared, word: string, given: Asked) {
  const {project, checklists, records} = prepared
  const {root} = project
  const docs = docsOf(project)
  const {attest: recordOf, lastWord} = await stages.author()
  const {key, ...named} = itemNamed(word, checklists)
  const last = given.again ? lastWord(named, checklists, records, given.environments) : null
  if (given.again) sayLast(io, word, last)
  const spoken = given.environments.length > 0 ? given.environments : (last?.record.environments ?? [])
  const places = await environmentsFor(io, project, spoken, 'Of which environment is this said?')
  const environments = places.map(({name}) => name)
  if (last === null) given.environments = environments
  checkTenants(given.tenants, places)
  const planned = await plannedIn(prepared, places, key)
  const said = await wordOn(io, planned, given, last)
  given.by = said.by
  const {binding} = planned
  return {binding, places, ...(await recordOf({...said, root, docs, checklists, named, environments, binding}))}
}

function sayLast(io: Io, word: string, last: LastWord | null): void {
  if (last === null)
    throw new UsageError(
      `Unexpected \`--again\` for \`${word}\`, which nobody has attested there, expected a first word`,
    )
  for (const line of lastLines(last)) io.err(`${line}\n`)
}
