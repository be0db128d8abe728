import {type Problem, problem} from '../model/index.ts'
import {kindOf, readSource} from './files.ts'
import {Outline} from './outline.ts'
import {readPage} from './page.ts'
import {type Skipped, type WalkLimits, walk, walkLimits} from './walk.ts'
import {nothing} from './warnings/nothing.ts'
import {holdsBoxSign} from './warnings/strangers.ts'

/** A Markdown file with at least one item. */
export interface FoundChecklist {
  /** Path from the root. */
  file: string
  title: string
  items: number
}

/** What a folder that nobody told us of holds. */
export interface FoundChecklists {
  /** Sorted by path. */
  files: FoundChecklist[]
  /** How many Markdown files were looked at. */
  looked: number
  /** Files that cannot be read, and those whose boxes are all no items (`no-items`). */
  problems: Problem[]
  /** What was not looked at because of a bound, or because it cannot be opened. */
  skipped: Skipped[]
}

/** Finds the checklists below a folder: within bounds, in one order, never out of it by a link. */
export async function findChecklists(ask: {root: string; limits?: Partial<WalkLimits>}): Promise<FoundChecklists> {
  const {root, limits = {}} = ask
  if ((await kindOf(root, '.')) !== 'folder')
    return {files: [], looked: 0, problems: [unknownFolder(root)], skipped: []}
  const {files, skipped} = await walk(root, {...walkLimits, ...limits}, isMarkdown)
  const found: FoundChecklists = {files: [], looked: files.length, problems: [], skipped}
  for (const file of files) {
    const {checklist, problems} = await lookInto(root, file)
    if (checklist !== null) found.files.push(checklist)
    found.problems.push(...problems)
  }
  return found
}

/** Whether a name is one of a Markdown file. */
export const isMarkdown = (name: string): boolean => /\.(?:md|markdown)$/i.test(name)

/** A cheap look first: most files of a project are no checklists, and are not parsed. */
const boxes = /\[(?:[ xX~-]|n\/a)\]|type=["']?checkbox|^[ \t]*bullets:|checklist:[ \t]*\{/im
const mayHoldItems = (text: string): boolean => boxes.test(text) || holdsBoxSign(text)

async function lookInto(root: string, file: string): Promise<{checklist: FoundChecklist | null; problems: Problem[]}> {
  const read = await readSource(root, file)
  if (!('source' in read)) return {checklist: null, problems: [read.problem]}
  if (!mayHoldItems(read.source.text)) return {checklist: null, problems: []}
  const {page, problems} = readPage(read.source)
  if (page === null) return {checklist: null, problems}
  const items = new Outline(page).items.length
  if (items > 0) return {checklist: {file, title: page.title, items}, problems: []}
  return {checklist: null, problems: nothing({page, drafts: [], items: []}).filter(({message}) => /seen/.test(message))}
}

const unknownFolder = (root: string): Problem =>
  problem('unreadable-file', `Unexpected path \`${root}\`, expected a folder`, null)
