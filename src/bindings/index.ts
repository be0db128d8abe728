import {
  type AnyCheck,
  CannotJudge,
  type Checklist,
  type Environment,
  type Plan,
  type Problem,
  type Project,
  stopping,
} from '../model/index.ts'
import {Calls} from './calls.ts'
import {declarations} from './declare.ts'
import {Finder, findParts} from './find.ts'
import {ItemPlanner} from './items.ts'
import {layerOfText, readLayers} from './layer.ts'
import {Names} from './names.ts'
import {checkCycles} from './needs.ts'
import {Report} from './report.ts'
import {checkGates, checkStated} from './stated.ts'

export {Common, commonKeys} from './draft.ts'
export {ItemEntry, RuleEntry} from './entry.ts'
export {bindingsFileSchema} from './file-schema.ts'
export {type Layer, readLayers} from './layer.ts'
export {keyOf, type Named, Names, type Resolved} from './names.ts'
export {Report} from './report.ts'

/** What a plan is made from. */
export interface PlanAsk {
  project: Project
  environment: Environment
  checklists: readonly Checklist[]
  /** What was wrong before; it goes into the plan, and stops it where its row says so. */
  problems?: readonly Problem[]
  /** Absolute path of the shipped packs. */
  packsFolder: string
  checks: readonly AnyCheck[]
  /** Names of checks that were not loaded: calls of them are left out of the plan. */
  leftOut?: readonly string[]
  /** Bindings that nobody has written, laid below all others. */
  unwritten?: string | null
}

/** A plan, what was found wrong on the way, and what packs say of items that are not here. */
export interface Planned {
  plan: Plan
  problems: Problem[]
  unused: Problem[]
}

/** Checklists, bindings and one environment → a plan. Throws `CannotJudge` with all problems when one of them stops a run. */
export async function makePlan({
  project,
  environment,
  checklists,
  problems: given = [],
  packsFolder,
  checks,
  leftOut = [],
  unwritten = null,
}: PlanAsk): Promise<Planned> {
  const report = new Report()
  const proposed = unwritten === null ? [] : layerOfText('what is proposed', unwritten, report)
  const layers = [...proposed, ...(await readLayers(project, checklists, packsFolder, report))]
  const {settings, facts} = declarations(layers, report)
  const finder = new Finder(new Names(checklists), report)
  const named = new Map(checks.map((check) => [check.name, check]))
  const reading = {checks: named, leftOut: new Set(leftOut), facts, report}
  const parts = findParts(layers, checklists, finder, reading)
  const calls = new Calls(environment, report)
  const planner = new ItemPlanner({settings, facts, parts, calls, finder, report})
  const items = checklists.flatMap((checklist) => planner.plan(checklist))
  const gates = project.gates.filter(({environments}) => environments.includes(environment.name))
  checkCycles(items, calls.all, report)
  await checkStated(project, environment, facts, report)
  await checkGates(project, gates, checklists, report)
  const {problems} = report
  if (stopping([...given, ...problems]).length > 0) throw new CannotJudge([...given, ...problems])
  const plan: Plan = {
    service: project.service,
    environment,
    claimsHere: project.claimsFor === environment.name,
    checklists: [...checklists],
    items,
    calls: calls.all,
    settings,
    facts,
    gates,
    approvers: project.approvers,
    checks: project.checks,
    problems: [...given, ...problems],
  }
  return {plan, problems, unused: finder.unused}
}
