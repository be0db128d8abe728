import type {Snapshot} from '../model/index.ts'
import {timeOfDay} from './dates.ts'
import {statusWord, unstopped} from './words.ts'

/** What a page or another program reads to learn whether something changed; the same snapshot gives the same bytes. */
export function statusJson(snapshot: Snapshot): string {
  const {service, docs, checklists, environments} = snapshot
  const status = {
    version: 1,
    service,
    docs,
    checklists: checklists.map(({name, digest, items}) => ({name, digest, items: items.length})),
    at: timeOfDay(
      environments
        .map(({results}) => results.judgedAt)
        .toSorted()
        .at(-1) ?? '',
    ),
    said: said(snapshot),
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

/** Where each item stands in each environment, as a sentence that an open page can say when it changes. */
function said({checklists, environments}: Snapshot): string[] {
  const sentences = new Map(
    checklists.flatMap(({name, items}) => items.map(({id, text}) => [`${name}:${id}`, unstopped(text)])),
  )
  return environments.flatMap(({name, results}) =>
    Object.entries(results.items).flatMap(([key, {status}]) =>
      status === null ? [] : [`${sentences.get(key)}, ${name}: ${statusWord(status)}.`],
    ),
  )
}
