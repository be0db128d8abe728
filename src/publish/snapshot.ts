import {writeWhole} from '../disk/index.ts'
import {
  type Binding,
  type Checklist,
  type Document,
  type NavEntry,
  type Plan,
  type Problem,
  type Project,
  type RecordStanding,
  type Records,
  type Results,
  type Run,
  type ShownCheck,
  type ShownRecord,
  Snapshot,
  type SnapshotEnvironment,
  type TrendPoint,
} from '../model/index.ts'
import {projectPublic, published} from './public.ts'
import {sha256} from './render.ts'
import {routesOf} from './routes.ts'

/** One environment, judged. */
interface EnvironmentParts {
  plan: Plan
  results: Results
  runs: readonly Run[]
  /** Where each record stands in it. */
  standings?: readonly (RecordStanding | null)[]
  trend?: readonly TrendPoint[]
}

/** What a snapshot is made of. */
export interface SnapshotParts {
  project: Project
  documents: readonly Document[]
  checklists: readonly Checklist[]
  navigation?: readonly NavEntry[] | null
  environments: readonly EnvironmentParts[]
  problems: readonly Problem[]
  records?: readonly Records[]
  checks?: readonly ShownCheck[]
}

/** Everything that the site shows, in one piece of plain data; the same parts give the same bytes. */
export function makeSnapshot(parts: SnapshotParts): Snapshot {
  const {project, checklists, navigation = null, environments, problems, records = [], checks = []} = parts
  const documents = published(parts.documents, project)
  const names = environments.map(({plan}) => plan.environment.name)
  // The head of each page names its picture.
  const main = names.find((name) => name === project.claimsFor) ?? names[0] ?? null
  const snapshot = Snapshot.parse({
    version: 1,
    service: project.service,
    site: project.site,
    source: project.home,
    claimsFor: project.claimsFor,
    docs: sha256([documents, project.docs, project.site, project.service, project.home, main, navigation]),
    checklists,
    routes: routesOf(documents, checklists, project),
    bindings: bindingsOf(environments.map(({plan}) => plan)),
    environments: environments.map(environmentOf),
    problems,
    records: records.map((record, index) =>
      shownRecord(
        record,
        environments.flatMap(({standings}) => standings?.[index] ?? []),
      ),
    ),
    checks,
  })
  return snapshot.site.audience === 'public' ? projectPublic(snapshot, project) : snapshot
}

function shownRecord(record: Records, stands: RecordStanding[]): ShownRecord {
  if (record.kind !== 'attestation') return {record, sees: [], stands}
  const {sees, context: _, ...shown} = record
  return {record: shown, sees: sees.map(({path}) => path), stands}
}

/** Bindings are the same in every environment; the first plan that has one gives it. */
function bindingsOf(plans: readonly Plan[]): Record<string, Binding | null> {
  const bindings = new Map<string, Binding | null>()
  for (const {key, binding} of plans.flatMap(({items}) => items)) bindings.set(key, bindings.get(key) ?? binding)
  return Object.fromEntries(bindings)
}

function environmentOf({plan, results, runs, trend = []}: EnvironmentParts): SnapshotEnvironment {
  const newest = runs.toSorted((a, b) => (a.finishedAt < b.finishedAt ? 1 : -1))[0]
  return {
    name: plan.environment.name,
    tenants: plan.environment.tenants.map(({id}) => id),
    run:
      newest === undefined
        ? null
        : {
            id: newest.id,
            finishedAt: newest.finishedAt,
            release: newest.release,
            target: newest.target,
            complete: newest.complete,
            vantages: [...new Set(runs.map(({vantage}) => vantage))].toSorted(),
            others: runs.flatMap(({id}) => (id === newest.id ? [] : [id])).toSorted(),
          },
    causes: runs.flatMap(({causes}) => causes),
    results,
    trend: [...trend],
  }
}

/** What Astro needs of a snapshot: the pages that there are, and nothing that a run changes. */
export const withoutResults = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  bindings: {},
  problems: [],
  records: [],
  checks: [],
  environments: snapshot.environments.map((environment) => ({
    ...environment,
    run: null,
    causes: [],
    trend: [],
    results: {...environment.results, results: [], claims: [], items: {}, gates: [], decision: null},
  })),
})

/** Writes a snapshot as a file, whole or not at all. */
export const writeSnapshot = (file: string, snapshot: Snapshot): Promise<void> =>
  writeWhole(file, `${JSON.stringify(snapshot)}\n`, {forced: false})
