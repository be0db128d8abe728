import {stages} from '../../index.ts'
import {mustGoOn, type Prepared, prepare} from '../../line/index.ts'
import {defineCommand, formatOption, projectOptions} from '../command.ts'
import {placeOf} from '../place.ts'
import {type Confidence, suggestionsFor} from '../suggesting.ts'

const confidences = ['high', 'medium', 'low'] as const satisfies readonly Confidence[]

export const suggest = defineCommand({
  name: 'suggest',
  words: '[FILES…]',
  summary: 'Proposes bindings for items that have none, out of their own words, and says how sure it is and why.',
  options: {
    write: {type: 'boolean', says: 'Write them into the bindings file beside each checklist; what stands there stays'},
    'min-confidence': {
      type: 'string',
      value: 'WORD',
      choices: confidences,
      says: 'Leave out what is less sure than high or medium; low, which leaves out nothing, unless given',
    },
    ...formatOption,
    ...projectOptions,
  },
  async act(io, args) {
    const prepared = await prepare(placeOf(io, args, args.words), io, 'checklists')
    mustGoOn(prepared.problems)
    const least = confidences.find((word) => word === args.text('min-confidence')) ?? 'low'
    const suggestions = await suggestionsFor(prepared, least)
    const files = args.flag('write') ? await write(prepared, suggestions) : []
    const {json, reportSuggest, suggestReport} = await stages.report()
    if (args.text('format') === 'json') io.out(json(suggestReport(suggestions, files, prepared.problems)))
    else {
      const {columns, colour} = io
      io.out(reportSuggest({checklists: prepared.checklists, suggestions, columns, colour}))
      io.out(
        nextStep(
          args.words,
          files,
          args.flag('write'),
          suggestions.some(({proposals}) => proposals.length > 0),
        ),
      )
    }
    return 0
  },
})

type All = Awaited<ReturnType<typeof suggestionsFor>>

async function write({project, checklists}: Prepared, suggestions: All): Promise<string[]> {
  const {writeSuggestions} = await stages.author()
  const files: string[] = []
  for (const [index, checklist] of checklists.entries()) {
    const told = suggestions[index]
    const file = told === undefined ? null : await writeSuggestions(project.root, told, checklist)
    if (file !== null) files.push(file)
  }
  return files
}

function nextStep(words: readonly string[], files: readonly string[], asked: boolean, some: boolean): string {
  const behind = words.map((word) => ` ${word}`).join('')
  const written = files.map((file) => `Written: ${file}\n`).join('')
  if (asked && files.length === 0) return 'Nothing to write: no entry is new.\n'
  if (asked) return `${written}Next: read it, then proofmark plan${behind}\n`
  return some ? `Next: proofmark suggest${behind} --write\n` : ''
}
