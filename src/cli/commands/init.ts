import {lstatSync, statSync} from 'node:fs'
import path from 'node:path'
import {CannotJudge, type InitAnswers, type InitFile, type InitProposed, type InitReport, stages} from '../../index.ts'
import {whileAsking} from '../asking.ts'
import {type Args, defineCommand, formatOption, projectOptions, UsageError} from '../command.ts'
import {chosenOf, proposedFor} from '../init-checklists.ts'
import {answersOf} from '../init-questions.ts'
import {initText, noChecklist} from '../init-text.ts'
import type {Io} from '../io.ts'

const projectFile = 'proofmark.yaml'

export const init = defineCommand({
  name: 'init',
  words: '[FILES…]',
  summary: 'Begins: looks at a project and writes its proofmark.yaml and bindings, with a reason for each line.',
  options: {
    yes: {type: 'boolean', says: 'Ask nothing; what is not certain stays open, and is said'},
    'dry-run': {type: 'boolean', says: 'Show as a diff what would be written, and write nothing'},
    ...formatOption,
    root: {...projectOptions.root, says: 'Folder of the project; this one unless given'},
  },
  async act(io, args) {
    try {
      return await whileAsking(io, () => begin(io, args))
    } catch (error) {
      if (error instanceof CannotJudge) io.err('Nothing was written. This is to be mended first:\n')
      throw error
    }
  },
})

type InitArgs = Args<'yes' | 'dry-run' | 'format' | 'root'>

async function begin(io: Io, args: InitArgs): Promise<number> {
  const root = rootOf(io, args.text('root'))
  const {draftOf, gapsIn, initFiles, lookAround, writeInit} = await stages.author()
  const around = await lookAround(root)
  const {found, usual, unusable, ...seen} = await chosenOf(io, root, args.words)
  if (usual.length === 0) {
    io.err(await noChecklist(root, around, seen))
    return 2
  }
  const plain: InitAnswers = {checklists: usual, environments: around.environments, approvers: []}
  const asked = args.flag('yes') ? null : io.person
  const named = args.words.length > 0
  const answers = asked === null ? plain : await answersOf(io, asked, around, found, plain, named)
  const proposed = await proposedFor(io, root, answers.checklists)
  const draft = draftOf(around, found, answers)
  const files = await initFiles(root, draft, proposed.sure, around.ignores)
  const dry = args.flag('dry-run')
  if (!dry) await writeInit(root, files)
  const report = await reportOf(files, proposed.sure, {
    written: !dry,
    unknown: [...unusable, ...gapsIn(draft, around), ...proposed.open],
    next: nextOf(args, dry),
  })
  await tell(io, args.text('format') === 'json', {report, draft, around})
  return 0
}

function rootOf(io: Io, given: string | null): string {
  const root = path.resolve(io.cwd, given ?? '.')
  if (statSync(root, {throwIfNoEntry: false})?.isDirectory() !== true)
    throw new UsageError(`Unexpected \`${given}\` for \`--root\`, expected a folder`)
  if (lstatSync(path.join(root, projectFile), {throwIfNoEntry: false}) !== undefined)
    throw new UsageError(
      `Unexpected \`${projectFile}\`, which is there already, expected a project without one: nothing was written. \`proofmark lint\` says what is wrong in it, \`proofmark suggest --write\` adds bindings; to begin anew, give it another name first.`,
    )
  return root
}

async function reportOf(
  files: readonly InitFile[],
  proposed: readonly InitProposed[],
  rest: Pick<InitReport, 'written' | 'unknown' | 'next'>,
): Promise<InitReport> {
  const {initDiff} = await stages.author()
  return {
    version: 1,
    kind: 'init',
    ...rest,
    files: files.map((each) => ({
      file: each.file,
      change: each.before === null ? 'new' : 'added',
      diff: initDiff(each),
    })),
    checklists: proposed.map(({checklist: {file, items}, suggestions: {bindings, proposals}}) => ({
      file,
      items: items.length,
      bindings,
      bound: proposals.length,
    })),
  }
}

function nextOf(args: InitArgs, dry: boolean): string {
  const root = args.text('root')
  const where = root === null ? '' : ` --root ${root}`
  return dry ? `proofmark init${where}${args.words.map((word) => ` ${word}`).join('')}` : `proofmark run${where}`
}

/** A diff goes out alone, so that it can be applied; what is said of it goes beside it. */
async function tell(io: Io, asJson: boolean, done: Parameters<typeof initText>[0]): Promise<void> {
  const {json} = await stages.report()
  if (asJson) io.out(json(done.report))
  else if (done.report.written) io.out(await initText(done))
  else {
    io.out(done.report.files.map(({diff}) => diff).join(''))
    io.err(await initText(done))
  }
}
