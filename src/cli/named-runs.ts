import path from 'node:path'
import {type Baseline, CannotJudge, oneOf, type Plan, problem, type Results, type Run, stages} from '../index.ts'
import {checksFor, judgeRuns, type Prepared} from '../line/index.ts'
import type {Io} from './io.ts'

/** A run that was named on the line, with the name. */
export interface NamedRun {
  name: string
  run: Run
}

const isId = (name: string): boolean => /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-[0-9a-f]{6}$/.test(name)

/** The runs that were named, by file or by the id of one that is kept. Throws `CannotJudge` for one that is none of this project. */
export async function runsNamed(io: Io, prepared: Prepared, names: readonly string[]): Promise<NamedRun[]> {
  const runs: NamedRun[] = []
  for (const name of names) runs.push({name, run: await runNamed(io, prepared, name)})
  return runs
}

async function runNamed(io: Io, {project}: Prepared, name: string): Promise<Run> {
  const {keptRun, readRun} = await stages.store()
  const refuse = (what: string, expected: string): CannotJudge =>
    new CannotJudge([problem('run-file', `Unexpected ${what}, expected ${expected}`, null)])
  if (isId(name)) {
    for (const environment of project.environments) {
      const run = await keptRun(project.root, environment.name, name)
      if (run !== null) return run
    }
    throw refuse(`run \`${name}\``, 'one that is kept below `.proofmark/runs`, or a file')
  }
  const run = await readRun(path.resolve(io.cwd, name), name)
  if (run.service !== project.service)
    throw refuse(`service \`${run.service}\` in \`${name}\``, `a run of \`${project.service}\``)
  const known = project.environments.map((environment) => environment.name)
  if (!known.includes(run.environment))
    throw refuse(`environment \`${run.environment}\` in \`${name}\``, `a run of ${oneOf(known)}`)
  return run
}

/** The environments that are asked for: those named, else those of the runs that were named; all where there is neither. */
export const environmentsAsked = (names: readonly string[], runs: readonly NamedRun[]): string[] =>
  names.length > 0 ? [...names] : [...new Set(runs.map(({run}) => run.environment))]

/** A run of an environment that nobody asked for would count for nothing, so that is said. */
export function mustBeAsked(runs: readonly NamedRun[], plans: readonly Plan[]): void {
  const known = plans.map(({environment}) => environment.name)
  const other = runs.find(({run}) => !known.includes(run.environment))
  if (other === undefined) return
  const message = `Unexpected environment \`${other.run.environment}\` of the run \`${other.name}\`, expected ${oneOf(known)}, which is asked for`
  throw new CannotJudge([problem('run-file', message, null)])
}

/** When the newest of some runs finished. */
export const finishedAt = (runs: readonly Run[]): Date =>
  new Date(Math.max(...runs.map((run) => Date.parse(run.finishedAt))))

/** What was judged, held against earlier runs of its environment: judged by the same plan and records for the moment that they finished. */
export async function heldAgainst(
  prepared: Prepared,
  plan: Plan,
  results: Results,
  earlier: readonly NamedRun[],
): Promise<Baseline | null> {
  const own = earlier.map(({run}) => run).filter(({environment}) => environment === plan.environment.name)
  if (own.length === 0) return null
  const [{historyFrom}, {compareResults, gateWorse, gotWorse}] = await Promise.all([stages.store(), stages.results()])
  const runs = await replayed(prepared, plan, own)
  const {results: before} = await judgeRuns(plan, runs, await historyFrom(runs), prepared.records, finishedAt(own))
  return {
    runs: own.map(({id, vantage, finishedAt, complete}) => ({id, vantage, finishedAt, complete})),
    judgedAt: before.judgedAt,
    gates: results.gates.map((gate) => {
      const then = before.gates.find(({name}) => name === gate.name) ?? null
      return {name: gate.name, gotWorse: gotWorse(then, gate), worse: gateWorse(then, gate)}
    }),
    shifts: compareResults(before, results),
  }
}

/** Runs as the plan of today judges them. */
export async function replayed({project}: Prepared, plan: Plan, runs: readonly Run[]): Promise<Run[]> {
  const [{replay}, checks] = await Promise.all([stages.results(), checksFor(project.root, project.checks)])
  return runs.map((run) => replay({plan, run, checks}))
}

/** Whether a judgement is good: each gate is met, or did not get worse where it was held against an earlier run. */
export const isGood = ({gates}: Pick<Results, 'gates'>, baseline: Baseline | null): boolean =>
  baseline === null ? gates.every(({verdict}) => verdict === 'met') : baseline.gates.every(({gotWorse}) => !gotWorse)
