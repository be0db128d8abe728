import type {Fact, PlannedItem} from '../model/index.ts'
import {meant} from '../model/nearest.ts'
import {placeOfKey} from './entry.ts'
import type {Merged} from './merge.ts'
import type {Report} from './report.ts'

type Facts = Readonly<Record<string, Fact>>

/** The fact that an item chooses a value of, if it is one that has values. */
export function choiceOf({choice, from}: Merged, facts: Facts, report: Report): string | null {
  if (choice === null || from.choice === null) return null
  const at = placeOfKey(from.choice, 'choice')
  const fact = Object.hasOwn(facts, choice) ? facts[choice] : undefined
  if (fact === undefined)
    report.say('unknown-fact', `Unexpected fact \`${choice}\` in \`choice\`, ${meant(choice, Object.keys(facts))}`, at)
  else if (fact.values === undefined)
    report.say('choice', `Unexpected fact \`${choice}\` in \`choice\`, expected one with \`values\``, at)
  return fact?.values === undefined ? null : choice
}

/** The value of the parent's fact that an item stands for. */
export function optionOf(
  {option, from}: Merged,
  parent: {choice: string | null; asked: boolean},
  facts: Facts,
  report: Report,
): PlannedItem['option'] {
  if (option === null || from.option === null) return null
  const at = placeOfKey(from.option, 'option')
  if (parent.choice === null) {
    if (!parent.asked)
      report.say('choice', `Unexpected \`option: ${option}\`, expected \`choice\` on the item right above it`, at)
    return null
  }
  const values = Object.keys(facts[parent.choice]?.values ?? {})
  if (values.includes(option)) return {fact: parent.choice, value: option}
  report.say('choice', `Unexpected option \`${option}\` of the fact \`${parent.choice}\`, ${meant(option, values)}`, at)
  return null
}

/** The options of a choice, from its children. */
export function optionsOf(
  item: PlannedItem,
  merged: Merged,
  children: readonly PlannedItem[],
  partsOf: (key: string) => Merged | null,
  report: Report,
): {value: string; item: string}[] {
  const options = children.flatMap(({key, option}) => (option === null ? [] : [{value: option.value, item: key}]))
  const part = merged.from.choice
  const asked = children.some(({key}) => partsOf(key)?.option != null)
  if (part !== null && !asked) {
    report.say(
      'choice',
      `Unexpected choice \`${item.key}\` without options, expected \`option\` on the items right below it`,
      placeOfKey(part, 'choice'),
    )
  }
  const seen = new Map<string, string>()
  for (const {value, item: key} of options) {
    const before = seen.get(value)
    const from = partsOf(key)?.from.option
    if (before !== undefined && from != null)
      report.say(
        'choice',
        `Unexpected second option \`${value}\`, expected one (the other is \`${before}\`)`,
        placeOfKey(from, 'option'),
      )
    seen.set(value, key)
  }
  return options
}
