import {stages} from '../../index.ts'
import {mustGoOn, planFor, prepare} from '../../line/index.ts'
import {defineCommand, formatOption, projectOptions} from '../command.ts'
import {placeOf} from '../place.ts'
import {list} from './list.ts'

/** What `proofmark FILE.md` does, without any configuration. */
export const overview = defineCommand({
  name: '',
  words: 'FILES…',
  summary: 'Says what is in a checklist, what could be checked, and what needs a person.',
  options: {...formatOption, ...projectOptions},
  async act(io, args) {
    if (args.text('format') === 'json') return list.act(io, args)
    const prepared = await prepare(placeOf(io, args, args.words), io, 'checklists')
    mustGoOn(prepared.problems)
    const {planSummary, reportList} = await stages.report()
    io.out(
      reportList({
        checklists: prepared.checklists,
        problems: prepared.problems,
        columns: io.columns,
        colour: io.colour,
      }),
    )
    for (const environment of prepared.project.environments) {
      const summary = prepared.waiting.has(environment.name)
        ? 'waits for a variable that is not set (proofmark lint)'
        : planSummary(await planFor(prepared, environment))
      io.out(`${environment.name}: ${summary}\n`)
    }
    io.out(`Next: proofmark run ${args.words.join(' ')}\n`)
    return 0
  },
})
