import {CannotJudge, type Checklist, keyOf, Names, place, problem, type Reworded, stages} from '../index.ts'
import type {Prepared} from '../line/index.ts'
import {UsageError} from './command.ts'
import type {Io} from './io.ts'
import {itemNamed} from './item-named.ts'
import {shownDiff} from './syncing.ts'

/** An id that is to be written into the sentence of an item. */
export interface Pin {
  checklist: Checklist
  /** The id of today. */
  from: string
  id: string
}

/** How files are written: at a terminal after a question, in a script because it was asked for on the line. */
export interface Writing {
  dryRun: boolean
  yes: boolean
}

/** The pins of `OLD=NEW`: the id OLD for the item that is called NEW today. */
export function pinsIn(pairs: readonly string[], {checklists}: Prepared): Pin[] {
  const names = new Names(checklists)
  const pins = pairs.map((pair) => {
    const [, old, now] = /^([^=]+)=(.+)$/.exec(pair) ?? []
    if (old === undefined || now === undefined)
      throw new UsageError(
        `Unexpected \`${pair}\` for \`--keep\`, expected \`OLD=NEW\`: the id to keep, and the id that the item has today`,
      )
    const {checklist, item, key} = itemNamed(now, checklists)
    if (item.idFrom === 'pinned')
      throw new UsageError(
        `Unexpected item \`${now}\`, which has its id pinned in ${place(item.at)}, expected one without a comment`,
      )
    const id = old.startsWith(`${checklist.name}:`) ? old.slice(checklist.name.length + 1) : old
    const other = names.find(id, checklist)
    if ('item' in other && keyOf(other.item) !== key)
      throw new UsageError(
        `Unexpected id \`${old}\`, which names the item at ${place(other.item.item.at)}, expected one that no item has any more`,
      )
    return {checklist, from: item.id, id}
  })
  mustDiffer(pins.map(({checklist, id}) => `${checklist.name}:${id}`))
  mustDiffer(pins.map(({checklist, from}) => `${checklist.name}:${from}`))
  return pins
}

function mustDiffer(keys: readonly string[]): void {
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice !== undefined) throw new UsageError(`Unexpected second \`--keep\` for \`${twice}\`, expected each id once`)
}

/** The pins of what is offered: what a person chooses, or with `yes` what has no rival. */
export async function pinsOffered(io: Io, reworded: readonly Reworded[], {yes, dryRun}: Writing): Promise<Pin[]> {
  const offered = reworded.filter(({offers}) => offers.length > 0)
  if (!yes && !dryRun && io.person === null && offered.length > 0)
    throw new UsageError(
      'Unexpected end of the line, expected `--yes` to keep what is offered and sure, or `--keep OLD=NEW` for each',
    )
  const {clean} = await stages.report()
  const pins: Pin[] = []
  for (const each of offered) {
    const chosen = yes || io.person === null ? (each.sure ? 1 : 0) : await choice(io, each, clean)
    const {named} = each.offers[chosen - 1] ?? {}
    if (named !== undefined) pins.push({checklist: named.checklist, from: named.item.id, id: each.id})
    else io.err(`${clean(`Left: ${each.id}`)}\n`)
  }
  return pins
}

/** Which of the offers a person takes: 1, 2, or 0 for none. */
async function choice(io: Io, {id, texts, offers}: Reworded, clean: (text: string) => string): Promise<number> {
  io.err(`${clean(`${id}: ${texts.find((text) => !text.startsWith('own:')) ?? 'no sentence is known'}`)}\n`)
  offers.forEach(({named: {item}}, index) => {
    io.err(`  ${index + 1}  ${clean(`${item.text} (${place(item.at)})`)}\n`)
  })
  const question = offers.length > 1 ? 'Is it 1 or 2? Anything else leaves it: ' : 'Is it this one? [y/N] '
  const answer = (await io.person?.ask(question)) ?? ''
  const number = offers.length === 1 && saysYes(answer) ? 1 : /^[12]$/.test(answer) ? Number(answer) : 0
  return number <= offers.length ? number : 0
}

/** Shows what would be written, and writes it where that is asked for. Gives whether it was. */
export async function writePins(io: Io, {project}: Prepared, pins: readonly Pin[], writing: Writing): Promise<boolean> {
  const {pinIds, rewriteFiles, sourceOf, unifiedDiff} = await stages.author()
  const rewrites = []
  for (const [checklist, some] of Map.groupBy(pins, (pin) => pin.checklist)) {
    const before = await sourceOf(project.root, checklist)
    const {text: after, left} = pinIds(checklist.file, before, new Map(some.map(({from, id}) => [from, id])))
    if (left.length > 0)
      throw new CannotJudge(
        left.map(({id, at}) =>
          problem(
            'wrong-id',
            `Unexpected id \`${some.find(({from}) => from === id)?.id}\` for \`${id}\`, expected one of letters, digits, \`-\`, \`_\`, \`.\`, \`/\` or \`~\`, and a sentence with room for a comment; nothing is written`,
            at,
          ),
        ),
      )
    io.out(shownDiff(unifiedDiff(checklist.file, before, after), io.colour))
    rewrites.push({file: checklist.file, before, after})
  }
  if (!(await mayWrite(io, writing))) return false
  await rewriteFiles(project.root, rewrites)
  return true
}

/** At a terminal nothing is written before a person says so. */
export async function mayWrite(io: Io, {dryRun, yes}: Writing): Promise<boolean> {
  if (dryRun) return false
  if (yes || io.person === null) return true
  return saysYes((await io.person.ask('Write this? [y/N] ')) ?? '')
}

const saysYes = (answer: string): boolean => /^y(es)?$/i.test(answer)
