import path from 'node:path'
import {CannotJudge, fileWords, type MergeReport, problem, type Run, stages} from '../../index.ts'
import {readProject} from '../../line/index.ts'
import {defineCommand, formatOption, projectOptions, UsageError} from '../command.ts'
import type {Io} from '../io.ts'
import {placeOf} from '../place.ts'

export const merge = defineCommand({
  name: 'merge',
  words: 'FILES…',
  wordsAtLeast: 1,
  summary: 'Makes one run of all shards of it, and keeps runs of several vantages side by side.',
  options: {
    out: {type: 'string', value: 'FILE', says: 'Write the run there, in place of keeping it'},
    ...formatOption,
    ...projectOptions,
  },
  async act(io, args) {
    const runs = await mergedOf(io, args.words)
    const out = args.text('out')
    const [first] = runs
    if (out !== null && runs.length > 1)
      throw new UsageError('Unexpected `--out` for runs of several vantages, expected it for one run')
    const {saveRuns, writeRun} = await stages.store()
    const kept: {run: Run; file: string}[] = []
    if (out !== null && first !== undefined) {
      await writeRun(path.resolve(io.cwd, out), first).catch((error: unknown) => {
        throw new UsageError(
          `Unexpected \`${out}\` for \`--out\`, expected a file that can be written: ${fileWords(error)}`,
        )
      })
      kept.push({run: first, file: out})
    } else {
      const {project} = await readProject(placeOf(io, args, []), io)
      mustBelong(
        runs,
        project.service,
        project.environments.map(({name}) => name),
      )
      const files = await saveRuns(project.root, runs)
      runs.forEach((run, index) => {
        kept.push({run, file: files[index] ?? ''})
      })
    }
    const {clean, json} = await stages.report()
    const told: MergeReport['runs'] = kept.map(({run: {id, environment, vantage, complete, findings}, file}) => ({
      ...{id, environment, vantage, complete, findings: findings.length, file},
    }))
    if (args.text('format') === 'json') io.out(json({version: 1, kind: 'merge', runs: told} satisfies MergeReport))
    else
      for (const {environment, vantage, findings, file} of told)
        io.out(`${clean(`${environment} from ${vantage}: ${findings} findings, kept as ${file}`)}\n`)
    return 0
  },
})

/** Shards become one run; runs stay what they are. They meet only where they fit. */
async function mergedOf(io: Io, names: readonly string[]): Promise<Run[]> {
  const [{mergeShards, mustMeet}, {readPart}] = await Promise.all([stages.run(), stages.store()])
  const parts = []
  for (const name of names) parts.push({name, ...(await readPart(path.resolve(io.cwd, name), name))})
  const shards = parts.flatMap((part) => ('shard' in part ? [{name: part.name, shard: part.shard}] : []))
  const whole = parts.flatMap((part) => ('run' in part ? [{name: part.name, run: part.run}] : []))
  const made = shards.length === 0 ? [] : [{name: shards[0]?.name ?? '', run: mergeShards(shards)}]
  const runs = [...made, ...whole]
  mustMeet(runs)
  return runs.map(({run}) => run)
}

function mustBelong(runs: readonly Run[], service: string, environments: readonly string[]): void {
  for (const run of runs) {
    const of = run.service === service ? null : `service \`${run.service}\`, expected \`${service}\``
    const at = environments.includes(run.environment)
      ? null
      : `environment \`${run.environment}\`, expected one of the project`
    const wrong = of ?? at
    if (wrong !== null) throw new CannotJudge([problem('run-file', `Unexpected ${wrong}`, null)])
  }
}
