import {stages} from '../../index.ts'
import {environmentsNamed, mustGoOn, planFor, prepare} from '../../line/index.ts'
import {defineCommand, formatOption, projectOptions, UsageError} from '../command.ts'
import {itemNamed} from '../item-named.ts'
import {judgedThen, keptRuns} from '../past-runs.ts'
import {placeOf} from '../place.ts'

export const history = defineCommand({
  name: 'history',
  words: 'ITEM',
  wordsAtLeast: 1,
  wordsAtMost: 1,
  summary: 'Says what changed of one item over the kept runs, and since when.',
  options: {
    env: {type: 'string', value: 'NAME', multiple: true, says: 'Environment to tell of; all of them unless given'},
    last: {type: 'string', value: 'N', says: 'Tell only of so many of the newest kept runs; of all unless given'},
    file: {
      type: 'string',
      value: 'FILE',
      multiple: true,
      says: 'Checklist that it stands in, where no proofmark.yaml names it',
    },
    ...formatOption,
    ...projectOptions,
  },
  async act(io, args) {
    const last = lastOf(args.text('last'))
    const prepared = await prepare(placeOf(io, args, args.texts('file')), io, 'checklists')
    mustGoOn(prepared.problems)
    const [word = ''] = args.words
    const {checklist, item, key} = itemNamed(word, prepared.checklists)
    const {linesOf} = await stages.results()
    const environments = []
    for (const environment of environmentsNamed(prepared.project, args.texts('env'))) {
      const plan = await planFor(prepared, environment)
      const {runs, problems} = await keptRuns(prepared, environment.name)
      const from = last === null ? 0 : Math.max(0, runs.length - last)
      const past = []
      for (const [order, run] of runs.entries()) {
        if (order < from) continue
        const beside = newestOfOthers(runs.slice(0, order), run)
        past.push(await judgedThen(prepared, plan, run, beside))
      }
      environments.push({environment: environment.name, runs: past.length, lines: linesOf(key, past), problems})
    }
    const {historyReport, json, reportHistory} = await stages.report()
    const report = historyReport(key, item, environments)
    const {columns, colour} = io
    const plan = {checklists: prepared.project.file === null ? [checklist] : prepared.checklists}
    io.out(args.text('format') === 'json' ? json(report) : reportHistory({plan, report, columns, colour}))
    return 0
  },
})

/** What other places saw last before a run counts beside it. */
function newestOfOthers<T extends {vantage: string}>(before: readonly T[], {vantage}: T): T[] {
  const newest = new Map(before.map((run) => [run.vantage, run]))
  newest.delete(vantage)
  return [...newest.values()]
}

function lastOf(text: string | null): number | null {
  if (text === null) return null
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new UsageError(`Unexpected \`${text}\` for \`--last\`, expected a number such as \`20\``)
}
