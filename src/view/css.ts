import type {Snapshot} from '../model/index.ts'
import {ownersOf} from './bar.ts'
import {filters} from './flags.ts'
import {lensOf} from './lens.ts'

/** The style that depends on results: a rule for each filter and owner, the number of columns, the line on each printed page. */
export function drawStyle(snapshot: Snapshot): string {
  const lens = lensOf(snapshot)
  const kinds = [...filters, ...ownersOf(lens, lens.items.values()).map(({slug}) => `owner-${slug}`)]
  const columns = Math.max(1, Math.min(3, lens.environments.length))
  const rules = [
    `:root { --pm-envs: ${columns}; --pm-run: '${printLine(snapshot)}' }`,
    '.pm-list:has(> pm-verdict > .many) { container-name: none }',
    ...kinds.map(rule),
  ]
  return `@layer starlight, proofmark;\n@layer proofmark {\n${rules.map((text) => `  ${text}`).join('\n')}\n}\n`
}

// For a reader without a script: with one, the filters are in the address (see site/components/FilterFirst.astro).
const rule = (kind: string): string =>
  `@media screen { :root:not([data-filters]):has(#show-${kind}:target) { :is(.pm-section, .pm-item, .pm-folios tbody tr):not(:has([data-f~='${kind}'])) { display: none } .pm-showing.${kind} { display: block } } }`

const mostNamed = 3

/** `RecSys suite, production run …, staging run …`, with nothing in it that CSS would read. */
function printLine(snapshot: Snapshot): string {
  const {environments, main} = lensOf(snapshot)
  const many = environments.length > mostNamed
  const named = many ? environments.filter((environment) => environment === main) : environments
  const runs = named.map(({name, snapshot: {run}}) =>
    run === null ? `${name} without a run` : `${name} run ${run.id}`,
  )
  const more = many ? [`${environments.length - named.length} more on the cover`] : []
  return [snapshot.service, ...runs, ...more].join(', ').replaceAll(/[^\p{L}\p{M}\p{N},.:_+-]+/gu, ' ')
}
