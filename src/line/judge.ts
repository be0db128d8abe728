import {stages} from '../index.ts'
import {fileWords} from '../model/file-words.ts'
import {
  CannotJudge,
  type Environment,
  type History,
  nameOfCheck,
  type Plan,
  type Problem,
  type Project,
  problem,
  type Records,
  type Results,
  type Run,
  type ShownCheck,
  type Snapshot,
  type TrendPoint,
} from '../model/index.ts'
import {checksFor} from './checks.ts'
import {type Prepared, planFor, type World} from './prepare.ts'
import {vacuousIn} from './vacuous.ts'

export interface RunOptions {
  vantage?: string
  signal?: AbortSignal
  onProgress?: (done: number, total: number, message: string) => void
}

/** A plan → a run, kept as a file; `savedAs` is null where it could not be, and `kept` says why. */
export async function runEnvironment(
  plan: Plan,
  root: string,
  {env, clock, random}: World,
  options: RunOptions,
): Promise<{run: Run; savedAs: string | null; kept: string | null}> {
  const [{runPlan}, checks, {anchorsOf}, {saveRun}] = await Promise.all([
    stages.run(),
    checksFor(root, plan.checks),
    stages.markdown(),
    stages.store(),
  ])
  const run = await runPlan({plan, root, checks, anchorsOf, env, clock, random, ...options})
  try {
    return {run, savedAs: await saveRun(root, run), kept: null}
  } catch (error) {
    return {run, savedAs: null, kept: fileWords(error)}
  }
}

/** The newest kept run of each vantage, with one just made in its place, and what people stated → results. */
export async function judgeEnvironment(
  plan: Plan,
  root: string,
  now: Date,
  made: Run | null = null,
  records: readonly Records[] = [],
): Promise<{runs: Run[]; results: Results; problems: Problem[]}> {
  const {latestRuns, historyOf} = await stages.store()
  const {environment} = plan
  const told = Promise.all([
    latestRuns(root, environment.name),
    historyOf(root, environment.name, made === null ? [] : [made]),
  ])
  const [kept, {history, problems}] = await told.catch((error: unknown) => {
    // Without a run of its own there is nothing to judge but these.
    if (made === null) throw error
    const message = `Unexpected failure to read the kept runs, expected a folder that can be read: ${fileWords(error)}`
    return [
      {runs: [], problems: [problem('unreadable-file', message, null)]},
      {history: {}, problems: []},
    ] as const
  })
  const runs = made === null ? kept.runs : [made, ...kept.runs.filter(({vantage}) => vantage !== made.vantage)]
  const judged = await judgeRuns(plan, runs, history, records, now)
  return {...judged, problems: [...distinct([...kept.problems, ...problems]), ...judged.problems]}
}

/** Runs, what their forerunners came to and what people stated → results. */
export async function judgeRuns(
  plan: Plan,
  given: readonly Run[],
  history: History,
  records: readonly Records[],
  now: Date,
): Promise<{runs: Run[]; results: Results; problems: Problem[]}> {
  const {claimProblems, judge, sinceFirstSeen} = await stages.results()
  const runs = sinceFirstSeen(given, history)
  const results = judge({plan, runs, records, now, history})
  return {runs, results, problems: claimProblems(plan, results)}
}

const distinct = (found: readonly Problem[]): Problem[] => [
  ...new Map(found.map((each) => [JSON.stringify(each), each])).values(),
]

/** What was judged, each result with the environments in which its item stands otherwise; and the results of all of them that were ever run, in the order of the project. */
export async function besideOthers<T extends {results: Results}>(
  prepared: Prepared,
  now: Date,
  judged: readonly T[],
): Promise<{judged: T[]; everywhere: Results[]}> {
  const {withElsewhere} = await stages.results()
  const all: Results[] = []
  for (const environment of prepared.project.environments) {
    const known = judged.find(({results}) => results.environment === environment.name)
    const results = known?.results ?? (await judgeAside(prepared, environment, now))
    if (results !== null) all.push(results)
  }
  const everywhere = withElsewhere(all)
  const of = new Map(everywhere.map((results) => [results.environment, results]))
  return {
    judged: judged.map((each) => ({...each, results: of.get(each.results.environment) ?? each.results})),
    everywhere,
  }
}

/** An environment over its kept runs; null where there are none, or it cannot be judged: what is wrong with it stops what asks for it, nothing else. */
async function judgeAside(prepared: Prepared, environment: Environment, now: Date): Promise<Results | null> {
  try {
    const plan = await planFor(prepared, environment)
    const {runs, results} = await judgeEnvironment(plan, prepared.project.root, now, null, prepared.records)
    return runs.length === 0 ? null : results
  } catch (error) {
    if (error instanceof CannotJudge) return null
    throw error
  }
}

/** Everything that the site shows: each environment judged over its newest kept runs. */
export async function snapshotOf(prepared: Prepared, now: Date): Promise<Snapshot> {
  const {project, documents, checklists, navigation, records, problems} = prepared
  const [{makeSnapshot}, {recordStandings, withElsewhere}] = await Promise.all([stages.publish(), stages.results()])
  const environments = []
  const found = [...problems]
  // Nobody reads of problems on a public site.
  const isTold = project.site.audience !== 'public'
  for (const environment of project.environments) {
    const plan = await planFor(prepared, environment)
    const {runs, results, problems: judged} = await judgeEnvironment(plan, project.root, now, null, records)
    const standings = recordStandings({plan, runs, records, now})
    environments.push({plan, results, runs, standings, trend: await trendFor(plan, prepared, runs)})
    // A plan repeats what was known before it.
    found.push(...plan.problems, ...judged, ...(isTold ? await vacuousIn(project, plan, runs) : []))
  }
  const everywhere = withElsewhere(environments.map(({results}) => results))
  const shown = environments.map((each, index) => ({...each, results: everywhere[index] ?? each.results}))
  const used = await checksIn(
    project,
    environments.map(({plan}) => plan),
  )
  return makeSnapshot({
    project,
    documents,
    checklists,
    navigation,
    environments: shown,
    problems: [...distinct(found)],
    records,
    checks: used,
  })
}

/** The checks that bindings call, and all of the project's own, as they describe themselves. */
async function checksIn({root, checks: own}: Project, plans: readonly Plan[]): Promise<ShownCheck[]> {
  const {shownCheck} = await stages.checks()
  const calls = plans.flatMap(({items}) => items.flatMap(({binding}) => binding?.checks ?? []))
  const names = new Set(calls.flatMap((call) => ('any' in call ? call.any : [call])).map(({check}) => check))
  const files = new Map(own.map((each) => [nameOfCheck(each), {file: each.file, line: 1, column: 1}]))
  const all = await checksFor(root, own)
  return all
    .filter(({name}) => names.has(name) || files.has(name))
    .map((check) => shownCheck(check, files.get(check.name) ?? null))
}

/** What the kept runs came to: each is judged once, by the plan and the records of the day on which it is first met. */
async function trendFor(plan: Plan, {project, records}: Prepared, inHand: readonly Run[]): Promise<TrendPoint[]> {
  const [{historyFrom, trendOf}, {replay, whatStood}, checks] = await Promise.all([
    stages.store(),
    stages.results(),
    checksFor(project.root, plan.checks),
  ])
  return trendOf(project.root, plan.environment.name, inHand, async (run, together) => {
    const {id, release, vantage, complete, finishedAt} = run
    const runs = together.map((each) => replay({plan, run: each, checks}))
    const {results} = await judgeRuns(plan, runs, await historyFrom(runs), records, new Date(finishedAt))
    const gates = results.gates.map(({name, verdict}) => ({name, verdict}))
    return {
      run: id,
      at: finishedAt,
      release,
      vantage,
      complete,
      counts: results.counts,
      gates,
      stood: whatStood(results),
    }
  })
}
