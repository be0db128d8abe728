import {type Prepared, planFor, stages} from '../index.ts'

export type Confidence = 'high' | 'medium' | 'low'

/** What is proposed for the items of each checklist that nothing is bound to. */
export async function suggestionsFor(prepared: Prepared, least: Confidence) {
  const {project, checklists, records} = prepared
  const [environment] = project.environments
  if (environment === undefined) throw new Error('Unexpected project without an environment, expected `local` at least')
  const plan = await planFor(prepared, environment)
  const {boundIn, suggest, sureEnough} = await stages.author()
  const ask = {
    bound: boundIn(plan, checklists, records),
    settings: new Set(Object.keys(plan.settings)),
    facts: new Set(Object.keys(plan.facts)),
  }
  return checklists.map((checklist) => sureEnough(suggest({checklist, ...ask}), least))
}
