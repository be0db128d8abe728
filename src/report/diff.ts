import type {Difference, DiffReport, Side, Stood} from '../model/compared.ts'
import {type Item, type Plan, place} from '../model/index.ts'
import {standingWords, tellingOf, verdictSign} from './past.ts'
import {block, cut, type Sheet} from './sheet.ts'
import {keyOf} from './standing.ts'
import {many, moment, sentence, shellWord, shortKey, tenantsBefore} from './words.ts'

export interface DiffText extends Sheet {
  /** Of the second run. */
  plan: Plan
  report: DiffReport
}

type Counts = DiffReport['counts']
type Told = DiffReport['differences'][number]
/** Two environments; null where both runs are of one. */
type Names = readonly [string, string] | null

const margin = 2
const gutterWidth = 10
const under = margin + gutterWidth
const longest = 240

/** For programs. */
export const diffReport = (
  {checklists}: Pick<Plan, 'checklists'>,
  from: Side,
  to: Side,
  counts: Counts,
  found: readonly Difference[],
): DiffReport => {
  const items = new Map<string, Item>(
    checklists.flatMap((checklist) => checklist.items.map((item): [string, Item] => [keyOf(checklist, item), item])),
  )
  const differences = found.flatMap((each): Told[] => {
    const item = items.get(each.key)
    return item === undefined ? [] : [{...each, text: item.text, at: item.at}]
  })
  return {version: 1, kind: 'diff', from, to, counts, differences}
}

const groups = [
  {change: 'worse', title: 'Got worse', apart: 'Worse there'},
  {change: 'better', title: 'Got better', apart: 'Better there'},
  {change: 'other', title: 'Changed otherwise', apart: 'Otherwise there'},
] as const

/** The answer first, then both runs and their gates, then what is not alike. */
export function reportDiff({plan, report, ...sheet}: DiffText): string {
  const {from, to, counts, differences} = report
  const apart = from.environment !== to.environment
  const first = differences.find(({change}) => change === 'worse') ?? differences[0]
  const names: Names = apart ? [from.environment, to.environment] : null
  const lines = [
    ...answer(sheet, counts, apart ? `${to.environment} against ${from.environment}` : null),
    ...sideLines(sheet, 'first', from),
    ...sideLines(sheet, 'second', to),
    ...remarks(from, to).flatMap((text) => block(sheet, {margin, text})),
    ...groups.flatMap(({change, ...titles}) => {
      const told = differences.filter((each) => each.change === change)
      const title = block(sheet, {margin, text: apart ? titles.apart : titles.title, style: 'bold'})
      return told.length === 0 ? [] : ['', ...title, ...told.flatMap(lineOf(sheet, plan, told, names))]
    }),
    ...(first === undefined
      ? []
      : ['', ...block(sheet, {margin, text: `next: ${nextFor(plan, to, first)}`, style: 'dim'})]),
  ]
  return `${lines.join('\n')}\n`
}

const nextFor = (plan: Plan, {environment}: Side, {key}: Told): string =>
  `proofmark history ${shellWord(shortKey(plan, key))} --env ${shellWord(environment)}`

function answer(sheet: Sheet, {worse, better, other, same}: Counts, where: string | null): string[] {
  const got = where === null ? 'got worse' : worse === 1 ? 'is worse' : 'are worse'
  const parts = [
    `${worse} ${got}`,
    `${better} better`,
    ...(other === 0 ? [] : [`${other} ${where === null ? 'changed otherwise' : 'otherwise'}`]),
    `${same} the same`,
  ]
  const said = sentence(`${where === null ? '' : `${where}: `}${parts.join(', ')}`)
  const sign =
    worse > 0
      ? ({word: 'WORSE', style: ['bold', 'red']} as const)
      : ({word: 'not worse', style: ['bold', 'green']} as const)
  return block(sheet, {gutter: {...sign, width: sign.word.length + 2}, text: said})
}

const verdicts = {met: 'met', unmet: 'not met', unjudged: 'nobody can say'} as const

function sideLines(
  sheet: Sheet,
  word: string,
  {run, environment, vantage, release, finishedAt, complete, gates}: Side,
): string[] {
  const parts = [
    `${environment} · run ${run} from ${vantage}`,
    ...(release === null ? [] : [`release ${release}`]),
    `finished ${moment(finishedAt)}`,
    ...(complete ? [] : ['interrupted']),
    ...gates.map(({name, verdict}) => `gate "${name}" ${verdicts[verdict]}`),
  ]
  return block(sheet, {margin, gutter: {word, width: gutterWidth, style: 'dim'}, text: parts.join(' · ')})
}

/** What makes two runs hard to compare. */
const remarks = (from: Side, to: Side): string[] => [
  ...(from.run === to.run ? ['Both are the same run.'] : []),
  ...(from.vantage === to.vantage
    ? []
    : [
        `They were made from different places, ${from.vantage} and ${to.vantage}: some calls only one of them can answer.`,
      ]),
]

const lineOf =
  (sheet: Sheet, plan: Plan, all: readonly Told[], names: Names) =>
  (told: Told): string[] => {
    const {key, tenant, text, at, from, to} = told
    const cause = to.cause === null ? [] : all.filter((each) => each.to.cause === to.cause)
    if (cause.length > 1) return cause[0] === told ? causeLines(sheet, plan, to, cause) : []
    const gutter = {...verdictSign(to), width: gutterWidth}
    const who = tenantsBefore([tenant])
    return [
      ...block(sheet, {margin, gutter, text, right: place(at).replace(/:\d+$/, ''), rightStyle: 'dim'}),
      ...block(sheet, {margin: under + 2, text: sentence(`${who}${movedWords(from, to, names)}`)}),
      ...[from, to].flatMap((stood, order) => {
        const seen = stood === null ? null : tellingOf(stood)
        const label = (names ?? ['before', 'now'])[order]
        return seen === null ? [] : block(sheet, {margin: under + 2, text: `${label}: ${cut(seen, longest)}`})
      }),
      ...block(sheet, {margin: under + 2, text: shortKey(plan, key), style: 'dim'}),
    ]
  }

const movedWords = (from: Stood | null, to: Stood, names: Names): string => {
  const [was, now] = [from === null ? 'not there' : standingWords(from), standingWords(to)]
  return names === null ? `was ${was}, now ${now}` : `${was} in ${names[0]}, ${now} in ${names[1]}`
}

/** What went wrong once is told once. */
function causeLines(sheet: Sheet, plan: Plan, {cause, ...to}: Stood, all: readonly Told[]): string[] {
  const gutter = {...verdictSign({...to, cause}), width: gutterWidth}
  const items = all.map(({key, tenant}) => `${tenantsBefore([tenant])}${shortKey(plan, key)}`)
  return [
    ...block(sheet, {
      margin,
      gutter,
      text: `${sentence(cause ?? '')} ${many(items.length, 'result')} stand otherwise by it:`,
    }),
    ...items.flatMap((text) => block(sheet, {margin: under + 2, text})),
  ]
}
