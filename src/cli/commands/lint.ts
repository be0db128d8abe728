import {CannotJudge, judgeEnvironment, type Problem, planFor, prepare, problemLine, stages} from '../../index.ts'
import {defineCommand, formatOption, projectOptions} from '../command.ts'
import {placeOf} from '../place.ts'

// What cannot be read was not looked at, so it is not merely a problem found in it.
const unread: ReadonlySet<Problem['slug']> = new Set<Problem['slug']>(['no-items', 'unreadable-file', 'no-checklist'])

export const lint = defineCommand({
  name: 'lint',
  words: '[FILES…]',
  summary: 'Says what is wrong in the docs, the checklists and their bindings. Exit code 1 when something is.',
  options: {...formatOption, ...projectOptions},
  async act(io, args) {
    const place = placeOf(io, args, args.words)
    const prepared = await prepare(place, io, place.file === null ? 'checklists' : 'documents')
    const problems = [...prepared.problems]
    for (const environment of prepared.project.environments)
      try {
        const plan = await planFor(prepared, environment)
        const judged = await judgeEnvironment(plan, prepared.project.root, io.clock.now(), null, prepared.records)
        problems.push(...plan.problems, ...judged.problems)
      } catch (error) {
        if (!(error instanceof CannotJudge)) throw error
        problems.push(...error.problems)
      }
    const found = [...new Map(problems.map((each) => [problemLine(each), each])).values()].sort(byPlace)
    const {clean, json, lintReport} = await stages.report()
    if (args.text('format') === 'json') io.out(json(lintReport(found)))
    else for (const each of found) io.out(`${clean(problemLine(each))}\n`)
    return found.some(({slug}) => unread.has(slug)) ? 2 : found.length > 0 ? 1 : 0
  },
})

function byPlace({at: a}: Problem, {at: b}: Problem): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null)
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1
}
