import {stages} from '../../index.ts'
import {environmentsNamed, mustGoOn, planFor, prepare} from '../../line/index.ts'
import {defineCommand, formatOption, projectOptions} from '../command.ts'
import {placeOf} from '../place.ts'

export const plan = defineCommand({
  name: 'plan',
  words: '[FILES…]',
  summary: 'Says what a run would do, and does nothing of it.',
  options: {
    env: {type: 'string', value: 'NAME', multiple: true, says: 'Environment to plan for; all of them unless given'},
    pack: {
      type: 'string',
      value: 'NAME',
      multiple: true,
      says: 'A pack beside those of the project: a shipped name or a path',
    },
    ...formatOption,
    ...projectOptions,
  },
  async act(io, args) {
    const prepared = await prepare(placeOf(io, args, args.words, args.texts('pack')), io, 'checklists')
    mustGoOn(prepared.problems)
    const plans = []
    for (const environment of environmentsNamed(prepared.project, args.texts('env')))
      plans.push(await planFor(prepared, environment))
    const {json, planReport, reportPlan} = await stages.report()
    const {columns, colour} = io
    io.out(
      args.text('format') === 'json'
        ? json(planReport(plans))
        : plans.map((each) => reportPlan({plan: each, columns, colour})).join('\n'),
    )
    return 0
  },
})
