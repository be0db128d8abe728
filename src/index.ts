import {existsSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Layer} from './bindings/index.ts'
import type {LoadedProject} from './config/index.ts'
import {
  CannotJudge,
  type Checklist,
  type Document,
  type Environment,
  type History,
  type Plan,
  type Problem,
  type Project,
  problem,
  type Records,
  type Results,
  type Run,
  type Snapshot,
  stopping,
} from './model/index.ts'
import {oneOf} from './model/nearest.ts'

export type {Changed, LastWord, Reworded, Synced} from './author/index.ts'
export {
  type Baseline,
  type Binding,
  begins,
  CannotJudge,
  type Checklist,
  type DrilledEnvironment,
  dateInWords,
  type Environment,
  ends,
  type IdsReport,
  type Item,
  type JudgedGates,
  type JudgedOver,
  keyOf,
  Names,
  type Plan,
  type PlannedItem,
  type Problem,
  ProblemSlug,
  type Project,
  place,
  problem,
  problemLine,
  type Results,
  type Run,
  spanOf,
  stopping,
} from './model/index.ts'
export {meant, nearest, oneOf} from './model/nearest.ts'
export {Format, formats, jsonSchema, type SyncReport} from './model/report.ts'

/** The stages, in the order in which a checklist goes through them. Each loads its room when it is first used. */
export const stages = {
  /** `proofmark.yaml` → a project and its environments. */
  config: () => import('./config/index.ts'),
  /** Markdown → documents and checklists. */
  markdown: () => import('./markdown/index.ts'),
  /** The checks that a binding can call. */
  checks: () => import('./checks/index.ts'),
  /** Checklists × bindings × one environment → a plan. */
  bindings: () => import('./bindings/index.ts'),
  /** A plan → a run: what each call saw. */
  run: () => import('./run/index.ts'),
  /** Runs are kept as files. */
  store: () => import('./store/index.ts'),
  /** A plan, runs and records → where each item stands, and the gates. */
  results: () => import('./results/index.ts'),
  /** A plan, and what runs saw → which check calls can go red. */
  drill: () => import('./drill/index.ts'),
  /** What people write: records of what they saw. */
  author: () => import('./author/index.ts'),
  /** All of it → text and JSON. */
  report: () => import('./report/index.ts'),
  /** All of it → a snapshot, and the site built from it. */
  publish: () => import('./publish/index.ts'),
} as const

/** What comes from outside of the process. */
export interface World {
  env: Readonly<Record<string, string | undefined>>
  clock: {now(): Date; sleep(ms: number, signal: AbortSignal): Promise<void>}
  random(): number
}

/** What is asked for: a project, or files alone. */
export interface Ask {
  /** Absolute. */
  root: string
  /** `proofmark.yaml`, from the root; null without one. */
  file: string | null
  /** Checklists instead of those of the project, from the root. */
  files: readonly string[]
  /** Packs beside those of the project. */
  packs: readonly string[]
}

/** A project with its checklists read, and all that is wrong in them. */
export interface Prepared {
  project: Project
  documents: Document[]
  checklists: Checklist[]
  /** What people stated. */
  records: Records[]
  problems: Problem[]
  /** What an environment waits for before it can be planned, by its name. */
  waiting: LoadedProject['waiting']
}

/** `proofmark.yaml`, or files alone with the folder around them → a project. */
export async function readProject(ask: Ask, world: World): Promise<LoadedProject> {
  const {root, file, files, packs} = ask
  const {bareProject, loadProject} = await stages.config()
  const {project, ...found}: LoadedProject =
    file === null
      ? {
          project: {...bareProject({root, checklists: files}), docs: path.posix.dirname(files[0] ?? '.')},
          problems: [],
          waiting: new Map(),
        }
      : await loadProject({root, file, env: world.env})
  const checklists = files.length > 0 ? [...files] : project.checklists
  return {project: {...project, checklists, packs: [...project.packs, ...packs]}, ...found}
}

/** Project → docs and checklists. The documents around them are read only where they are needed. */
export async function prepare(ask: Ask, world: World, docs: 'documents' | 'checklists'): Promise<Prepared> {
  const [{project, problems, waiting}, {misfits, readDocs, readRecords}] = await Promise.all([
    readProject(ask, world),
    stages.markdown(),
  ])
  const {root, checklists} = project
  const read = await readDocs({root, docs: docs === 'documents' ? project.docs : null, checklists})
  const stated = await readRecords({root, docs: project.docs, checklists: read.checklists})
  // Of some checklists alone nobody can say that a record names an item that is not there.
  const told = stated.problems.filter(({slug}) => ask.files.length === 0 || slug !== 'unknown-item')
  const unfit = misfits(stated.records, project)
  const found = [...problems, ...read.problems, ...told, ...unfit]
  return {project, ...read, records: stated.records, problems: found, waiting}
}

/** The environments of these names, all of them where none is named. */
export function environmentsNamed({environments}: Project, names: readonly string[]): Environment[] {
  const known = environments.map(({name}) => name)
  const missing = names.filter((name) => !known.includes(name))
  if (missing.length > 0)
    throw new CannotJudge(
      missing.map((name) =>
        problem('unknown-environment', `Unexpected environment \`${name}\`, expected ${oneOf(known)}`, null),
      ),
    )
  return names.length === 0 ? environments : environments.filter(({name}) => names.includes(name))
}

/** Checklists → the plan of one environment. Throws `CannotJudge` for what stops a run. */
export async function planFor(
  {project, checklists, problems, waiting}: Prepared,
  environment: Environment,
): Promise<Plan> {
  mustGoOn(waiting.get(environment.name) ?? [])
  const [{makePlan}, {checks}] = await Promise.all([stages.bindings(), stages.checks()])
  const {plan} = await makePlan({project, environment, checklists, problems, packsFolder: packsFolder(), checks})
  return plan
}

/** Checklists → what packs and bindings files say of their items, as written. Throws `CannotJudge` for what stops a run. */
export async function layersFor({project, checklists}: Prepared): Promise<Layer[]> {
  const {Report, readLayers} = await stages.bindings()
  const report = new Report()
  const layers = await readLayers(project, checklists, packsFolder(), report)
  mustGoOn(report.problems)
  return layers
}

/** Pages of the site that want one address. */
export async function pageClashes({documents, checklists}: Prepared): Promise<Problem[]> {
  if (documents.length === 0) return []
  const {clashes} = await import('./publish/routes.ts')
  return clashes(documents, checklists)
}

/** What stops a run stops it here: nothing is judged over a checklist that cannot be read. */
export function mustGoOn(problems: readonly Problem[]): void {
  const stop = stopping(problems)
  if (stop.length > 0) throw new CannotJudge(stop)
}

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
  const [{runPlan}, {checks}, {anchorsOf}, {saveRun}] = await Promise.all([
    stages.run(),
    stages.checks(),
    stages.markdown(),
    stages.store(),
  ])
  const run = await runPlan({plan, root, checks, anchorsOf, env, clock, random, ...options})
  try {
    return {run, savedAs: await saveRun(root, run), kept: null}
  } catch (error) {
    return {run, savedAs: null, kept: reasonOf(error)}
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

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
    const message = `Unexpected failure to read the kept runs: ${reasonOf(error)}`
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
  const {project, documents, checklists, records, problems} = prepared
  const [{makeSnapshot}, {withElsewhere}] = await Promise.all([stages.publish(), stages.results()])
  const environments = []
  const found = [...problems]
  for (const environment of project.environments) {
    const plan = await planFor(prepared, environment)
    const {runs, results, problems: judged} = await judgeEnvironment(plan, project.root, now, null, records)
    environments.push({plan, results, runs})
    found.push(...judged)
  }
  const everywhere = withElsewhere(environments.map(({results}) => results))
  const shown = environments.map((each, index) => ({...each, results: everywhere[index] ?? each.results}))
  return makeSnapshot({project, documents, checklists, environments: shown, problems: found})
}

/** Folder of this package: the nearest one above that holds a `package.json`. */
export function packageRoot(from: string = path.dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(path.join(from, 'package.json'))) return from
  const above = path.dirname(from)
  if (above === from) throw new Error('Unexpected install, expected a `package.json` above the program')
  return packageRoot(above)
}

const packsFolder = (): string => path.join(packageRoot(), 'packs')

/** Version of this package. */
export async function version(): Promise<string> {
  const text = await readFile(path.join(packageRoot(), 'package.json'), 'utf8')
  return /"version": *"([^"]+)"/.exec(text)?.[1] ?? 'unknown'
}
