import {stages} from '../index.ts'
import {
  CannotJudge,
  type Checklist,
  type Environment,
  type Plan,
  type Problem,
  type Records,
  type Run,
} from '../model/index.ts'
import type {Lookalike} from '../model/overview.ts'
import type {Suggestions} from '../model/proposal.ts'
import {judgeRuns} from './judge.ts'
import {type Prepared, planFor, type World} from './prepare.ts'

/** Checklists as they are, what could be checked in them, and what their own project's files say of that already. */
export interface Overview {
  project: string | null
  checklists: readonly Checklist[]
  /** For each checklist. */
  suggestions: readonly Suggestions[]
  /** Keys of items of which it is said already how to find out. */
  bound: ReadonlySet<string>
  lookalikes: readonly (readonly Lookalike[])[]
  /** Proposals as a plan, and what came out of those that need nothing but files; null where there is none such. */
  glance: {plan: Plan; run: Run} | null
  settings: {environment: string; files: string[]} | null
  /** Environments that cannot be run before a variable is set. */
  waiting: string[]
  problems: readonly Problem[]
}

/** The environment that the boxes speak of; what it waits for is no reason to say nothing of its checklists. */
const environmentOf = ({project: {environments, claimsFor}}: Prepared): Environment | undefined =>
  environments.find(({name}) => name === claimsFor) ?? environments[0]

/** What is in checklists that nobody may have seen before. Nothing is written, and nothing is asked of a network. */
export async function overviewOf(prepared: Prepared, world: World): Promise<Overview> {
  const {project, checklists, records} = prepared
  const environment = environmentOf(prepared)
  const {plan, problems: found} = await planned(prepared, environment, null)
  const {bound, suggestions} = await proposed(checklists, plan, records)
  const {lookalikesIn} = await stages.markdown()
  const lookalikes = await Promise.all(checklists.map(({file}) => lookalikesIn(project.root, file)))
  const glanced = plan === null ? null : await glanceAt(prepared, plan, suggestions, world)
  const judged = plan === null ? [] : (await judgeRuns(plan, [], {}, records, world.clock.now())).problems
  const problems = [...prepared.problems, ...found, ...judged]
  return {
    project: project.file,
    checklists,
    suggestions,
    bound,
    lookalikes,
    glance: glanced?.glance ?? null,
    settings: glanced?.settings ?? null,
    waiting: [...prepared.waiting.keys()],
    problems,
  }
}

/** A plan that what is wrong in the checklists does not stop: an overview tells it beside what it found. */
async function planned(
  prepared: Prepared,
  environment: Environment | undefined,
  unwritten: string | null,
): Promise<{plan: Plan | null; problems: readonly Problem[]}> {
  if (environment === undefined) return {plan: null, problems: []}
  const quiet = {...prepared, problems: [], waiting: new Map()}
  const attempt = async (from: Environment): Promise<{plan: Plan | null; problems: readonly Problem[]}> => {
    try {
      const plan = await planFor(quiet, from, {unwritten, withoutOwn: true})
      return {plan, problems: plan.problems}
    } catch (error) {
      if (error instanceof CannotJudge) return {plan: null, problems: error.problems}
      throw error
    }
  }
  const first = await attempt(environment)
  // What is stated may be a fact of another checklist, which was not asked for.
  const again = first.plan === null ? await attempt(withoutFacts(environment)) : first
  return again.plan === null ? first : again
}

const withoutFacts = (environment: Environment): Environment => ({
  ...environment,
  facts: {},
  tenants: environment.tenants.map((tenant) => ({...tenant, facts: {}})),
})

async function proposed(
  checklists: readonly Checklist[],
  plan: Plan | null,
  records: readonly Records[],
): Promise<Pick<Overview, 'bound' | 'suggestions'>> {
  const {boundIn, suggest} = await stages.author()
  const bound = plan === null ? new Set<string>() : boundIn(plan, checklists, records)
  const declared = plan ?? {settings: {}, facts: {}}
  const found: Suggestions[] = []
  for (const checklist of checklists) found.push(suggest({checklist, bound, declared, others: found}))
  return {bound, suggestions: found}
}

/** Makes those proposed calls that touch nothing but files of the project. */
async function glanceAt(
  prepared: Prepared,
  {environment}: Plan,
  suggestions: readonly Suggestions[],
  {clock}: World,
): Promise<Pick<Overview, 'glance' | 'settings'>> {
  const {atHand} = await stages.author()
  const unwritten = atHand(prepared.checklists, suggestions)
  if (unwritten === null) return {glance: null, settings: null}
  const named = suggestions.some(({proposals}) =>
    proposals.some(({parts}) => parts.some(({thing}) => thing.kind === 'env')),
  )
  const config = named ? await configOf(prepared, environment) : {environment: environment.name, sources: []}
  const alone = {...secluded(environment), config: config.sources}
  const {plan} = await planned(prepared, alone, unwritten)
  const files = config.sources.flatMap(({file}) => file ?? [])
  const settings = files.length === 0 ? null : {environment: config.environment, files}
  if (plan === null) return {glance: null, settings}
  const calls = ownCalls(plan, suggestions, config.sources.length > 0)
  return {glance: {plan: {...plan, calls}, run: await look({...plan, calls}, prepared.project.root, clock)}, settings}
}

/** An environment that leads nowhere. */
const secluded = (environment: Environment): Environment => ({
  ...environment,
  target: null,
  release: null,
  credentials: {},
  allow: [],
  tenants: environment.tenants.map((tenant) => ({...tenant, target: null})),
})

async function look(plan: Plan, root: string, clock: World['clock']): Promise<Run> {
  const [{runPlan}, {checks}, {anchorsOf}] = await Promise.all([stages.run(), stages.checks(), stages.markdown()])
  return runPlan({plan, root, checks, anchorsOf, env: {}, clock})
}

/** The calls of proposals, without those that ask for more than files. */
function ownCalls({items, calls}: Plan, suggestions: readonly Suggestions[], configured: boolean): Plan['calls'] {
  const keys = new Set(suggestions.flatMap(({proposals}) => proposals.map(({key}) => key)))
  const own = items.filter(({key}) => keys.has(key)).flatMap((item) => Object.values(item.calls).flat())
  const ids = new Set(own.flatMap((node) => ('any' in node ? node.any : [node])).map(({call}) => call))
  const near = new Set(['file', 'link', ...(configured ? ['env'] : [])])
  return calls.filter(({id, check}) => ids.has(id) && near.has(check))
}

/** Where the project says how its service is set: as declared, or as its files look, for what serves people first. */
async function configOf(
  {project}: Prepared,
  environment: Environment,
): Promise<{environment: string; sources: Environment['config']}> {
  if (project.file !== null) return {environment: environment.name, sources: environment.config}
  const {lookAround} = await stages.author()
  const {environments} = await lookAround(project.root)
  const found = environments.find(({config}) => config.length > 0)
  const sources = (found?.config ?? []).map((file) => ({file, optional: false, values: {}}))
  return {environment: found?.name ?? environment.name, sources}
}
