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
    const place = placeOf(io, args, args.words)
    const prepared = await prepare(place, io, 'checklists')
    mustGoOn(prepared.problems)
    const {planSummary, provesNothing, reportList} = await stages.report()
    const {checklists, problems} = prepared
    const files = place.file === null ? args.words : []
    io.out(reportList({checklists, problems, files, columns: io.columns, colour: io.colour}))
    let unproven = true
    for (const environment of prepared.project.environments) {
      if (prepared.waiting.has(environment.name)) {
        io.out(`${environment.name}: waits for a variable that is not set (proofmark lint)\n`)
        continue
      }
      const plan = await planFor(prepared, environment)
      if (provesNothing(plan)) continue
      unproven = false
      io.out(`${environment.name}: ${planSummary(plan)}\n`)
    }
    if (unproven) io.out('Nothing says yet how to prove any of them.\n')
    io.out(`Next: proofmark ${unproven ? 'suggest' : 'run'} ${args.words.join(' ')}\n`)
    return 0
  },
})
