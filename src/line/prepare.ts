import path from 'node:path'
import type {LoadedProject} from '../config/index.ts'
import {stages} from '../index.ts'
import {
  CannotJudge,
  type Checklist,
  type Document,
  type Environment,
  type NavEntry,
  nameOfCheck,
  type Plan,
  type Problem,
  type Project,
  problem,
  type Records,
  stopping,
} from '../model/index.ts'
import {meant} from '../model/nearest.ts'
import {checksFor} from './checks.ts'
import {packsFolder} from './package.ts'

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
  /** As the author of the docs arranged them. */
  navigation: readonly NavEntry[] | null
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

/** Project → docs and checklists. The documents around them are read only where they are needed; the project, unless it is read already. */
export async function prepare(
  ask: Ask,
  world: World,
  docs: 'documents' | 'checklists',
  loaded: Promise<LoadedProject> = readProject(ask, world),
): Promise<Prepared> {
  const [{project, problems, waiting}, {misfits, readDocs, readRecords}] = await Promise.all([
    loaded,
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
        problem('unknown-environment', `Unexpected environment \`${name}\`, ${meant(name, known)}`, null),
      ),
    )
  return names.length === 0 ? environments : environments.filter(({name}) => names.includes(name))
}

/** How a plan is made where that is not as usual. */
export interface PlanOptions {
  /** Bindings that stand in no file, laid below those that do. */
  unwritten?: string | null
  /** Leave out the calls of the project's own checks, so that no code of it is imported. */
  withoutOwn?: boolean
}

/** Checklists → the plan of one environment. Throws `CannotJudge` for what stops a run. */
export async function planFor(
  {project, checklists, problems, waiting}: Prepared,
  environment: Environment,
  {unwritten = null, withoutOwn = false}: PlanOptions = {},
): Promise<Plan> {
  mustGoOn(waiting.get(environment.name) ?? [])
  const {makePlan} = await stages.bindings()
  const checks = await checksFor(project.root, withoutOwn ? [] : project.checks)
  const leftOut = withoutOwn ? project.checks.map(nameOfCheck) : []
  const asked = {project, environment, checklists, problems, packsFolder: packsFolder(), checks, leftOut, unwritten}
  const {plan} = await makePlan(asked)
  return plan
}

/** Pages of the site that want one address. */
export async function pageClashes({project, documents, checklists}: Prepared): Promise<Problem[]> {
  if (documents.length === 0) return []
  const {clashes} = await import('../publish/routes.ts')
  return clashes(documents, checklists, project)
}

/** What stops a run stops it here: nothing is judged over a checklist that cannot be read. */
export function mustGoOn(problems: readonly Problem[]): void {
  const stop = stopping(problems)
  if (stop.length > 0) throw new CannotJudge(stop)
}
