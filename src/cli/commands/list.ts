import {CannotJudge, stages, stopping} from '../../index.ts'
import {type Prepared, prepare} from '../../line/index.ts'
import {defineCommand, formatOption, projectOptions} from '../command.ts'
import {placeOf} from '../place.ts'

export const list = defineCommand({
  name: 'list',
  words: '[FILES…]',
  summary: 'Lists the items of the checklists, with their ids and links.',
  options: {...formatOption, ...projectOptions},
  async act(io, args) {
    const place = placeOf(io, args, args.words)
    const {checklists, problems} = mustBeRead(await prepare(place, io, 'checklists'))
    const files = place.file === null ? args.words : []
    const {json, listReport, reportList} = await stages.report()
    io.out(
      args.text('format') === 'json'
        ? json(listReport(checklists, problems))
        : reportList({checklists, problems, files, columns: io.columns, colour: io.colour}),
    )
    return 0
  },
})

/** A checklist without items has an empty list; what cannot be read has none. */
export function mustBeRead(prepared: Prepared): Prepared {
  const stop = stopping(prepared.problems).filter(({slug}) => slug !== 'no-items')
  if (stop.length > 0) throw new CannotJudge(stop)
  return prepared
}
