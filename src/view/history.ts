import type {SiteHistory, Snapshot} from '../model/index.ts'

/** What the kept runs of each environment came to, the newest last, as a file. */
export function historyJson({service, environments}: Snapshot): string {
  const history: SiteHistory = {
    version: 1,
    service,
    environments: environments.map(({name, trend}) => ({
      name,
      runs: trend.map(({run, at, release, counts, gates}) => ({run, at, release, counts, gates})),
    })),
  }
  return `${JSON.stringify(history, null, 1)}\n`
}
