import type {Fact, FactReading, PlannedItem, Truth} from '../model/index.ts'
import {blocked, fail, type Part, pass} from './part.ts'
import {spoken} from './words.ts'

type Choice = NonNullable<PlannedItem['choice']>

const list = (values: readonly string[]): string => values.map(spoken).join(' and ')

/** Where a choice stands: the first row that fits. `whyUnknown` says why its options are unknown, in their own words. */
export function choicePart(
  {fact, options}: Choice,
  take: Fact['take'],
  readings: readonly FactReading[],
  whyUnknown: string,
): Part {
  const read = readings.filter((reading) => reading.fact === fact)
  const offered = [...new Set(options.map(({value}) => value))]
  const those = (truth: Truth) => offered.filter((value) => truthOf(read, value) === truth)
  const chosen = those('true')
  const unknown = those('unknown')
  const name = spoken(fact)

  const contradicted = read.find((reading) => reading.contradicted)
  if (contradicted !== undefined) return fail('stated-otherwise', whyUnknown || `${name}: ${contradicted.because}`)
  if (take === 'one' && chosen.length > 1) return fail('exclusive', `${name} is ${list(chosen)} at once`)
  if (chosen.length === 0 && unknown.length === 0) return fail('none-chosen', noneChosen(name, read))
  if (unknown.length > 0 && (take === 'one' || chosen.length === 0))
    return blocked(
      'undetermined',
      chosen.length === 0
        ? whyUnknown
        : `${name} is ${list(chosen)}, and whether it is ${list(unknown)} too is unknown`,
    )
  return pass()
}

const truthOf = (read: readonly FactReading[], value: string): Truth =>
  read.find((reading) => reading.value === value)?.truth ?? 'unknown'

function noneChosen(name: string, read: readonly FactReading[]): string {
  const held = read.filter(({truth}) => truth === 'true').map(({value}) => value)
  return held.length === 0 ? `${name} is none of the options` : `${name} is ${list(held)}, and no option stands for it`
}

/** A chosen option is a finding too; what is not chosen, or unknown, never comes so far. */
export const optionPart = (
  {fact, value}: NonNullable<PlannedItem['option']>,
  readings: readonly FactReading[],
): Part => {
  const truth = truthOf(
    readings.filter((reading) => reading.fact === fact),
    value,
  )
  return truth === 'true' ? pass() : blocked('undetermined', `whether ${spoken(fact)} is ${spoken(value)} is unknown`)
}

/** What holds of a fact, value and source in words; the observation behind a choice or an option. */
export function factInWords(fact: string, readings: readonly FactReading[]): string | null {
  const held = readings.filter((reading) => reading.fact === fact && reading.truth === 'true')
  if (held.length === 0) return null
  return `${spoken(fact)}: ${held.map(({value, because}) => (because === '' ? spoken(value) : `${spoken(value)} (${because})`)).join(', ')}`
}
