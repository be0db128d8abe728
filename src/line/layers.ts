import type {Layer} from '../bindings/index.ts'
import {stages} from '../index.ts'
import {packsFolder} from './package.ts'
import {mustGoOn, type Prepared} from './prepare.ts'

/** Checklists → what packs and bindings files say of their items, as written. Throws `CannotJudge` for what stops a run. */
export async function layersFor({project, checklists}: Prepared): Promise<Layer[]> {
  const {Report, readLayers} = await stages.bindings()
  const report = new Report()
  const layers = await readLayers(project, checklists, packsFolder(), report)
  mustGoOn(report.problems)
  return layers
}
