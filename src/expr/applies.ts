import {
  allOf,
  type Condition,
  type FactReading,
  noTenant,
  type Plan,
  type PlannedItem,
  type Truth,
} from '../model/index.ts'
import {evaluateTruths, factsIn, truthsOf} from './condition.ts'
import {bare} from './fact-names.ts'

interface Known {
  truths: ReadonlyMap<string, Truth>
  readings: readonly FactReading[]
}
const knownBy = new WeakMap<readonly FactReading[], Map<string, Known>>()
const itemsOf = new WeakMap<Plan, Map<string, PlannedItem>>()

/** What holds for a tenant: its own readings and those of the environment. */
function knownOf(plan: Plan, tenant: string, readings: readonly FactReading[]): Known {
  const tenants = knownBy.get(readings) ?? new Map<string, Known>()
  knownBy.set(readings, tenants)
  const before = tenants.get(tenant)
  if (before !== undefined) return before
  const wide = ({fact}: FactReading) => tenant === noTenant && plan.facts[fact]?.scope === 'environment'
  const own = readings.filter((reading) => reading.tenant === tenant || reading.tenant === noTenant || wide(reading))
  const known = {truths: truthsOf(own), readings: own}
  tenants.set(tenant, known)
  return known
}

function itemNamed(plan: Plan, key: string): PlannedItem | undefined {
  const items = itemsOf.get(plan) ?? new Map(plan.items.map((item) => [item.key, item]))
  itemsOf.set(plan, items)
  return items.get(key)
}

const spaced = (word: string): string => word.replaceAll('_', ' ')

/** What a fact is, in words: "serving mode: db only". */
function factWords(plan: Plan, name: string, {truths, readings}: Known): string {
  const values = Object.keys(plan.facts[name]?.values ?? {[bare]: ''})
  const being = (truth: Truth) => values.filter((value) => (truths.get(`${name}.${value}`) ?? 'unknown') === truth)
  const said = being('true').map((value) => (value === bare ? 'yes' : spaced(value)))
  if (said.length > 0) return `${spaced(name)}: ${said.join(' and ')}`
  const unsure = being('unknown')
  if (unsure.length === 0) return `${spaced(name)}: ${values[0] === bare ? 'no' : 'none'}`
  const why = readings.find(({fact, value, because}) => fact === name && unsure.includes(value) && because !== '')
  return `${spaced(name)}: unknown${why === undefined ? '' : ` (${why.because})`}`
}

interface Part {
  truth: Truth
  facts: string[]
}

function partsOf(plan: Plan, item: PlannedItem, known: Known): Part[] {
  const whens = item.whens.map(({text}) => ({
    truth: evaluateTruths(text, plan.facts, known.truths),
    facts: factsIn(text, plan.facts).map(([name]) => name),
  }))
  if (item.option === null) return whens
  const {fact, value} = item.option
  return [...whens, {truth: known.truths.get(`${fact}.${value}`) ?? 'unknown', facts: [fact]}]
}

/** Whether an item applies to a tenant: its own conditions, its option, and those of all its ancestors, ANDed. */
export function applies(
  plan: Plan,
  key: string,
  tenant: string,
  readings: readonly FactReading[],
): {truth: Truth; because: string} {
  const known = knownOf(plan, tenant, readings)
  const parts: Part[] = []
  for (
    let item = itemNamed(plan, key);
    item !== undefined;
    item = item.parent === null ? undefined : itemNamed(plan, item.parent)
  ) {
    parts.unshift(...partsOf(plan, item, known))
  }
  const truth = allOf(parts.map((part) => part.truth))
  const deciding = parts.filter((part) => part.truth === truth).flatMap(({facts}) => facts)
  return {truth, because: [...new Set(deciding)].map((name) => factWords(plan, name, known)).join(', ')}
}

/** Whether a condition of a call holds for a tenant; without one it does. */
export function conditionHolds(
  condition: Condition | null,
  plan: Plan,
  tenant: string,
  readings: readonly FactReading[],
): Truth {
  return condition === null
    ? 'true'
    : evaluateTruths(condition.text, plan.facts, knownOf(plan, tenant, readings).truths)
}
