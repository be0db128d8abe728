import {noTenant, type Result, type Results, type Status} from '../model/index.ts'

/** Whether anything was seen there; one that was never run proves nothing, and contradicts nothing. */
const wasRun = ({gates, results}: Results): boolean =>
  !(gates.length > 0 && gates.every(({why}) => why === 'no-run')) && results.some(({findings}) => findings.length > 0)

const isSaid = (status: Status | null): status is Status => status !== null && status !== 'not-applicable'

/** The judgements of several environments, each result with those of them in which its item stands otherwise. */
export function withElsewhere(all: readonly Results[]): Results[] {
  const known = all.filter(wasRun).map((there) => ({environment: there.environment, statusOf: statusesOf(there)}))
  const elsewhereOf = (result: Result): Result['elsewhere'] =>
    known.flatMap(({environment, statusOf}) => {
      const status = statusOf(result)
      return isSaid(status) && isSaid(result.own.status) && status !== result.own.status ? {environment, status} : []
    })
  return all.map((here) => ({
    ...here,
    results: here.results.map((result) => ({...result, elsewhere: elsewhereOf(result)})),
  }))
}

/** Where an item stands in an environment: for the tenant of the same name, else for the one where it stands worst. */
function statusesOf({results, items}: Results): (result: Result) => Status | null {
  const own = new Map(results.map(({key, tenant, own}) => [JSON.stringify([key, tenant]), own.status]))
  return ({key, tenant}) => {
    const same = tenant === noTenant ? undefined : own.get(JSON.stringify([key, tenant]))
    return same === undefined ? (items[key]?.status ?? null) : same
  }
}
