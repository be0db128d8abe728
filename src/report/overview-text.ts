import type {Checklist, Problem} from '../model/index.ts'
import type {Glance, Lookalike, OverviewChecklist, OverviewItem, OverviewReport, Way} from '../model/overview.ts'
import {problemText} from './lint.ts'
import {headingLine, outline} from './outline.ts'
import {block, clean, indent, type Sheet, type Style} from './sheet.ts'
import {boxes, many, shellWord} from './words.ts'

export interface OverviewText extends Sheet {
  report: OverviewReport
  checklists: readonly Checklist[]
  /** The files as they were named, for the commands. */
  words: readonly string[]
}

const gutterWidth = 18
const countWidth = 5
const fewProblems = 3
const mostLines = 60

const signs = {
  bound: {word: 'bound', style: 'dim'},
  check: {word: 'check', style: 'green'},
  both: {word: 'check +', style: 'green'},
  person: {word: 'person', style: 'yellow'},
  choice: {word: 'choice', style: 'yellow'},
  unclear: {word: 'unclear', style: 'dim'},
  groups: {word: '', style: 'dim'},
} as const satisfies Record<Way, {word: string; style: Style}>

/** What is in one checklist item by item, or in several by one line each; the numbers, and the next command last. */
export function reportOverview({report, checklists, words, ...sheet}: OverviewText): string {
  const [only, ...others] = report.checklists
  const [read] = checklists
  const body =
    only !== undefined && read !== undefined && others.length === 0
      ? checklistLines(sheet, only, read)
      : severalLines(sheet, report.checklists)
  const lines = [
    ...body,
    '',
    ...countLines(sheet, report),
    ...findingLines(sheet, report),
    ...problemLines(sheet, report, words),
    '',
    ...nextLines(sheet, report),
  ]
  return `${lines.join('\n')}\n`
}

function checklistLines(sheet: Sheet, told: OverviewChecklist, read: Checklist): string[] {
  const {outline: items, file, name, title} = told
  const head = title === name ? {text: file} : {text: title, right: file, rightStyle: 'dim' as const}
  const of = new Map(items.map((item) => [item.id, item]))
  const rows = outline(read).flatMap(({item, depth, heading}) => {
    const found = of.get(item.id)
    return [...headingLine(sheet, heading), ...(found === undefined ? [] : itemLines(sheet, found, depth))]
  })
  return [...block(sheet, {...head, style: 'bold'}), ...rows]
}

function itemLines(sheet: Sheet, {text, at, claim, way, could, seen}: OverviewItem, depth: number): string[] {
  const {word, style} = signs[way]
  const width = gutterWidth + indent(depth)
  const gutter = {word: `${String(at.line).padStart(4)} ${boxes[claim]} ${word}`, width, style}
  const looked = new Set(seen.map(({written}) => written))
  const left = could.filter((each) => !looked.has(each))
  return [
    ...block(sheet, {margin: 2, gutter, text, right: left.join(' · '), rightStyle: 'dim'}),
    ...seen.flatMap((one) => glanceLines(sheet, one, 2 + width)),
  ]
}

const looks = {
  proposed: {word: '= ', style: 'dim'},
  otherwise: {word: '≠ ', style: 'yellow'},
  unseen: {word: '? ', style: 'dim'},
} as const satisfies Record<Glance['as'], {word: string; style: Style}>

/** What a proposal saw. It is no verdict, and no word of it is one. */
function glanceLines(sheet: Sheet, {written, as, saw, source}: Glance, margin: number): string[] {
  const {word, style} = looks[as]
  const where = source === null || saw.includes(source.file) ? '' : ` (${source.file}:${source.line})`
  return block(sheet, {margin, gutter: {word, width: 2, style}, text: `${written} · ${saw}${where}`, style})
}

/** The checklists that hold most, in the order of their paths. */
function severalLines(sheet: Sheet, all: readonly OverviewChecklist[]): string[] {
  const largest = new Set([...all].sort((a, b) => b.items - a.items).slice(0, mostLines))
  const left = all.length - largest.size
  const more = left === 0 ? [] : [`and ${many(left, 'checklist')} with fewer items`]
  return [...all.filter((each) => largest.has(each)).flatMap((each) => shortLines(sheet, each)), ...more]
}

/** One checklist of several: how much, and of which kind. */
function shortLines(sheet: Sheet, told: OverviewChecklist): string[] {
  const {ways, items} = told
  const parts = [
    [ways.bound, 'bound'],
    [ways.check + ways.both, 'check'],
    [ways.person, 'person'],
    [ways.choice, 'choice'],
    [ways.unclear, 'unclear'],
  ] as const
  const said = parts.flatMap(([count, word]) => (count > 0 ? [`${word} ${count}`] : [])).join(' · ')
  const gutter = {word: String(items).padStart(countWidth), width: countWidth + 2}
  return block(sheet, {gutter, text: told.file, right: said, rightStyle: 'dim'})
}

const row = (sheet: Sheet, count: number, text: string, style?: Style): string[] =>
  count === 0
    ? []
    : block(sheet, {
        gutter: {word: String(count).padStart(countWidth), width: countWidth + 2, ...(style ? {style} : {})},
        text,
      })

/** How many items of which kind, in words. */
function countLines(sheet: Sheet, {total, checklists}: OverviewReport): string[] {
  const {ways, by, conditions} = total
  const checks = Object.entries(by).map(([name, count]) => `${name} ${count}`)
  const could = ways.check + ways.both
  const part = ways.both === 0 ? '' : `; of ${ways.both} (check +) only a part, and a person says the rest`
  const of = checklists.length === 1 ? '' : ` in ${many(checklists.length, 'checklist')}`
  const style = 'bold'
  const unset = conditions === 0 ? '' : `, ${conditions} of them only under a condition that their words name`
  return [
    ...block(sheet, {text: `${many(total.items, 'item')}${of}${unset}`, style}),
    ...row(sheet, ways.bound, 'bound: it is said already how to find out'),
    ...row(sheet, could, `could be checked: ${checks.join(', ')}${part}`),
    ...row(sheet, ways.person, ways.person === 1 ? 'needs a person’s word' : 'need a person’s word'),
    ...row(sheet, ways.choice, `${ways.choice === 1 ? 'is' : 'are'} decided by a fact that is to be stated`),
    ...row(
      sheet,
      ways.unclear,
      `${ways.unclear === 1 ? 'is' : 'are'} unclear: no rule dares to read ${ways.unclear === 1 ? 'it' : 'them'}`,
    ),
    ...row(sheet, ways.groups, `only ${ways.groups === 1 ? 'groups' : 'group'} what is below`),
  ]
}

/** What was seen already, and by whom it was not reviewed. */
function findingLines(sheet: Sheet, {total, settings}: OverviewReport): string[] {
  const looked = total.asProposed + total.otherwise
  if (looked === 0) return []
  const where = settings === null ? '' : `, settings as in ${settings.files.join(', ')} (${settings.environment})`
  const same = `${total.asProposed} saw what the sentence says (=), ${total.otherwise} did not (≠)`
  const text = `Looked at files${where}: ${same}. These are proposals that nobody has reviewed, and no verdicts.`
  return ['', ...block(sheet, {text})]
}

/** What is wrong with the writing, the few first; and what looks like an item and is none. */
function problemLines(sheet: Sheet, report: OverviewReport, words: readonly string[]): string[] {
  const alike = merged(report.checklists.flatMap(({lookalikes}) => lookalikes))
  const [, second] = report.checklists
  const told = report.problems.filter((found) => !isLookalike(found))
  const sum = (of: (one: OverviewChecklist) => number): number =>
    report.checklists.reduce((all, one) => all + of(one), 0)
  const dead = sum(({deadLinks}) => deadLinks)
  const open = sum(({openChildren}) => openChildren)
  const kinds = [
    ...(dead > 0 ? [many(dead, 'dead link')] : []),
    ...(open > 0 ? [`${many(open, 'ticked box', 'ticked boxes')} over an open one`] : []),
  ]
  const lint = ['proofmark lint', ...(words.length > fewProblems ? [] : words.map(shellWord))].join(' ')
  const rest = told.length > fewProblems ? [`  and ${told.length - fewProblems} more: ${clean(lint, true)}`] : []
  const wrong =
    told.length === 0
      ? []
      : [
          '',
          ...block(sheet, {
            text: `${many(told.length, 'problem')}${kinds.length > 0 ? `, ${kinds.join(', ')} among them` : ''}:`,
          }),
          ...told.slice(0, fewProblems).map((found) => `  ${problemText(found)}`),
          ...rest,
        ]
  const none = alike.flatMap(({what, count, at, fix}) =>
    row(sheet, count, `${what} (${second === undefined ? 'line ' : `${at.file}:`}${at.line}): ${fix}`, 'yellow'),
  )
  return [
    ...(none.length === 0 ? [] : ['', ...block(sheet, {text: 'Looks like an item, and is none:'}), ...none]),
    ...wrong,
  ]
}

/** Each way of writing them once, with the first place. */
const merged = (all: readonly Lookalike[]): Lookalike[] =>
  [...Map.groupBy(all, ({what}) => what).values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : [{...first, count: more.reduce((sum, {count}) => sum + count, first.count)}],
  )

const told: ReadonlySet<Problem['slug']> = new Set<Problem['slug']>([
  'not-an-item',
  'empty-box',
  'unknown-mark',
  'list-not-started',
  'hidden-list',
])
/** Told by its kind and number already. */
const isLookalike = ({slug}: Problem): boolean => told.has(slug)

function nextLines(sheet: Sheet, {next, skipped, waiting}: OverviewReport): string[] {
  const [first, ...more] = next
  const left = skipped.slice(0, fewProblems).map(({path, why}) => `${path} (${why})`)
  if (skipped.length > fewProblems) left.push(`and ${skipped.length - fewProblems} more`)
  return [
    ...(left.length === 0 ? [] : block(sheet, {text: `Left out: ${left.join(', ')}`})),
    ...waiting.map((name) => `${name}: waits for a variable that is not set (proofmark lint)`),
    ...more.toReversed().map((command) => `Or:   ${clean(command, true)}`),
    ...(first === undefined ? [] : [`Next: ${clean(first, true)}`]),
  ]
}
