import {CannotJudge, meant, type Plan, type Problem, ProblemSlug, problemLine, stages} from '../../index.ts'
import {checksFor, judgeEnvironment, type Prepared, pageClashes, planFor, prepare} from '../../line/index.ts'
import {defineCommand, formatOption, projectOptions, sentence, UsageError} from '../command.ts'
import type {Io} from '../io.ts'
import {placeOf} from '../place.ts'

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
    const place = placeOf(io, args, args.words)
    // A project that cannot be read has problems like any other; nothing beyond it is looked at.
    const asked = await orProblems(() => prepare(place, io, place.file === null ? 'checklists' : 'documents'))
    const problems = 'problems' in asked && 'project' in asked ? await problemsOf(io, asked) : asked.problems
    const found = [...new Map(problems.map((each) => [problemLine(each), each])).values()].sort(byPlace)
    io.out(args.text('format') === 'json' ? json(lintReport(found)) : reportLint({problems: found, columns, colour}))
    if (!('project' in asked) || found.some((each) => unread.has(each.slug))) return 2
    return found.length > 0 ? 1 : 0
  },
})

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
  if (plan.calls.length === 0) return problems
  const [{drill, vacuousProblems}, checks] = await Promise.all([
    stages.drill(),
    checksFor(project.root, project.checks),
  ])
  return [...problems, ...vacuousProblems(drill({plan, runs, checks, brief: true}))]
}

function byPlace({at: a}: Problem, {at: b}: Problem): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null)
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1
}
