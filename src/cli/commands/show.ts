import {stages} from '../../index.ts'
import {besideOthers, environmentsNamed, judgeEnvironment, mustGoOn, planFor, prepare} from '../../line/index.ts'
import {defineCommand, formatOption, projectOptions} from '../command.ts'
import {itemNamed} from '../item-named.ts'
import {placeOf} from '../place.ts'

export const show = defineCommand({
  name: 'show',
  words: 'ITEM',
  wordsAtLeast: 1,
  wordsAtMost: 1,
  summary: 'Shows all about one item: its binding, where it stands, what was seen, what would mend it.',
  options: {
    env: {type: 'string', value: 'NAME', multiple: true, says: 'Environment to show; all of them unless given'},
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
    const prepared = await prepare(placeOf(io, args, args.texts('file')), io, 'checklists')
    mustGoOn(prepared.problems)
    const [word = ''] = args.words
    const {item, key} = itemNamed(word, prepared.checklists)
    const {project, records} = prepared
    const shown = []
    for (const environment of environmentsNamed(project, args.texts('env'))) {
      const plan = await planFor(prepared, environment)
      const planned = plan.items.find((each) => each.key === key)
      if (planned === undefined)
        throw new Error(`Unexpected plan without \`${key}\`, expected every item of its checklists`)
      const judged = await judgeEnvironment(plan, project.root, io.clock.now(), null, records)
      shown.push({plan, planned, ...judged})
    }
    const {judged: environments} = await besideOthers(prepared, io.clock.now(), shown)
    const {json, reportItem, showReport} = await stages.report()
    const {columns, colour} = io
    io.out(
      args.text('format') === 'json'
        ? json(showReport(item, environments))
        : reportItem({item, environments, columns, colour}),
    )
    return 0
  },
})
