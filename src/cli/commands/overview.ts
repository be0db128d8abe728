import {existsSync, statSync} from 'node:fs'
import path from 'node:path'
import {CannotJudge, problem, stages} from '../../index.ts'
import {mustGoOn, overviewOf, type Prepared, prepare} from '../../line/index.ts'
import {type Args, defineCommand, formatOption, projectOptions} from '../command.ts'
import type {Io} from '../io.ts'
import {placeOf} from '../place.ts'

type Options = Args<'root' | 'config'>
type Skipped = {path: string; why: string}
type Found = Awaited<ReturnType<Awaited<ReturnType<typeof stages.markdown>>['findChecklists']>>

/** What `proofmark` does with files, folders or nothing at all, without any configuration. */
export const overview = defineCommand({
  name: '',
  words: '[FILES or FOLDERS…]',
  summary: 'Says what is in a checklist, what could be checked, and what needs a person.',
  options: {...formatOption, ...projectOptions},
  async act(io, args) {
    const {skipped, ...asked} = await filesOf(io, args)
    const prepared = await prepare(placeOf(io, args, asked.files), io, 'checklists')
    mustHoldItems(prepared)
    const {json, overviewReport, reportOverview} = await stages.report()
    const seen = await overviewOf(prepared, io)
    const report = overviewReport({...seen, skipped}, asked)
    const {columns, colour} = io
    io.out(
      args.text('format') === 'json'
        ? json(report)
        : reportOverview({report, checklists: prepared.checklists, words: asked.files, columns, colour}),
    )
    return 0
  },
})

/** Where no item was found nothing can be shown but why. */
function mustHoldItems({project, checklists, problems}: Prepared): void {
  if (checklists.some(({items}) => items.length > 0)) return
  mustGoOn(problems)
  const where = project.file ?? 'the line'
  throw new CannotJudge([
    problem('no-checklist', `Unexpected end of \`checklists\` in \`${where}\`, expected a file`, null),
  ])
}

interface Asked {
  files: string[]
  found: boolean
  folder: string | null
  skipped: Skipped[]
}

/** The checklists that are meant, as paths from here: those of the project, those named, and those in the folders named. */
async function filesOf(io: Io, args: Options): Promise<Asked> {
  const root = args.text('root') ?? '.'
  if (args.words.length === 0 && (args.text('config') !== null || hasProject(io, root)))
    return {files: [], found: false, folder: null, skipped: []}
  const files: string[] = []
  const skipped: Skipped[] = []
  const words = args.words.length > 0 ? args.words : [root]
  const folders = words.filter((word) => isFolder(path.resolve(io.cwd, word)))
  for (const word of words) {
    const found = folders.includes(word) ? await findIn(io, word) : {files: [word], skipped: []}
    files.push(...found.files)
    skipped.push(...found.skipped)
  }
  const [folder = '.'] = folders
  const elsewhere = words.length === 1 && path.resolve(io.cwd, folder) !== io.cwd
  return {files: [...new Set(files)], found: folders.length > 0, folder: elsewhere ? folder : null, skipped}
}

const isFolder = (folder: string): boolean => statSync(folder, {throwIfNoEntry: false})?.isDirectory() === true

/** A `proofmark.yaml` in a folder or above it says which checklists there are. */
function hasProject(io: Io, folder: string): boolean {
  for (let at = path.resolve(io.cwd, folder); ; at = path.dirname(at)) {
    if (existsSync(path.join(at, 'proofmark.yaml'))) return true
    if (path.dirname(at) === at) return false
  }
}

async function findIn(io: Io, word: string): Promise<{files: string[]; skipped: Skipped[]}> {
  const {findChecklists} = await stages.markdown()
  const found = await findChecklists({root: path.resolve(io.cwd, word)})
  const below = (file: string): string => path.posix.join(word.split(path.sep).join('/'), file)
  if (found.files.length === 0) throw nothingIn(word, found, below)
  return {files: found.files.map(({file}) => below(file)), skipped: leftOut(found, below)}
}

const whys = {
  depth: 'too deep below',
  entries: 'and what follows it: too many files',
  files: 'and what follows it: too many Markdown files',
  unreadable: 'cannot be opened',
} as const

/** What was not looked through, and Markdown files whose boxes are all no items. */
const leftOut = ({skipped, problems}: Found, below: (file: string) => string): Skipped[] => [
  ...skipped.map(({path: at, why}) => ({path: below(at), why: whys[why]})),
  ...problems.flatMap(({at, slug}) =>
    at === null ? [] : [{path: below(at.file), why: slug === 'no-items' ? 'its boxes are no items' : 'cannot be read'}],
  ),
]

/** What was looked at, what comes near, and what to do. */
function nothingIn(word: string, {looked, problems, skipped}: Found, below: (file: string) => string): CannotJudge {
  const files = `${looked} Markdown ${looked === 1 ? 'file' : 'files'} looked at`
  const more = skipped.length === 0 ? '' : `, and not ${skipped.map(({path: at}) => below(at)).join(', ')}`
  const message = `Unexpected folder \`${word}\` without a checklist (${files}${more}), expected a Markdown file with a line such as \`- [ ] The backup was restored once\`: write one, name one with \`proofmark FILE.md\`, put \`checklist: {bullets: true}\` into the front matter of one with plain bullets, or see \`proofmark --help\``
  const near = problems.map((each) =>
    each.at === null ? each : {...each, at: {...each.at, file: below(each.at.file)}},
  )
  return new CannotJudge([...near.slice(0, 5), problem('no-checklist', message, null)])
}
