import {
  type CallNode,
  type Checklist,
  type Item,
  onlyGroups,
  type Plan,
  type PlannedCall,
  type PlannedItem,
  type Proof,
  proofOf,
} from '../model/index.ts'
import type {PlanReport} from '../model/report.ts'
import {headingLine, outline} from './outline.ts'
import {block, indent, type Sheet} from './sheet.ts'
import {keyOf} from './standing.ts'
import {many} from './words.ts'

const margin = 2
const gutterWidth = 16

type Way = Proof | 'groups' | 'dropped'

export interface PlanText extends Sheet {
  plan: Plan
}

/** What a run would do in one environment, and what it leaves to people. */
export function reportPlan({plan, ...sheet}: PlanText): string {
  const calls = new Map(plan.calls.map((call) => [call.id, call]))
  const planned = new Map(plan.items.map((item) => [item.key, item]))
  const documents = plan.checklists.flatMap((checklist) => ['', ...checklistLines(sheet, checklist, planned, calls)])
  const first = `${plan.service} · ${plan.environment.name} · ${many(plan.calls.length, 'check')} to make`
  return `${[...block(sheet, {text: first}), ...documents, '', ...block(sheet, {margin, text: planSummary(plan)})].join('\n')}\n`
}

/** `59 items: automatic 11, semi 3, manual 4, unbound 41` */
export function planSummary({items}: Plan): string {
  const counts = Map.groupBy(items, wayOf)
  const count = (way: Way): number => counts.get(way)?.length ?? 0
  const parts = [
    `automatic ${count('automatic')}`,
    `semi ${count('semi-automatic')}`,
    `manual ${count('manual')}`,
    `unbound ${count('unbound')}`,
    ...(count('groups') > 0 ? [`${count('groups')} only group`] : []),
    ...(count('dropped') > 0 ? [`dropped ${count('dropped')}`] : []),
  ]
  return `${many(items.length, 'item')}: ${parts.join(', ')}`
}

/** Whether nothing says how to prove any of its items. */
export const provesNothing = ({items}: Plan): boolean =>
  items.every((item) => ['unbound', 'groups', 'dropped'].includes(wayOf(item)))

/** How an item would be proven; one that nothing is bound to and that ends with a colon only groups. */
function wayOf(planned: PlannedItem): Way {
  if (planned.binding !== null && planned.binding.drop !== null) return 'dropped'
  return onlyGroups(planned, false) ? 'groups' : proofOf(planned, false)
}

function checklistLines(
  sheet: Sheet,
  checklist: Checklist,
  planned: ReadonlyMap<string, PlannedItem>,
  calls: ReadonlyMap<string, PlannedCall>,
): string[] {
  const rows = outline(checklist).flatMap(({item, depth, heading}) => {
    const entry = planned.get(keyOf(checklist, item))
    return [...headingLine(sheet, heading), ...(entry === undefined ? [] : itemLines(sheet, item, entry, depth, calls))]
  })
  return [...block(sheet, {text: checklist.file, style: 'bold'}), ...rows]
}

function itemLines(
  sheet: Sheet,
  item: Item,
  planned: PlannedItem,
  depth: number,
  calls: ReadonlyMap<string, PlannedCall>,
): string[] {
  const way = wayOf(planned)
  const word = way === 'groups' ? '' : way
  const conditions = planned.whens.map(({text}) => text).join(' && ')
  const under = margin + gutterWidth + indent(depth) + 2
  const question = planned.binding?.attest?.question
  return [
    ...block(sheet, {
      margin,
      gutter: {word, width: gutterWidth + indent(depth), ...(way === 'unbound' ? {style: 'yellow' as const} : {})},
      text: item.text,
      right: conditions === '' ? '' : `when ${conditions}`,
      rightStyle: 'dim',
    }),
    ...writtenCalls(planned, calls).flatMap((text) => block(sheet, {margin: under, text, style: 'dim'})),
    ...(question === undefined ? [] : block(sheet, {margin: under, text: `asks: ${question}`, style: 'dim'})),
  ]
}

/** Each call once, as it was written; with the vantage that alone can make it. */
function writtenCalls({calls}: PlannedItem, known: ReadonlyMap<string, PlannedCall>): string[] {
  const texts = Object.values(calls)
    .flat()
    .map((node) =>
      'any' in node ? `any of: ${node.any.map((one) => written(one, known)).join(' | ')}` : written(node, known),
    )
  return [...new Set(texts)]
}

function written({call, when}: Extract<CallNode, {call: string}>, known: ReadonlyMap<string, PlannedCall>): string {
  const found = known.get(call)
  if (found === undefined) return call
  return `${found.written}${found.from === null ? '' : ` · from ${found.from}`}${when === null ? '' : ` · when ${when.text}`}`
}

/** The same for programs; settings, credentials and their like stay out. */
export const planReport = (plans: readonly Plan[]): PlanReport => ({
  version: 1,
  kind: 'plan',
  environments: plans.map(({environment, items, calls, gates, problems}) => ({
    environment: environment.name,
    tenants: environment.tenants.map(({id}) => id),
    items,
    calls,
    gates,
    problems,
  })),
})
