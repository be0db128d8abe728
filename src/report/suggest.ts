import type {Checklist, Problem} from '../model/index.ts'
import type {Part, Proposal, Suggestions, SuggestReport, Unclear} from '../model/proposal.ts'
import {headingLine, outline} from './outline.ts'
import {block, indent, type Sheet, type Style} from './sheet.ts'
import {thingWords} from './things.ts'
import {many} from './words.ts'

const gutterWidth = 9
const inks = {high: 'green', medium: 'yellow', low: 'magenta', unclear: 'dim'} as const satisfies Record<string, Style>

export interface SuggestText extends Sheet {
  checklists: readonly Checklist[]
  suggestions: readonly Suggestions[]
}

/** Questions that are asked more than once are said once, at the end; each by its number. */
type Questions = ReadonlyMap<string, number>

function repeated(suggestions: readonly Suggestions[]): Questions {
  const asked = suggestions
    .flatMap(({proposals}) => proposals.flatMap(({parts}) => parts.map(({thing}) => thing)))
    .flatMap((thing) => (thing.kind === 'attest' ? [thing.question] : []))
  const often = [...Map.groupBy(asked, (question) => question)].filter(([, all]) => all.length > 1)
  return new Map(often.map(([question], index) => [question, index + 1]))
}

function partLine(sheet: Sheet, {thing, reason}: Part, margin: number, questions: Questions): string[] {
  const number = thing.kind === 'attest' ? questions.get(thing.question) : undefined
  const words = thingWords(
    thing.kind === 'attest' && number !== undefined ? {...thing, question: `(${number})`} : thing,
  )
  return block(sheet, {margin, gutter: {word: '+', width: 2}, text: `${words} · ${reason}`, style: 'dim'})
}

const questionLines = (sheet: Sheet, questions: Questions): string[] =>
  questions.size === 0
    ? []
    : [
        'What a person is asked:',
        ...[...questions].flatMap(([text, number]) =>
          block(sheet, {margin: 2, gutter: {word: `(${number})`, width: 5}, text}),
        ),
        '',
      ]

/** The proposals where their sentences stand: how sure, what, and why. */
function checklistLines(sheet: Sheet, checklist: Checklist, told: Suggestions, questions: Questions): string[] {
  const found = new Map<string, Proposal | Unclear>([...told.proposals, ...told.unclear].map((one) => [one.id, one]))
  let pending: string | null = null
  const lines = outline(checklist).flatMap(({item, depth, heading: begins}) => {
    pending = begins ?? pending
    const one = found.get(item.id)
    if (one === undefined) return []
    const heading = pending
    pending = null
    const word = 'parts' in one ? one.confidence : 'unclear'
    const width = gutterWidth + indent(depth)
    const gutter = {word, style: inks[word], width}
    return [
      ...headingLine(sheet, heading),
      ...block(sheet, {margin: 2, gutter, text: item.text, right: item.id, rightStyle: 'dim'}),
      ...('parts' in one
        ? one.parts.flatMap((part) => partLine(sheet, part, 2 + width, questions))
        : block(sheet, {margin: 2 + width, text: one.why, style: 'dim'})),
    ]
  })
  return [...block(sheet, {text: checklist.file, style: 'bold', right: tally(told)}), ...lines]
}

function tally({proposals, unclear, bound, grouping}: Suggestions): string {
  const parts = [
    [proposals.length, 'proposed'],
    [unclear.length, 'unclear'],
    [grouping, 'only group'],
    [bound, 'bound already'],
  ] as const
  return parts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(', ') || 'no items'
}

/** Proposals in the document's own words and order. */
export function reportSuggest({checklists, suggestions, ...sheet}: SuggestText): string {
  const questions = repeated(suggestions)
  const pages = suggestions.flatMap((told) => {
    const checklist = checklists.find(({name}) => name === told.checklist)
    return checklist === undefined ? [] : [...checklistLines(sheet, checklist, told, questions), '']
  })
  const facts = new Set(suggestions.flatMap((told) => Object.keys(told.facts)))
  const stated =
    facts.size === 0
      ? []
      : block(sheet, {text: `State ${many(facts.size, 'fact')} in proofmark.yaml: ${[...facts].join(', ')}`})
  return `${[...pages, ...questionLines(sheet, questions), ...stated].join('\n').trimEnd()}\n`
}

/** The same for programs. */
export const suggestReport = (
  checklists: readonly Suggestions[],
  written: readonly string[],
  problems: readonly Problem[],
): SuggestReport => ({
  version: 1,
  kind: 'suggest',
  checklists: [...checklists],
  written: [...written],
  problems: [...problems],
})
