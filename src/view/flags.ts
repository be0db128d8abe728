import {endsSoon} from './ends.ts'
import {type EnvironmentLens, type ItemLens, isOpen, type Lens, resultsOf} from './lens.ts'
import {slug} from './words.ts'

/** The filters of a checklist, in the order of the bar. */
export const filters = ['to-mend', 'failing', 'blocked', 'contradicted', 'differs', 'waived', 'lapsing'] as const
export type Filter = (typeof filters)[number]

/** The filters that an item answers to, as its cells carry them. */
export function flagsOf(lens: Lens, item: ItemLens): string[] {
  const owner = isNotSo(lens, item) && !lens.isPublic ? [`owner-${ownerSlug(ownerOf(lens, item))}`] : []
  return [...filters.filter((filter) => answers[filter](lens, item)), ...owner]
}

const answers: Record<Filter, (lens: Lens, item: ItemLens) => boolean> = {
  'to-mend': ({environments}, {key}) => environments.some(({repairs}) => repairs.has(key)),
  failing: (lens, item) => statuses(lens, item).has('fail'),
  blocked: (lens, item) => statuses(lens, item).has('blocked'),
  contradicted: ({main}, {key}) => main?.claims.get(key)?.verdict === 'contradicted',
  differs: (lens, item) => statuses(lens, item).size > 1,
  waived: ({environments}, {key}) =>
    environments.some((environment) => resultsOf(environment, key).some(({waiver}) => waiver !== null)),
  lapsing: ({environments}, {key}) =>
    environments.some((environment) => resultsOf(environment, key).some((result) => endsSoon(environment, result))),
}

export const statuses = ({environments}: Lens, {key}: ItemLens): Set<string> =>
  new Set(environments.flatMap((environment) => resultsOf(environment, key).flatMap(({own}) => own.status ?? [])))

/** An item that fails or is blocked somewhere. */
export const isNotSo = (lens: Lens, item: ItemLens): boolean => {
  const found = statuses(lens, item)
  return found.has('fail') || found.has('blocked')
}

/** Who owns an item; null when nobody does yet. */
export const ownerOf = ({environments}: Lens, {key}: ItemLens): string | null =>
  environments.flatMap((environment) => resultsOf(environment, key).flatMap(({owner}) => owner ?? []))[0] ?? null

/** An owner as a class; nobody is one too. */
export const ownerSlug = (owner: string | null): string => (owner === null ? 'nobody' : slug(owner) || 'unnamed')

/** Whether an item counts among those that a gate of this environment waits for. */
export const isToMend = (environment: EnvironmentLens, {key}: ItemLens): boolean =>
  !environment.listed.has(key) &&
  resultsOf(environment, key).some((result) => result.level === 'required' && isOpen(result))
