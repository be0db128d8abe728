import {CannotJudge, type Reworded, stages, stopping} from '../../index.ts'
import {type Prepared, prepare} from '../../line/index.ts'
import {changedIn, sayChanged, writeTexts} from '../accepting.ts'
import {type Args, defineCommand, formatOption, projectOptions, UsageError} from '../command.ts'
import {idsReport, rewordedIn} from '../ids.ts'
import type {Io} from '../io.ts'
import {type Pin, pinsIn, pinsOffered, type Writing, writePins} from '../pinning.ts'
import {placeOf} from '../place.ts'

export const ids = defineCommand({
  name: 'ids',
  words: '[FILES…]',
  summary: 'Lists the ids of the items, finds reworded items again, and keeps ids and bindings in step with sentences.',
  options: {
    keep: {
      type: 'string',
      value: 'OLD=NEW',
      multiple: true,
      says: 'Pin the id OLD to the item that has the id NEW today',
    },
    reworded: {type: 'boolean', says: 'Pin the old id to each reworded item that is offered, after asking'},
    pin: {type: 'boolean', says: 'Pin the ids that are derived, so that no rewording changes them'},
    accept: {
      type: 'string',
      value: 'ITEM',
      multiple: true,
      says: 'Let the binding of a reworded item stand for its sentence of today',
    },
    yes: {type: 'boolean', says: 'Ask nothing; of what is offered take what has no rival'},
    'dry-run': {type: 'boolean', says: 'Write nothing, and show what would change'},
    ...formatOption,
    ...projectOptions,
  },
  async act(io, args) {
    const way = wayOf(args)
    const isItem = (word: string): boolean => way === 'accept' && !/\.(md|markdown)$/i.test(word)
    const files = args.words.filter((word) => !isItem(word))
    const prepared = await prepare(placeOf(io, args, files), io, 'checklists')
    mustHaveIds(prepared)
    const writing = {dryRun: args.flag('dry-run'), yes: args.flag('yes')}
    if (way === 'accept') return accept(io, prepared, [...args.texts('accept'), ...args.words.filter(isItem)], writing)
    if (way === null) return list(io, prepared, files, args.text('format') === 'json')
    const pins =
      way === 'keep'
        ? pinsIn(args.texts('keep'), prepared)
        : way === 'pin'
          ? derivedIn(prepared)
          : await pinsOffered(io, await rewordedIn(prepared, files), writing)
    return pin(io, prepared, pins, writing)
  },
})

type Way = 'keep' | 'reworded' | 'pin' | 'accept'
type Given = Args<Way | 'yes' | 'dry-run' | 'format' | 'root' | 'config'>

/** The one thing that is asked for beside the list. */
function wayOf(args: Given): Way | null {
  const ways = (['keep', 'reworded', 'pin', 'accept'] as const).filter((name) =>
    name === 'keep' || name === 'accept' ? args.texts(name).length > 0 : args.flag(name),
  )
  const [way = null, another] = ways
  if (another !== undefined)
    throw new UsageError(`Unexpected \`--${another}\` beside \`--${way}\`, expected one of them`)
  if (way !== null && args.text('format') === 'json')
    throw new UsageError(`Unexpected \`--format json\` beside \`--${way}\`, expected it for the list alone`)
  for (const name of ['yes', 'dry-run'] as const)
    if (way === null && args.flag(name))
      throw new UsageError(
        `Unexpected \`--${name}\` for a list, expected \`--keep\`, \`--reworded\`, \`--pin\` or \`--accept\` beside it`,
      )
  return way
}

/** What is wrong with ids themselves is what one comes here for. */
function mustHaveIds({problems}: Prepared): void {
  const mended: readonly string[] = ['no-items', 'duplicate-id', 'wrong-id']
  const stop = stopping(problems).filter(({slug}) => !mended.includes(slug))
  if (stop.length > 0) throw new CannotJudge(stop)
}

async function list(io: Io, prepared: Prepared, files: readonly string[], asJson: boolean): Promise<number> {
  const {json, reportIds} = await stages.report()
  const report = idsReport(prepared.checklists, await rewordedUnlessBroken(io, prepared, files))
  io.out(asJson ? json(report) : reportIds({report, columns: io.columns, colour: io.colour}))
  return 0
}

/** A bindings file that cannot be read takes nothing from the list but what it alone knows. */
async function rewordedUnlessBroken(io: Io, prepared: Prepared, files: readonly string[]): Promise<Reworded[]> {
  try {
    return await rewordedIn(prepared, files)
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error
    io.err('Reworded items are not looked for, since a bindings file cannot be read: proofmark lint\n')
    return []
  }
}

const derivedIn = ({checklists}: Prepared): Pin[] =>
  checklists.flatMap((checklist) =>
    checklist.items.flatMap(({id, idFrom}) => (idFrom === 'derived' ? [{checklist, from: id, id}] : [])),
  )

async function pin(io: Io, prepared: Prepared, pins: readonly Pin[], writing: Writing): Promise<number> {
  const written = pins.length > 0 && (await writePins(io, prepared, pins, writing))
  const {clean} = await stages.report()
  const files = [...new Set(pins.map(({checklist}) => checklist.file))].join(', ')
  const many = pins.length === 1 ? '1 id' : `${pins.length} ids`
  if (pins.length === 0) io.out('Nothing to pin.\n')
  else io.out(`${clean(written ? `Pinned ${many} in ${files}.` : `Nothing is written; ${many} to pin in ${files}.`)}\n`)
  if (written && pins.some(({from, id}) => from !== id))
    io.out('Next: proofmark lint, which names each binding that was written for the old sentence\n')
  return 0
}

async function accept(io: Io, prepared: Prepared, words: readonly string[], writing: Writing): Promise<number> {
  const found = await changedIn(prepared, words)
  const {clean} = await stages.report()
  sayChanged(io, found.changed, clean)
  const written = await writeTexts(io, prepared, found, writing)
  const files = [...new Set(found.changed.map(({file}) => file))].join(', ')
  io.out(`${clean(written ? `Accepted: the sentence of today stands in ${files}.` : 'Nothing is written.')}\n`)
  return 0
}
