import {type Checklist, dateInWords, type Item, keyOf, place, stages} from '../../index.ts'
import {mustGoOn, prepare} from '../../line/index.ts'
import {type Args, defineCommand, UsageError} from '../command.ts'
import {itemNamed} from '../item-named.ts'
import {placeOf} from '../place.ts'
import {checkTenants, docsOf, environmentsFor, plannedIn, recordOptions} from '../recording.ts'
import {acceptanceOf, type GivenWaiver, standingNotes} from '../waiving.ts'

export const waive = defineCommand({
  name: 'waive',
  words: 'ITEM',
  wordsAtLeast: 1,
  wordsAtMost: 1,
  summary: 'Writes a waiver into the docs, to be reviewed: that an item is not met, and is accepted for a time.',
  options: {
    env: {type: 'string', value: 'NAME', multiple: true, says: 'Environment that it counts in; it counts nowhere else'},
    reason: {type: 'string', value: 'TEXT', says: 'Why it is accepted'},
    owner: {type: 'string', value: 'WHO', says: "Who mends it; the binding's owner unless given"},
    approver: {type: 'string', value: 'WHO', says: 'Who accepts it: another, of those that proofmark.yaml lists'},
    until: {type: 'string', value: 'DAY', says: 'The last day that it counts'},
    tenant: {type: 'string', value: 'ID', multiple: true, says: 'Tenant that it counts for; all of them unless given'},
    subtree: {type: 'boolean', says: 'Cover the items below it too, as they stand today'},
    ...recordOptions,
  },
  async act(io, args) {
    const prepared = await prepare(placeOf(io, args, args.texts('file')), io, 'checklists')
    mustGoOn(prepared.problems)
    const {project, checklists} = prepared
    const docs = docsOf(project)
    const [word = ''] = args.words
    const {key, ...named} = itemNamed(word, checklists)
    const {waive: recordOf, writeRecord} = await stages.author()
    const below = await belowOf(named, word, args.flag('subtree'))
    const places = await environmentsFor(io, project, args.texts('env'), 'In which environment is it accepted?')
    const tenants = args.texts('tenant').length > 0 ? args.texts('tenant') : null
    checkTenants(tenants ?? [], places)
    const {binding} = await plannedIn(prepared, places, key)
    const {clean} = await stages.report()
    const tell = async () => {
      const keys = new Set([key, ...below.map((item) => keyOf({...named, item}))])
      for (const note of await standingNotes(io, prepared, places, {word, keys, tenants})) io.err(`${clean(note)}\n`)
    }
    // A person hears first what is so; in a script what cannot be comes before what might be.
    if (io.person !== null) {
      for (const line of whatIsWaived(named, below)) io.err(`${clean(line, true)}\n`)
      await tell()
    }
    const acceptance = await acceptanceOf(io, binding, project.approvers, givenIn(args))
    if (io.person === null) await tell()
    const environments = places.map(({name}) => name)
    const covers = args.flag('subtree') ? 'subtree' : 'item'
    const on = io.clock.now().toISOString().slice(0, 10)
    const record = recordOf({...acceptance, docs, checklists, named, covers, environments, tenants, on})
    if (args.flag('dry-run')) io.out(record.text)
    else {
      io.out(`Waived: ${await writeRecord(project.root, record)}\n`)
      io.out(`${clean(whatItDoes({word, below: below.length, environments, tenants, until: acceptance.until}))}\n`)
    }
    return 0
  },
})

const givenIn = (args: Args<'reason' | 'owner' | 'approver' | 'until'>): GivenWaiver => ({
  reason: args.text('reason'),
  owner: args.text('owner'),
  approver: args.text('approver'),
  until: args.text('until'),
})

/** The items that a subtree covers beside the one that is named. */
async function belowOf(named: {checklist: Checklist; item: Item}, word: string, subtree: boolean): Promise<Item[]> {
  if (!subtree) return []
  const {itemsBelow} = await stages.author()
  const below = itemsBelow(named)
  if (below.length > 0) return below
  throw new UsageError(`Unexpected \`--subtree\` for \`${word}\`, which has no items below it, expected it left out`)
}

const whatIsWaived = ({item}: {item: Item}, below: readonly Item[]): string[] => [
  `“${item.text}” (${place(item.at)})`,
  ...below.map(({text, at}) => `  “${text}” (${place(at)})`),
]

function whatItDoes({
  word,
  below,
  environments,
  tenants,
  until,
}: {
  word: string
  below: number
  environments: readonly string[]
  tenants: readonly string[] | null
  until: string
}): string {
  const more = below === 0 ? '' : ` and the ${below === 1 ? 'item' : `${below} items`} below it`
  const where = `${environments.join(' and ')}${tenants === null ? '' : ` for ${tenants.join(' and ')}`}`
  return `It changes no status: gates set \`${word}\`${more} aside in ${where} until ${dateInWords(until)}. Let it be reviewed as code is.`
}
