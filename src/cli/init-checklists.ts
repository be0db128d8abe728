import path from 'node:path'
import {type InitCounted, type InitProposed, type Problem, stages, stopping} from '../index.ts'
import {mustGoOn, type Prepared, prepare} from '../line/index.ts'
import {UsageError} from './command.ts'
import type {Io} from './io.ts'
import {suggestionsFor} from './suggesting.ts'

/** The checklists that there are, those that are judged unless somebody says otherwise, and why others cannot be. */
export interface Chosen {
  found: InitCounted[]
  usual: InitCounted[]
  unusable: string[]
  /** How many Markdown files were looked at, and what is wrong with those that might be checklists. */
  looked: number
  problems: Problem[]
}

const prepared = (io: Io, root: string, files: readonly string[]): Promise<Prepared> =>
  prepare({root, file: null, files, packs: []}, io, 'checklists')

const filesOf = (all: readonly InitCounted[]): string[] => all.map(({file}) => file)

const counted = ({checklists}: Prepared): InitCounted[] =>
  checklists.map(({file, items}) => ({file, items: items.length}))

/** The checklists that are named, or those that the project has. */
export async function chosenOf(io: Io, root: string, words: readonly string[]): Promise<Chosen> {
  const [{canBeNamed, inWords}, {findChecklists}] = await Promise.all([stages.author(), stages.markdown()])
  const {files: all, looked, problems} = await findChecklists({root})
  const nameless = all.filter(({file}) => !canBeNamed(file))
  const unusable = nameless.map(({file}) => `${inWords(file)} has a name that proofmark.yaml cannot hold: rename it`)
  const found = all.filter((each) => !nameless.includes(each))
  if (words.length === 0) {
    const {usual, broken} = await usable(io, root, found)
    const unread = broken.map(({file}) => `what is in ${file}: \`proofmark lint ${file}\` says why it cannot be read`)
    return {
      found: found.filter((each) => !broken.includes(each)),
      usual,
      unusable: [...unusable, ...unread],
      looked,
      problems,
    }
  }
  const files = words.map((word) => named(io, root, word, canBeNamed))
  const read = await prepared(io, root, files)
  mustGoOn(read.problems)
  return {found, usual: counted(read), unusable: [], looked, problems: []}
}

function named(io: Io, root: string, word: string, canBeNamed: (file: string) => boolean): string {
  const file = path.relative(root, path.resolve(io.cwd, word)).split(path.sep).join('/')
  if (canBeNamed(file) && file !== '') return file
  throw new UsageError(`Unexpected \`${word}\`, expected a Markdown file in the folder of the project`)
}

/** Of checklists that nobody chose the likeliest that can be read; where none can, what is wrong with them. */
async function usable(
  io: Io,
  root: string,
  found: readonly InitCounted[],
): Promise<{usual: InitCounted[]; broken: InitCounted[]}> {
  const {likeliest} = await stages.author()
  const broken: InitCounted[] = []
  const wrong: Problem[] = []
  for (let rest = found; rest.length > 0; rest = found.filter((each) => !broken.includes(each))) {
    const usual = likeliest(rest)
    const {problems} = await prepared(io, root, filesOf(usual))
    const stop = new Set(stopping(problems).flatMap(({at}) => at?.file ?? []))
    broken.push(...usual.filter(({file}) => stop.has(file)))
    if (usual.some(({file}) => !stop.has(file))) return {usual: usual.filter(({file}) => !stop.has(file)), broken}
    wrong.push(...problems)
  }
  mustGoOn(wrong)
  return {usual: [], broken}
}

/** What is sure of each checklist, and what is left to a person. */
export async function proposedFor(
  io: Io,
  root: string,
  chosen: readonly InitCounted[],
): Promise<{sure: InitProposed[]; open: string[]}> {
  const read = await prepared(io, root, filesOf(chosen))
  mustGoOn(read.problems)
  const [all, high] = [await suggestionsFor(read, 'low'), await suggestionsFor(read, 'high')]
  const sure = read.checklists.flatMap((checklist, index): InitProposed[] => {
    const suggestions = high[index]
    return suggestions === undefined ? [] : [{checklist, suggestions}]
  })
  const count = (each: typeof all): number => each.reduce((sum, {proposals}) => sum + proposals.length, 0)
  const less = count(all) - count(high)
  const unread = all.reduce((sum, {unclear}) => sum + unclear.length, 0)
  const open = [
    less === 0
      ? ''
      : `whether ${less === 1 ? '1 proposal' : `${less} proposals`} more would be right: \`proofmark suggest\` shows how sure each is`,
    unread === 0
      ? ''
      : `how to find out ${unread === 1 ? '1 item' : `${unread} items`} that no rule dares to read: \`proofmark suggest\` says why`,
  ].filter((line) => line !== '')
  return {sure, open}
}
