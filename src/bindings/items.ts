import {factsIn} from '../expr/index.ts'
import type {
  Binding,
  CallOrAny,
  Checklist,
  Condition,
  Fact,
  Item,
  PlannedItem,
  Section,
  Setting,
} from '../model/index.ts'
import {saysStill} from '../model/sentence.ts'
import type {Calls, Ready, ReadyOrAny} from './calls.ts'
import {choiceOf, optionOf, optionsOf} from './choices.ts'
import type {Draft} from './draft.ts'
import {placeOfKey} from './entry.ts'
import {expand} from './expand.ts'
import type {Finder} from './find.ts'
import {callsOf, type LayerParts, type Merged, merge} from './merge.ts'
import {keyOf} from './names.ts'
import type {Report} from './report.ts'

/** What planning the items of a checklist takes. */
export interface Planning {
  settings: Readonly<Record<string, Setting>>
  facts: Readonly<Record<string, Fact>>
  parts: ReadonlyMap<string, LayerParts[]>
  calls: Calls
  finder: Finder
  report: Report
}

interface Place {
  item: Item
  section: Section | null
  key: string
}

function readyCall(draft: Draft, {item, section}: Place, {settings, finder, report}: Planning): Ready | null {
  const expanded = expand(draft, {item, section, settings}, report)
  const needs = draft.needs.flatMap((name) => finder.item(draft.layer, name, draft.at) ?? []).map(keyOf)
  return expanded === null ? null : {...expanded, needs}
}

interface Read {
  ready: ReadyOrAny
  written: CallOrAny
}

function readyCalls({checks}: Merged, place: Place, planning: Planning): Read[] {
  return checks.flatMap((draft): Read[] => {
    if (!('any' in draft)) {
      const ready = readyCall(draft, place, planning)
      return ready === null ? [] : [{ready, written: ready.call}]
    }
    const any = draft.any.map((each) => readyCall(each, place, planning)).filter((ready) => ready !== null)
    return any.length === 0 ? [] : [{ready: {any}, written: {any: any.map(({call}) => call), at: draft.at}}]
  })
}

function changedSince({texts, from}: Merged, {item}: Place, report: Report): PlannedItem['changed'] {
  if (texts.length === 0 || texts.some((text) => saysStill(text, item))) return null
  const [first = ''] = texts
  const message = `Unexpected sentence \`${item.text}\`, expected the one that its binding was written for, ${first.startsWith('own:') ? `whose fingerprint is \`${first}\`` : `\`${first}\``}; if that still proves it: \`proofmark ids --accept ${item.id}\``
  if (from.texts !== null) report.say('text-changed', message, placeOfKey(from.texts, 'text'), [item.at])
  return {written: texts, now: item.text}
}

function bindingOf(merged: Merged, checks: CallOrAny[]): Binding {
  const {texts, why, whens, attest, choice, option, level, owner, drop, loosened, parts} = merged
  return {
    texts,
    why,
    whens,
    checks,
    attest,
    choice,
    option,
    level,
    owner,
    drop,
    loosened,
    sources: parts.map(({source}) => source),
  }
}

/** Plans the items of one checklist, parents before their children. */
export class ItemPlanner {
  readonly #planning: Planning
  readonly #merged = new Map<string, Merged | null>()
  readonly #planned = new Map<string, PlannedItem>()
  /** Items that are judged for each tenant because of a fact, which what is below them inherits. */
  readonly #byFact = new Set<string>()

  constructor(planning: Planning) {
    this.#planning = planning
  }

  plan(checklist: Checklist): PlannedItem[] {
    const sections = new Map(checklist.sections.map((section) => [section.anchor, section]))
    const items = checklist.items.map((item) => {
      const section = item.section === null ? null : (sections.get(item.section) ?? null)
      return this.#item(checklist, {item, section, key: keyOf({checklist, item})})
    })
    for (const {key, parent} of items) if (parent !== null) this.#planned.get(parent)?.children.push(key)
    return items.map((item) => this.#wired(item))
  }

  #item(checklist: Checklist, place: Place): PlannedItem {
    const {calls, parts, report} = this.#planning
    const {item, section, key} = place
    const parent = item.parent === null ? null : `${checklist.name}:${item.parent}`
    const merged = merge(parts.get(key) ?? [])
    this.#merged.set(key, merged)
    const ready = merged === null || merged.drop !== null ? [] : readyCalls(merged, place, this.#planning)
    const option = merged === null ? null : this.#option(merged, parent)
    const byFact = this.#readsTenant(merged, option) || (parent !== null && this.#byFact.has(parent))
    if (byFact) this.#byFact.add(key)
    const perTenant = byFact || this.#callsReadTenant(ready, merged)
    const planned: PlannedItem = {
      key,
      checklist: checklist.name,
      id: item.id,
      parent,
      children: [],
      colon: item.colon,
      duplicate: item.duplicate,
      binding:
        merged === null
          ? null
          : bindingOf(
              merged,
              ready.map(({written}) => written),
            ),
      whens: merged?.whens ?? [],
      choice: null,
      option,
      perTenant,
      changed: merged === null ? null : changedSince(merged, place, report),
      calls: calls.nodes(
        ready.map((each) => each.ready),
        {item, section, settings: this.#planning.settings},
        perTenant,
      ),
    }
    this.#planned.set(key, planned)
    return planned
  }

  #option(merged: Merged, parent: string | null): PlannedItem['option'] {
    const {facts, report} = this.#planning
    const above = parent === null ? null : (this.#merged.get(parent) ?? null)
    const choice = above === null ? null : choiceOf(above, facts, report)
    return optionOf(merged, {choice, asked: above?.choice != null}, facts, report)
  }

  #isTenantFact = (name: string): boolean => this.#planning.facts[name]?.scope === 'tenant'

  #readsTenantFact = (condition: Condition | null): boolean =>
    condition !== null && factsIn(condition.text, this.#planning.facts).some(([name]) => this.#isTenantFact(name))

  #readsTenant(merged: Merged | null, option: PlannedItem['option']): boolean {
    if (merged === null) return false
    return (
      merged.whens.some(this.#readsTenantFact) ||
      (option !== null && this.#isTenantFact(option.fact)) ||
      (merged.choice !== null && this.#isTenantFact(merged.choice))
    )
  }

  #callsReadTenant(ready: readonly {ready: ReadyOrAny}[], merged: Merged | null): boolean {
    const each = ready.flatMap(({ready: one}) => ('any' in one ? one.any : [one]))
    return (
      each.some(({namesTenant}) => namesTenant) ||
      callsOf(merged?.checks ?? []).some(({when}) => this.#readsTenantFact(when))
    )
  }

  #wired(item: PlannedItem): PlannedItem {
    const {facts, report} = this.#planning
    const merged = this.#merged.get(item.key) ?? null
    const fact = merged === null ? null : choiceOf(merged, facts, report)
    if (merged === null || fact === null) return item
    const children = item.children.map((key) => this.#planned.get(key)).filter((child) => child !== undefined)
    return {
      ...item,
      choice: {fact, options: optionsOf(item, merged, children, (key) => this.#merged.get(key) ?? null, report)},
    }
  }
}
