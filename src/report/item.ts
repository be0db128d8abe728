import {
  type ClaimResult,
  claimVerdicts,
  type Item,
  type Plan,
  type PlannedItem,
  place,
  proofs,
  type Repair,
  type Results,
  type Run,
} from '../model/index.ts'
import type {ShowReport} from '../model/report.ts'
import {evidenceLines} from './evidence.ts'
import {block, type Sheet, verbatim} from './sheet.ts'
import {boxes, moment, shortKey} from './words.ts'

/** One environment that an item is shown for. */
export interface ShownEnvironment {
  plan: Plan
  planned: PlannedItem
  runs: readonly Run[]
  results: Results
}

export interface ItemText extends Sheet {
  item: Item
  environments: readonly ShownEnvironment[]
}

const labelWidth = 12
const yamlLines = 20

/** All about one item: where it stands, what binds it, what was seen, what would mend it. */
export function reportItem({item, environments, ...sheet}: ItemText): string {
  const label = (word: string, text: string): string[] =>
    block(sheet, {gutter: {word, width: labelWidth, style: 'dim'}, text})
  const [first] = environments
  const lines = [
    ...block(sheet, {text: item.text, style: 'bold'}),
    '',
    ...label('item', item.id),
    ...label('stands in', [place(item.at), ...(item.path.length === 0 ? [] : [item.path.join(' › ')])].join(', ')),
    ...label('claim', claimText(item, claimOf(environments))),
    ...proofText(environments).flatMap((text) => label('proof', text)),
    ...(first === undefined ? [] : bindingLines(sheet, label, first.planned)),
    ...environments.flatMap((shown) => ['', ...environmentLines(sheet, shown)]),
  ]
  return `${lines.join('\n')}\n`
}

type Label = (word: string, text: string) => string[]

const claimOf = (environments: readonly ShownEnvironment[]): ClaimResult | null =>
  environments.flatMap(({results, planned}) => results.claims.filter(({key}) => key === planned.key))[0] ?? null

const claimText = ({claim}: Item, held: ClaimResult | null): string =>
  held === null || held.verdict === null
    ? boxes[claim]
    : `${boxes[claim]} ${held.verdict}: ${claimVerdicts[held.verdict].sentence}`

/** How it is proven, said once for all environments; what only groups is not. */
function proofText(environments: readonly ShownEnvironment[]): string[] {
  const results = environments.flatMap(({results, planned}) => results.results.filter(({key}) => key === planned.key))
  const judged = results.filter(({own}) => own.status !== null && own.reason !== 'unbound')
  return [...new Set(judged.map(({proof}) => proof))].map((proof) => `${proof}: ${proofs[proof].sentence}`)
}

function bindingLines(sheet: Sheet, label: Label, {binding, whens, changed}: PlannedItem): string[] {
  if (binding === null) return label('binding', 'nothing says how to prove it')
  const sources = binding.sources.flatMap(({pack, at, yaml}) => [
    ...label('binding', `${pack === null ? '' : `pack ${pack}, `}${place(at)}`),
    ...verbatim(sheet, yaml, labelWidth, yamlLines),
  ])
  return [
    ...sources,
    ...(binding.why === null ? [] : label('why', binding.why)),
    ...(whens.length === 0 ? [] : label('when', whens.map(({text}) => text).join(' && '))),
    ...(binding.level === 'required' ? [] : label('level', binding.level)),
    ...(binding.owner === null ? [] : label('owner', binding.owner)),
    ...(binding.drop === null ? [] : label('dropped', binding.drop)),
    ...binding.loosened.flatMap((clause) => label('loosened', clause)),
    ...(changed === null
      ? []
      : [...label('written for', changed.written.join(' / ')), ...label('now says', changed.now)]),
  ]
}

function environmentLines(sheet: Sheet, {plan, planned, runs, results}: ShownEnvironment): string[] {
  const own = results.results.filter(({key}) => key === planned.key)
  const ran = runs.map(({id, vantage, finishedAt}) => `${id} from ${vantage}, ${moment(finishedAt)}`)
  return [
    ...block(sheet, {
      text: plan.environment.name,
      style: 'bold',
      right: ran.length === 0 ? 'never run' : `run ${ran.join('; ')}`,
      rightStyle: 'dim',
    }),
    ...own.flatMap((result) => evidenceLines(sheet, plan, result)),
    ...nextSteps(plan, planned, results, runs).flatMap((text) => block(sheet, {margin: 2, text: `next: ${text}`})),
  ]
}

/** What the gates say would mend it, but for what the calls below say themselves. */
function nextSteps(plan: Plan, {key}: PlannedItem, {gates, results}: Results, runs: readonly Run[]): string[] {
  const steps = new Set(repairsOf(gates, key).map(({next}) => next))
  for (const {findings} of results.filter((result) => result.key === key))
    for (const {next} of findings) if (next !== null) steps.delete(next)
  steps.delete(`proofmark show ${shortKey(plan, key)}`)
  if (runs.length === 0) steps.add(`proofmark run --env ${plan.environment.name}`)
  return [...steps]
}

const repairsOf = (gates: Results['gates'], key: string): Repair[] =>
  gates.flatMap(({repairs}) => repairs.filter(({items}) => items.some((item) => item.key === key)))

/** The same for programs. */
export const showReport = (item: Item, environments: readonly ShownEnvironment[]): ShowReport => ({
  version: 1,
  kind: 'show',
  key: environments[0]?.planned.key ?? item.id,
  item,
  binding: environments[0]?.planned.binding ?? null,
  claim: claimOf(environments),
  environments: environments.map(({plan, planned, runs, results}) => ({
    environment: plan.environment.name,
    runs: runs.map(({id, vantage, finishedAt}) => ({id, vantage, finishedAt})),
    changed: planned.changed,
    calls: planned.calls,
    results: results.results.filter(({key}) => key === planned.key),
    repairs: repairsOf(results.gates, planned.key),
  })),
})
