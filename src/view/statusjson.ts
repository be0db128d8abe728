import type {Snapshot} from '../model/index.ts'

/** What a page or another program reads to learn whether something changed; the same snapshot gives the same bytes. */
export function statusJson({service, checklists, environments}: Snapshot): string {
  const status = {
    version: 1,
    service,
    checklists: checklists.map(({name, digest, items}) => ({name, digest, items: items.length})),
    environments: environments.map(({name, run, results}) => ({
      name,
      run: run?.id ?? null,
      release: run?.release ?? null,
      judgedAt: results.judgedAt,
      freshUntil: results.freshUntil,
      counts: results.counts,
      gates: results.gates.map(({name, verdict, why, until, toMend, failing, blocked, waived}) => ({
        name,
        verdict,
        why,
        until,
        toMend,
        failing,
        blocked,
        waived,
      })),
      items: results.items,
    })),
  }
  return `${JSON.stringify(status, null, 1)}\n`
}
