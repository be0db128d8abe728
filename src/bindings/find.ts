import type {Checklist, Position, Problem} from '../model/index.ts'
import {problem} from '../model/index.ts'
import {oneOf} from '../model/nearest.ts'
import type {Reading} from './draft.ts'
import {itemPart, type Part, type Rule, ruleOf} from './entry.ts'
import type {Layer} from './layer.ts'
import {fits} from './match.ts'
import type {LayerParts} from './merge.ts'
import {keyOf, type Named, type Names, placesOf} from './names.ts'
import type {Report} from './report.ts'

/** What is wrong beside a checklist, and in a pack only listed: packs speak of items that not every checklist has. */
export class Finder {
  readonly #names: Names
  readonly #report: Report
  /** What a pack says that fits nothing here. */
  readonly unused: Problem[] = []

  constructor(names: Names, report: Report) {
    this.#names = names
    this.#report = report
  }

  missing(layer: Layer, slug: 'unknown-item' | 'matches-nothing', message: string, at: Position): void {
    if (layer.pack === null) this.#report.say(slug, message, at)
    else this.unused.push(problem(slug, message, at))
  }

  /** The item of a name in a layer; what is wrong with the name is reported. */
  item(layer: Layer, name: string, at: Position): Named | null {
    const found = this.#names.find(name, layer.checklist)
    if ('item' in found) return found.item
    if ('several' in found) {
      const also = placesOf(found.several)
      const ids = oneOf(found.several.map((named) => (layer.checklist === null ? keyOf(named) : named.item.id)))
      this.#report.say(
        'ambiguous-item',
        `Unexpected name \`${name}\`, which fits ${found.several.length} items, expected ${ids}`,
        at,
        also,
      )
      return null
    }
    const near =
      found.near.length === 0
        ? 'expected the id of an item (`proofmark ids` lists them, and finds reworded ones)'
        : `did you mean ${oneOf(found.near)}?`
    const where = layer.checklist === null ? 'no checklist' : `\`${layer.checklist.file}\``
    this.missing(
      layer,
      'unknown-item',
      `Unexpected item \`${name}\`, which ${where} does not have, ${near}`.replace(
        'no checklist does not have',
        'no checklist has',
      ),
      at,
    )
    return null
  }
}

interface Found {
  layer: Layer
  entries: Map<string, Part>
  rules: {rule: Rule; fitted: boolean}[]
}

function entriesOf(layer: Layer, finder: Finder, reading: Reading): Map<string, Part> {
  const entries = new Map<string, Part>()
  for (const entry of layer.items) {
    const part = itemPart(layer, entry, reading)
    const named = finder.item(layer, entry.key, entry.at)
    if (part === null || named === null) continue
    const key = keyOf(named)
    const before = entries.get(key)
    if (before === undefined) entries.set(key, part)
    else
      reading.report.say(
        'wrong-value',
        `Unexpected second entry for \`${key}\`, expected one (the other is \`${before.source.key}\`)`,
        entry.at,
        [before.source.at],
      )
  }
  return entries
}

/** What every layer says of each item, rules before entries. */
export function findParts(
  layers: readonly Layer[],
  checklists: readonly Checklist[],
  finder: Finder,
  reading: Reading,
): Map<string, LayerParts[]> {
  const read = layers.map((layer): Found => {
    const rules = layer.rules.map((node) => ruleOf(layer, node, reading)).filter((rule) => rule !== null)
    return {layer, entries: entriesOf(layer, finder, reading), rules: rules.map((rule) => ({rule, fitted: false}))}
  })
  const parts = new Map<string, LayerParts[]>()
  for (const checklist of checklists) {
    for (const item of checklist.items) {
      const key = keyOf({checklist, item})
      const speaking = read.filter(({layer}) => layer.checklist === null || layer.checklist === checklist)
      parts.set(
        key,
        speaking.map(({entries, rules}) => {
          const fitting = rules.filter(({rule}) => fits(rule, item))
          for (const each of fitting) each.fitted = true
          return {rules: fitting.map(({rule}) => rule.part), entry: entries.get(key) ?? null}
        }),
      )
    }
  }
  for (const {layer, rules} of read) {
    for (const {rule, fitted} of rules) {
      if (!fitted)
        finder.missing(
          layer,
          'matches-nothing',
          `Unexpected rule \`${rule.part.source.key}\`, which fits no item, expected words that a heading, a code span, a link or a sentence has`,
          rule.part.source.at,
        )
    }
  }
  return parts
}
