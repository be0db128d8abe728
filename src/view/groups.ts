import {noTenant, type Result, type Status} from '../model/index.ts'
import {type EnvironmentLens, worth} from './lens.ts'
import {listed} from './words.ts'

/** Tenants of one environment that stand alike. */
export interface Group {
  status: Status | null
  results: Result[]
  /** `globex`, `5 of 6`, or nothing where all stand alike. */
  who: string
}

/** Results of one item, by the status that they show, worst first. */
export function grouped(
  environment: EnvironmentLens,
  results: readonly Result[],
  by: (result: Result) => Status | null,
): Group[] {
  const groups = [...Map.groupBy(results, by)].toSorted(([a], [b]) => worth(b) - worth(a))
  return groups.map(([status, members]) => ({
    status,
    results: members,
    who: groups.length === 1 ? '' : some(environment, tenantNames(members)),
  }))
}

const tenantNames = (results: readonly Result[]): string[] =>
  [...new Set(results.map(({tenant}) => tenant))].filter((tenant) => tenant !== noTenant)

/** The names of tenants, or how many they are. */
export const some = ({tenants}: EnvironmentLens, names: readonly string[]): string =>
  names.length <= 2 ? names.join(', ') : `${names.length} of ${tenants.length}`

/** `acme and globex`, every one by name; nothing where it holds for all alike. */
export const namesOf = (results: readonly Result[]): string => listed(tenantNames(results))

/** A text for each of several results: once where it is the same, else after the tenant's name. */
export function each(results: readonly Result[], text: (result: Result) => string | null): string {
  const texts = results.flatMap((result) => {
    const said = text(result)
    return said === null || said === '' ? [] : [{tenant: result.tenant, said}]
  })
  const different = [...new Set(texts.map(({said}) => said))]
  if (different.length < 2) return different[0] ?? ''
  return texts.map(({tenant, said}) => `${tenant} ${said}`).join(', ')
}
