import {docsFor} from './docs.ts'
import type {FoundEnvironment} from './environments.ts'
import type {Told} from './foreign.ts'
import type {Surroundings} from './look.ts'

/** A checklist, with the number of its items. */
export interface Counted {
  file: string
  items: number
}

/** What a person said, or what stands for it where nobody is asked. */
export interface Answers {
  checklists: readonly Counted[]
  environments: readonly FoundEnvironment[]
  approvers: readonly string[]
}

/** Everything that a `proofmark.yaml` is written from. */
export interface Draft extends Answers {
  service: Told | null
  docs: Told | null
  /** Checklists that are there and are not judged. */
  others: readonly Counted[]
  source: Told | null
  /** Files that show which variables there are. */
  examples: readonly string[]
  /** Folder of the schemas for editors, from the root; null where there is none. */
  schemas: string | null
}

/** What was seen and what was said, together. */
export function draftOf(around: Surroundings, found: readonly Counted[], answers: Answers): Draft {
  const {service, docs, repository, examples, schemas} = around
  const chosen = answers.checklists.map(({file}) => file)
  return {
    ...answers,
    service,
    docs: docsFor(docs, chosen),
    others: found.filter(({file}) => !chosen.includes(file)),
    source: repository?.source ?? null,
    examples,
    schemas,
  }
}

const examplesSay = (examples: readonly string[]): string =>
  examples.length === 0 ? '' : ` (${examples[0]} shows only which variables there are)`

/** Files that may count, told together where one thing is to be said of them. */
function doubtsIn(environments: Draft['environments']): string[] {
  const byWhy = Map.groupBy(
    environments.flatMap(({left}) => left),
    ({why}) => why,
  )
  return [...byWhy].map(([why, left]) => {
    const [first, ...more] = new Set(left.map(({file}) => file))
    return `whether ${first} ${more.length === 0 ? 'counts' : `and ${more.length} more count`}: ${why}`
  })
}

/** What nobody could say, each with where it is to be said. */
export function gapsIn({docs, environments, approvers, source, examples}: Draft, {cut}: Surroundings): string[] {
  const open = environments.filter(({target}) => target === null).map(({name}) => name)
  const unset = environments.every(({config}) => config.length === 0)
  return [
    ...(cut
      ? ['what else is in this folder: it holds more than was looked at; name the checklists that are missing']
      : []),
    ...(environments.length === 0 ? ['where the service runs: `environments` in proofmark.yaml'] : []),
    ...(open.length > 0 ? [`at which address to ask ${open.join(' and ')}: \`target\` in proofmark.yaml`] : []),
    ...doubtsIn(environments),
    ...(unset ? [`how the service is set: \`config\` of an environment${examplesSay(examples)}`] : []),
    ...(approvers.length === 0 ? ['who may approve waivers: `approvers` in proofmark.yaml'] : []),
    ...(docs === null ? ['where your docs are, without which no record is kept: `docs` in proofmark.yaml'] : []),
    ...(source === null ? ['where sources are browsed: `site.source` in proofmark.yaml'] : []),
  ]
}
