import {noTenant, place, type Repair} from '../../model/index.ts'
import {moment} from '../words.ts'
import {defineReporter, type ReportData, type ReportedEnvironment} from './define.ts'
import {code, inert} from './inert.ts'
import {matrix} from './matrix.ts'
import {answersOf, type Row, rowsOf} from './rows.ts'

/** By which a bot finds its own comment again. */
export const marker = '<!-- proofmark: report -->'

const soon = 14 * 86_400_000
// A comment holds 65,536 characters; each part has its share of less than that.
const room = {answers: 8_000, matrix: 16_000, mend: 24_000, folded: 10_000} as const

/** As many lines as there is room for, and how many more there are. */
function within(lines: readonly string[], most: number): string[] {
  let left = most
  const fits = lines.findIndex((line) => {
    left -= line.length + 1
    return left < 0
  })
  return fits === -1 ? [...lines] : lines.slice(0, fits)
}

const andMore = (all: readonly string[], kept: readonly string[]): string[] =>
  kept.length === all.length ? [] : ['', `and ${all.length - kept.length} more.`]

/** A table with its head; nothing where it has no row. */
function table(head: readonly string[], rows: readonly string[][], most: number): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const lines = rows.map(line)
  const kept = within(lines, most)
  return rows.length === 0 ? [] : [line(head), line(head.map(() => '---')), ...kept, ...andMore(lines, kept)]
}

function answerPart(environments: readonly ReportedEnvironment[]): string[] {
  const lines = environments.flatMap((environment) => {
    const {results, plan, runs} = environment
    const release = runs[0]?.release ?? null
    const head = `**${inert(results.environment)}**${release === null ? '' : ` · release ${inert(release)}`}`
    const said = answersOf(environment).map((answer) => `  - ${inert(answer)}`)
    return [`- ${head} · ${inert(plan.service)}`, ...said]
  })
  const kept = within(lines, room.answers)
  return [...kept, ...andMore(lines, kept)]
}

/** What is known to be wrong before what nobody can say, and that before what nothing is bound to. */
const weight = ({items}: Repair): number =>
  items.some(({status}) => status === 'fail') ? 0 : items.every(({reason}) => reason === 'unbound') ? 2 : 1

/** One repair in the cells of a table. */
function mendCells(
  {items, cause, expected, saw, because, next}: Repair,
  sentences: ReadonlyMap<string, string>,
): string[] {
  const names = items.slice(0, 3).map(({key, tenants}) => {
    const who = tenants.includes(noTenant) ? '' : ` (${inert(tenants.join(', '))})`
    return inert(sentences.get(key) ?? key) + who
  })
  const more = items.length > names.length ? [`and ${items.length - names.length} more`] : []
  const word = items.some(({status}) => status === 'fail') ? 'FAIL' : 'blocked'
  const ticked = items.some(({contradicted}) => contradicted) ? ', ticked: contradicted' : ''
  const owners = new Set(items.flatMap(({owner}) => (owner === null ? [] : [owner])))
  const [first] = items
  return [
    [...names, ...more].join('<br>'),
    word + ticked,
    inert(cause ?? (expected !== null && saw !== null ? `expected ${expected} · saw ${saw}` : because)),
    inert([...owners].join(', ')),
    first === undefined ? '' : inert(place(first.at)),
    code(next),
  ]
}

/** The items whose mending makes the gates met, merged by cause. */
function mendPart(environments: readonly ReportedEnvironment[], rows: readonly Row[]): string[] {
  const sentences = new Map(rows.map(({cell, item}) => [cell.key, item.text]))
  const all = environments.flatMap(({results: {environment, gates}}) =>
    gates.flatMap(({repairs}) => repairs.map((repair) => ({environment, repair}))),
  )
  const distinct = [...new Map(all.map((each) => [JSON.stringify(each), each])).values()]
  const items = new Set(
    distinct.flatMap(({environment, repair}) => repair.items.map(({key}) => `${environment} ${key}`)),
  )
  const cells = distinct
    .toSorted((a, b) => weight(a.repair) - weight(b.repair))
    .map(({environment, repair}) => [inert(environment), ...mendCells(repair, sentences)])
  const lines = table(['environment', 'item', 'stands', 'why', 'owner', 'place', 'next'], cells, room.mend)
  return lines.length === 0 ? [] : ['', `### To mend: ${items.size}`, '', ...lines]
}

/** What was accepted for a time, and what ends soon by itself. */
function foldedPart(environments: readonly ReportedEnvironment[], rows: readonly Row[]): string[] {
  const now = new Map(environments.map(({results}) => [results.environment, results.judgedAt]))
  const judgedAt = (row: Row): string => now.get(row.environment) ?? ''
  const waived = rows.filter(({verdict}) => verdict === 'waived')
  const lapsing = rows.filter((row) => {
    const {lapses} = row.cell
    return row.verdict === 'pass' && lapses !== null && Date.parse(lapses) - Date.parse(judgedAt(row)) <= soon
  })
  if (waived.length + lapsing.length === 0) return []
  const cells = [...waived, ...lapsing].map((row) => [
    inert(row.environment + (row.tenant === '' ? '' : ` (${row.tenant})`)),
    inert(row.item.text),
    row.verdict === 'waived' ? inert(row.why) : `passes until ${moment(row.cell.lapses ?? '')}`,
    inert(row.owner),
  ])
  return [
    ...[
      '',
      '<details>',
      `<summary>Waived: ${waived.length}, lapsing within two weeks: ${lapsing.length}</summary>`,
      '',
    ],
    ...table(['environment', 'item', 'how long', 'owner'], cells, room.folded),
    ...['', '</details>'],
  ]
}

function report({environments}: ReportData): string {
  const rows = environments.flatMap(rowsOf)
  const {head, body, left} = matrix(rows)
  const lines = [
    marker,
    ...['## Proofmark', ''],
    ...answerPart(environments),
    ...(body.length === 0 ? ['', 'Nothing is judged.'] : ['', ...table(head, body, room.matrix)]),
    ...(left === 0 ? [] : ['', `and ${left} more environments or tenants.`]),
    ...mendPart(environments, rows),
    ...foldedPart(environments, rows),
  ]
  return `${lines.join('\n')}\n`
}

export const markdown = defineReporter({
  name: 'markdown',
  summary: 'A comment for a pull request: the answers, a table of sections, what to mend, what is waived.',
  extension: 'md',
  report,
})
