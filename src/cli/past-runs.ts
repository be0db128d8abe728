import path from 'node:path'
import {CannotJudge, type Plan, type Problem, problem, type Results, type Run, stages} from '../index.ts'
import {environmentsNamed, judgeRuns, type Prepared} from '../line/index.ts'
import type {Io} from './io.ts'
import {finishedAt, replayed, runsNamed} from './named-runs.ts'

/** A run, and those of other vantages beside it, judged by today's plan and records for the moment that the last of them finished. */
export async function judgedThen(
  prepared: Prepared,
  plan: Plan,
  run: Run,
  beside: readonly Run[] = [],
): Promise<{run: Run; results: Results}> {
  const [{historyFrom}, today] = await Promise.all([stages.store(), replayed(prepared, plan, [run, ...beside])])
  const at = finishedAt([run, ...beside])
  const {runs, results} = await judgeRuns(plan, today, await historyFrom(today), prepared.records, at)
  return {run: {...run, causes: runs.flatMap(({causes}) => causes)}, results}
}

/** The kept runs of an environment, in the order that they finished. */
export async function keptRuns(
  {project: {root}}: Prepared,
  environment: string,
): Promise<{runs: Run[]; problems: Problem[]}> {
  const {listRuns, readRun} = await stages.store()
  const runs: Run[] = []
  const problems: Problem[] = []
  for (const {file} of await listRuns(root, environment))
    try {
      const run = await readRun(path.join(root, file), file)
      if (run.environment === environment) runs.push(run)
      else problems.push(elsewhere(file, run))
    } catch (error) {
      if (!(error instanceof CannotJudge)) throw error
      problems.push(...error.problems)
    }
  return {runs: runs.sort(inTime), problems}
}

const elsewhere = (file: string, {environment}: Run): Problem =>
  problem('run-file', `Unexpected environment \`${environment}\` in \`${file}\`, expected that of its folder`, null)

const inTime = (a: Run, b: Run): number => Date.parse(a.finishedAt) - Date.parse(b.finishedAt) || (a.id < b.id ? -1 : 1)

/** A run that was named: a file, an id or the beginning of one, `latest`, or `previous`, the one before it. */
export async function runMeant(io: Io, prepared: Prepared, name: string, env: string | null): Promise<Run> {
  const id = await idMeant(prepared, name, env)
  const [found] = await runsNamed(io, prepared, [id ?? name])
  if (found === undefined) throw new Error(`Unexpected end of runs, expected \`${name}\``)
  return found.run
}

const words: Readonly<Record<string, number>> = {latest: 0, previous: 1}

/** The id of a kept run that a word or the beginning of an id means; null for a file or a whole id. */
async function idMeant({project}: Prepared, name: string, env: string | null): Promise<string | null> {
  const place = Object.hasOwn(words, name) ? words[name] : undefined
  const begins = /^\d{4}(?:-[\dTZa-f-]*)?$/.test(name)
  if (place === undefined && !begins) return null
  const {listRuns} = await stages.store()
  const refuse = (expected: string): CannotJudge =>
    new CannotJudge([problem('run-file', `Unexpected run \`${name}\`, expected ${expected}`, null)])
  const asked = environmentsNamed(project, env === null ? [] : [env])
  const kept = await Promise.all(asked.map(({name: of}) => listRuns(project.root, of)))
  const found = begins ? kept.flat().filter(({id}) => id.startsWith(name)) : []
  if (found.length > 1) throw refuse(`the beginning of one id; ${found.length} kept runs begin so`)
  if (begins) {
    if (found[0] === undefined) throw refuse('a kept run below `.proofmark/runs`, or a file')
    return found[0].id
  }
  const ran = kept.filter((files) => files.length > 0)
  if (ran.length > 1) throw refuse('`--env NAME` beside it: several environments have kept runs')
  const id = ran[0]?.[place ?? 0]?.id
  if (id === undefined)
    throw refuse(
      `${place === 1 ? 'two kept runs' : 'a kept run'} below \`.proofmark/runs\`; \`proofmark run\` makes one`,
    )
  return id
}
