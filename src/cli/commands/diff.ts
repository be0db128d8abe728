import {CannotJudge, problem, type Run, stages} from '../../index.ts'
import {environmentsNamed, mustGoOn, type Prepared, planFor, prepare} from '../../line/index.ts'
import {defineCommand, formatOption, projectOptions} from '../command.ts'
import {judgedThen, runMeant} from '../past-runs.ts'
import {placeOf} from '../place.ts'

export const diff = defineCommand({
  name: 'diff',
  words: 'RUN RUN',
  wordsAtLeast: 2,
  wordsAtMost: 2,
  summary: 'Says what got worse or better from one run to another, of one environment or of two.',
  options: {
    env: {type: 'string', value: 'NAME', says: 'Environment of `latest` and `previous`, where several were run'},
    file: {type: 'string', value: 'FILE', multiple: true, says: 'Checklist, where no proofmark.yaml names it'},
    ...formatOption,
    ...projectOptions,
  },
  async act(io, args) {
    const prepared = await prepare(placeOf(io, args, args.texts('file')), io, 'checklists')
    mustGoOn(prepared.problems)
    const env = args.text('env')
    const [first = '', second = ''] = args.words
    const before = await judged(prepared, await runMeant(io, prepared, first, env))
    const after = await judged(prepared, await runMeant(io, prepared, second, env))
    const [{countDifferences, differences}, {diffReport, json, reportDiff}] = await Promise.all([
      stages.results(),
      stages.report(),
    ])
    const found = differences(before, after)
    const counts = countDifferences(found, after.results)
    const report = diffReport(after.plan, sideOf(before), sideOf(after), counts, found)
    const {columns, colour} = io
    io.out(args.text('format') === 'json' ? json(report) : reportDiff({plan: after.plan, report, columns, colour}))
    return counts.worse > 0 ? 1 : 0
  },
})

/** A run alone, whatever was seen beside it. */
async function judged(prepared: Prepared, run: Run) {
  const [environment] = environmentsNamed(prepared.project, [run.environment])
  if (environment === undefined)
    throw new CannotJudge([
      problem('run-file', `Unexpected environment \`${run.environment}\`, expected a known one`, null),
    ])
  const plan = await planFor(prepared, environment)
  return {plan, ...(await judgedThen(prepared, plan, run))}
}

const sideOf = ({run, results}: Awaited<ReturnType<typeof judged>>) => {
  const {id, environment, vantage, release, finishedAt, complete} = run
  const gates = results.gates.map(({name, verdict, sentence}) => ({name, verdict, sentence}))
  return {run: id, environment, vantage, release, finishedAt, complete, gates}
}
