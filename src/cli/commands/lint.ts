import path from 'node:path'
import {CannotJudge, meant, type Plan, type Problem, ProblemSlug, problemLine, stages} from '../../index.ts'
import {type Ask, judgeEnvironment, type Prepared, pageClashes, planFor, prepare, vacuousIn} from '../../line/index.ts'
import {filesOf} from '../../live/index.ts'
import {defineCommand, formatOption, projectOptions, sentence, UsageError} from '../command.ts'
import type {Io} from '../io.ts'
import {placeOf} from '../place.ts'
import {keepLooking} from '../watching.ts'

// What cannot be read was not looked at, so it is not merely a problem found in it.
const unread: ReadonlySet<Problem['slug']> = new Set<Problem['slug']>(['no-items', 'unreadable-file', 'no-checklist'])

export const lint = defineCommand({
  name: 'lint',
  words: '[FILES…]',
  summary: 'Says what is wrong in the docs, the checklists and their bindings. Exit code 1 when something is.',
  options: {
    explain: {
      type: 'string',
      value: 'SLUG',
      says: 'Say what a problem means and what to do about it, and look at nothing',
    },
    watch: {type: 'boolean', says: 'Look again whenever a file changes, until interrupted'},
    ...formatOption,
    ...projectOptions,
  },
  async act(io, args) {
    const {explainProblem, json, lintReport, reportLint} = await stages.report()
    const {columns, colour} = io
    const slug = args.text('explain')
    if (slug !== null) {
      io.out(explainProblem(slugNamed(slug), {columns, colour}))
      return 0
    }
    const ask = placeOf(io, args, args.words)
    const format = args.text('format')
    if (args.flag('watch')) {
      if (format === 'json') throw new UsageError('Unexpected `--format json` beside `--watch`, expected one of them')
      return watch(io, ask)
    }
    const {prepared, found} = await look(io, ask)
    io.out(format === 'json' ? json(lintReport(found)) : reportLint({problems: found, columns, colour}))
    if (prepared === null || found.some((each) => unread.has(each.slug))) return 2
    return found.length > 0 ? 1 : 0
  },
})

/** Everything that is wrong. A project that cannot be read has problems like any other; nothing beyond it is looked at. */
async function look(io: Io, ask: Ask): Promise<{prepared: Prepared | null; found: Problem[]}> {
  const read = await orProblems(() => prepare(ask, io, ask.file === null ? 'checklists' : 'documents'))
  const prepared = 'project' in read ? read : null
  const problems = prepared === null ? read.problems : await problemsOf(io, prepared)
  const found = [...new Map(problems.map((each) => [problemLine(each), each])).values()].sort(byPlace)
  return {prepared, found}
}

/** Looks again at each change. What cannot be read is shown like all else, and mended when its file is. */
async function watch(io: Io, ask: Ask): Promise<number> {
  const {clean, reportLint} = await stages.report()
  const {columns, colour} = io
  const named = [...(ask.file === null ? [] : [ask.file]), ...ask.files].map((file) => path.resolve(ask.root, file))
  let files: readonly string[] = named
  return keepLooking(io, async () => {
    try {
      const {prepared, found} = await look(io, ask)
      // While the project cannot be read, the files that it named before are those to wait for.
      if (prepared !== null) files = [...named, ...filesOf(ask, prepared)]
      return {text: reportLint({problems: found, columns, colour}), files}
    } catch (error) {
      return {text: `${clean(error instanceof Error ? error.message : String(error))}\n`, files}
    }
  })
}

function slugNamed(word: string): ProblemSlug {
  const read = ProblemSlug.safeParse(word)
  if (read.success) return read.data
  throw new UsageError(`Unexpected problem \`${word}\`, ${sentence(meant(word, ProblemSlug.options))}`)
}

async function orProblems<T extends object>(act: () => Promise<T>): Promise<T | {problems: readonly Problem[]}> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof CannotJudge) return {problems: error.problems}
    throw error
  }
}

/** What is wrong in the documents, and in the plan of each environment. */
async function problemsOf(io: Io, prepared: Prepared): Promise<Problem[]> {
  const problems = [...prepared.problems, ...(await pageClashes(prepared))]
  for (const environment of prepared.project.environments) {
    const read = await orProblems(() => planFor(prepared, environment))
    problems.push(...read.problems)
    if ('calls' in read) problems.push(...(await problemsIn(io, prepared, read)))
  }
  return problems
}

/** What a plan shows when it is held against boxes, kept runs, and what its calls could see. */
async function problemsIn(io: Io, {project, records}: Prepared, plan: Plan): Promise<Problem[]> {
  const {runs, problems} = await judgeEnvironment(plan, project.root, io.clock.now(), null, records)
  return [...problems, ...(await vacuousIn(project, plan, runs))]
}

function byPlace({at: a}: Problem, {at: b}: Problem): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null)
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1
}
