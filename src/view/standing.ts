import {noTenant, type Result, type Status} from '../model/index.ts'
import {isToMend} from './flags.ts'
import {type EnvironmentLens, type ItemLens, isOpen, resultsOf, worst, worth} from './lens.ts'

/** Tenants of one environment for which a section stands alike. */
export interface SectionGroup {
  status: Status | null
  tenants: string[]
  results: Result[]
}

/** What counts for a section: required items with a status of their own; where there are none, the recommended ones. */
export function countable(environment: EnvironmentLens, items: readonly ItemLens[]): Result[] {
  const judged = items.flatMap(({key}) => resultsOf(environment, key)).filter(({own}) => own.status !== null)
  const required = judged.filter(({level}) => level === 'required')
  return required.length === 0 ? judged : required
}

/** A section's worst status for each tenant. */
export function byTenant(environment: EnvironmentLens, items: readonly ItemLens[]): SectionGroup[] {
  const results = countable(environment, items)
  return environment.tenants.map((tenant) => {
    const mine = results.filter((result) => result.tenant === tenant || result.tenant === noTenant)
    return {status: worst(mine.map(({own}) => own.status)), tenants: [tenant], results: mine}
  })
}

/** The same, tenants that stand alike together, worst first. */
export const byStatus = (environment: EnvironmentLens, items: readonly ItemLens[]): SectionGroup[] =>
  [...Map.groupBy(byTenant(environment, items), ({status}) => status)]
    .toSorted(([a], [b]) => worth(b) - worth(a))
    .map(([status, groups]) => ({
      status,
      tenants: groups.flatMap(({tenants}) => tenants),
      results: [...new Set(groups.flatMap(({results}) => results))],
    }))

/** Whether all that is not so was accepted. */
export const isAccepted = ({status, results}: SectionGroup): boolean =>
  results.filter(({own}) => own.status === status).every(({waiver}) => waiver !== null)

export const isBad = ({own}: Result): boolean => own.status === 'fail' || own.status === 'blocked'

/** `3 of 10 to mend`, `all 4`, `1 of 5 waived`; nothing where the section does not apply. */
export function tally(
  environment: EnvironmentLens,
  items: readonly ItemLens[],
  {status, results}: SectionGroup,
): string | null {
  if (status === null || status === 'not-applicable') return null
  const here = Map.groupBy(
    results.filter(({own}) => own.status !== 'not-applicable'),
    ({key}) => key,
  )
  if (status === 'pass') return `all ${here.size}`
  const open = items.filter((item) => isToMend(environment, item) && here.get(item.key)?.some(isOpen))
  if (open.length > 0) return `${open.length} of ${here.size} to mend`
  const bad = [...here.values()].filter((found) => found.some(isBad))
  const waived = bad.filter((found) => found.some((result) => isBad(result) && result.waiver !== null))
  return `${bad.length} of ${here.size} ${waived.length === bad.length ? 'waived' : 'not counted'}`
}

/** Recommended items that are not so. */
export const recommendedNotSo = (environment: EnvironmentLens, items: readonly ItemLens[]): number =>
  items.filter(({key}) => resultsOf(environment, key).some((result) => result.level === 'recommended' && isBad(result)))
    .length

const kept = new WeakMap<EnvironmentLens, Map<readonly ItemLens[], Map<string, string>>>()

/** Tenants for which a whole section does not apply for one and the same reason, with that reason. */
export function notHere(environment: EnvironmentLens, items: readonly ItemLens[]): Map<string, string> {
  const ofEnvironment = kept.get(environment) ?? new Map<readonly ItemLens[], Map<string, string>>()
  kept.set(environment, ofEnvironment)
  const before = ofEnvironment.get(items)
  if (before !== undefined) return before
  const found = new Map(
    byTenant(environment, items).flatMap(({status, tenants, results}) => {
      const [why, ...others] = new Set(results.map(whyNot))
      return status === 'not-applicable' && why !== undefined && others.length === 0
        ? tenants.map((tenant) => [tenant, why] as const)
        : []
    }),
  )
  ofEnvironment.set(items, found)
  return found
}

/** The condition that is false here, in words. */
export const whyNot = ({condition, own}: Result): string => condition ?? own.because
