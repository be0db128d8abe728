import {type DrilledEnvironment, type Plan, stages} from '../../index.ts'
import {checksFor, environmentsNamed, mustGoOn, type Prepared, planFor, prepare} from '../../line/index.ts'
import {defineCommand, formatOption, projectOptions, UsageError} from '../command.ts'
import {itemNamed} from '../item-named.ts'
import {placeOf} from '../place.ts'

export const drill = defineCommand({
  name: 'drill',
  words: '[ITEM…]',
  summary: 'Shows every check call falsified observations, offline, and names those that cannot fail.',
  options: {
    env: {type: 'string', value: 'NAME', multiple: true, says: 'Environment to drill; all of them unless given'},
    file: {
      type: 'string',
      value: 'FILE',
      multiple: true,
      says: 'Checklist that the items stand in, where no proofmark.yaml names it',
    },
    ...formatOption,
    all: {type: 'boolean', says: 'List every call with what turns it red'},
    failing: {type: 'boolean', says: 'Show only the calls that cannot fail'},
    ...projectOptions,
  },
  async act(io, args) {
    if (args.flag('all') && args.flag('failing'))
      throw new UsageError('Unexpected `--all` beside `--failing`, expected one of them')
    const prepared = await prepare(placeOf(io, args, args.texts('file')), io, 'checklists')
    mustGoOn(prepared.problems)
    const items = args.words.map((word) => itemNamed(word, prepared.checklists).key)
    const drilled = []
    for (const environment of environmentsNamed(prepared.project, args.texts('env'))) {
      const plan = await planFor(prepared, environment)
      drilled.push({plan, drilled: await drillOne(prepared, plan, items)})
    }
    if (drilled.every(({drilled: {calls}}) => calls.length === 0))
      throw new UsageError(
        items.length === 0
          ? 'Unexpected plan without a check call, expected one to drill'
          : `Unexpected ${args.words.map((word) => `\`${word}\``).join(' and ')} without a check call, expected an item with one to drill`,
      )
    const {drillReport, json, reportDrill} = await stages.report()
    const mode = args.flag('failing') ? 'failing' : args.flag('all') || items.length > 0 ? 'all' : 'unconvincing'
    const {columns, colour} = io
    io.out(
      args.text('format') === 'json'
        ? json(drillReport(drilled.map((each) => each.drilled)))
        : drilled
            .map((each) => reportDrill({...each, mode, items, columns, colour}))
            .join(mode === 'failing' ? '' : '\n'),
    )
    return drilled.some(({drilled: {calls}}) => calls.some(({vacuous}) => vacuous)) ? 1 : 0
  },
})

/** The calls of one environment that these items lean on, all of them where none is named. */
async function drillOne({project}: Prepared, plan: Plan, items: readonly string[]): Promise<DrilledEnvironment> {
  const [{drill}, checks, {historyOf, latestRuns}] = await Promise.all([
    stages.drill(),
    checksFor(project.root, project.checks),
    stages.store(),
  ])
  const environment = plan.environment.name
  const [{runs}, {history}] = await Promise.all([
    latestRuns(project.root, environment),
    historyOf(project.root, environment),
  ])
  const drilled = drill({plan, runs, checks, items})
  return {environment, calls: drilled.map((each) => ({...each, lastFailed: history[each.call]?.lastFailed ?? null}))}
}
