import {mkdir, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {stages} from '../index.ts'
import {type Prepared, planFor} from '../line/index.ts'

export type Confidence = 'high' | 'medium' | 'low'

/** What is proposed for the items of each checklist that nothing is bound to. */
export async function suggestionsFor(prepared: Prepared, least: Confidence) {
  const {project, checklists, records} = prepared
  const [environment] = project.environments
  if (environment === undefined) throw new Error('Unexpected project without an environment, expected `local` at least')
  const plan = await planFor(prepared, environment)
  const {boundIn, suggest, sureEnough} = await stages.author()
  const bound = boundIn(plan, checklists, records)
  const found: ReturnType<typeof suggest>[] = []
  for (const checklist of checklists)
    found.push(sureEnough(suggest({checklist, bound, declared: plan, others: found}), least))
  return found
}

const inferredFile = '.proofmark/inferred.yaml'

/** A project with what `suggest` is sure of laid below its own bindings, and the keys of the items that lean on it. */
export async function withInferred(prepared: Prepared): Promise<{prepared: Prepared; inferred: string[]}> {
  const {inferredBindings} = await stages.author()
  const bindings = inferredBindings(await suggestionsFor(prepared, 'low'))
  if (bindings === null) return {prepared, inferred: []}
  const {project} = prepared
  const file = path.join(project.root, inferredFile)
  await mkdir(path.dirname(file), {recursive: true})
  await writeFile(file, bindings.text)
  return {
    prepared: {...prepared, project: {...project, packs: [inferredFile, ...project.packs]}},
    inferred: bindings.keys,
  }
}

/** What a reader of a report must know of what was inferred. */
export const inferredLine = (keys: readonly string[], files: readonly string[]): string =>
  keys.length === 0
    ? 'Inferred: nothing, since no rule is sure of an item without a binding.\n'
    : `Inferred: ${keys.length === 1 ? '1 item is' : `${keys.length} items are`} judged by proposals that nobody has read (${inferredFile}). Next: proofmark suggest${files.map((file) => ` ${file}`).join('')} --write\n`
