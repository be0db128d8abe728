import {type Baseline, type Plan, type Problem, type ReportData, type Results, type Run, stages} from '../../index.ts'
import {besideOthers, judgeEnvironment, mustGoOn, type Prepared, prepare, runEnvironment} from '../../line/index.ts'
import {defineCommand, projectOptions, UsageError} from '../command.ts'
import type {Io} from '../io.ts'
import {environmentsAsked, heldAgainst, isGood, mustBeAsked, runsNamed} from '../named-runs.ts'
import {placeOf} from '../place.ts'
import {plansFor} from '../plans.ts'
import {progressOn} from '../progress.ts'
import {reportersAsked, reportOptions, tell} from '../reporting.ts'
import {makeShards, mustJudgeNothing, shareOf} from '../sharding.ts'
import {inferredLine, withInferred} from '../suggesting.ts'

/** One environment after its run. */
interface Judged {
  plan: Plan
  run: Run
  savedAs: string | null
  runs: readonly Run[]
  results: Results
  /** An earlier run that it is held against. */
  baseline: Baseline | null
  problems: readonly Problem[]
}

export const run = defineCommand({
  name: 'run',
  words: '[FILES…]',
  summary: 'Makes the checks, judges every item, and says whether the gates are met.',
  options: {
    env: {type: 'string', value: 'NAME', multiple: true, says: 'Environment to run; all of them unless given'},
    vantage: {type: 'string', value: 'NAME', says: 'The place that this run is made from; outside unless given'},
    shard: {
      type: 'string',
      value: 'N/ALL',
      says: 'Make one share of the calls, such as 2/8, and judge nothing; `merge` makes a run of all shares',
    },
    gate: {type: 'string', value: 'NAME', says: 'Judge this gate alone'},
    baseline: {
      type: 'string',
      value: 'RUN',
      multiple: true,
      says: 'An earlier run, by file or id: fail only on what got worse since; its environment unless others are given',
    },
    pack: {
      type: 'string',
      value: 'NAME',
      multiple: true,
      says: 'A pack beside those of the project: a shipped name or a path',
    },
    inferred: {type: 'boolean', says: 'Bind what nothing binds by what `suggest` is sure of, unwritten'},
    ...reportOptions,
    all: {type: 'boolean', says: 'Show everything, passing sections too'},
    failing: {type: 'boolean', says: 'Show only what is not so'},
    ...projectOptions,
  },
  async act(io, args) {
    if (args.flag('all') && args.flag('failing'))
      throw new UsageError('Unexpected `--all` beside `--failing`, expected one of them')
    const share = shareOf(args.text('shard'))
    if (share !== null) mustJudgeNothing(args)
    const asked = await reportersAsked(io, args.text('format'), args.texts('reporter'))
    const place = placeOf(io, args, args.words, args.texts('pack'))
    const read = await prepare(place, io, 'checklists')
    mustGoOn(read.problems)
    const {prepared, inferred} = args.flag('inferred') ? await withInferred(read) : {prepared: read, inferred: []}
    const gate = args.text('gate')
    const earlier = await runsNamed(io, prepared, args.texts('baseline'))
    const named = environmentsAsked(args.texts('env'), earlier)
    const plans = await plansFor(prepared, named, gate === null ? [] : [gate])
    mustBeAsked(earlier, plans)
    const interruption = interruptible(io)
    if (share !== null)
      return await makeShards(io, prepared, plans, share, args.text('vantage'), interruption.signal).finally(
        interruption.end,
      )
    const judged: Judged[] = []
    try {
      for (const plan of plans) {
        if (interruption.signal.aborted) break
        const one = await runAndJudge(io, prepared, plan, args.text('vantage'), interruption.signal)
        judged.push({...one, baseline: await heldAgainst(prepared, one.plan, one.results, earlier)})
      }
    } finally {
      interruption.end()
    }
    const {baselineText, runReport, reportText} = await stages.report()
    const {judged: shown, everywhere} = await besideOthers(prepared, io.clock.now(), judged)
    const mode = args.flag('all') ? 'all' : args.flag('failing') ? 'failing' : 'normal'
    const files = place.file === null ? args.words : []
    const text = (sheet: ReportData['sheet']): string => {
      const texts = shown.map((one) => {
        const {plan, results, baseline} = one
        const others = everywhere.filter(({environment}) => environment !== results.environment)
        const held = baseline === null ? '' : baselineText({plan, results, baseline, ...sheet})
        return held + reportText({...one, others, ...sheet, mode, files})
      })
      return texts.join('\n') + (args.flag('inferred') ? `\n${inferredLine(inferred, args.words)}` : '')
    }
    await tell(io, asked, {
      environments: shown,
      document: runReport(shown, inferred),
      text,
      site: prepared.project.site,
    })
    return exitCode(io, judged, interruption.signal.aborted)
  },
})

async function runAndJudge(
  io: Io,
  {project: {root}, records}: Prepared,
  plan: Plan,
  vantage: string | null,
  signal: AbortSignal,
): Promise<Omit<Judged, 'baseline'>> {
  const progress = await progressOn(io)
  const {
    run: made,
    savedAs,
    kept,
  } = await runEnvironment(plan, root, io, {
    ...(vantage === null ? {} : {vantage}),
    signal,
    onProgress: (done, total, message) => progress.say(`${plan.environment.name} ${done}/${total} ${message}`),
  })
  progress.clear()
  if (kept !== null)
    io.err(
      `The run of ${plan.environment.name} could not be kept below \`.proofmark/runs\`: ${kept}. It is judged all the same.\n`,
    )
  const {runs, results, problems} = await judgeEnvironment(plan, root, io.clock.now(), made, records)
  const found = [...plan.problems, ...problems]
  return {plan: {...plan, problems: found}, run: made, savedAs, runs, results, problems: found}
}

/** The first Ctrl-C stops and keeps what is finished, the second ends at once. */
function interruptible(io: Io): {signal: AbortSignal; end(): void} {
  const controller = new AbortController()
  const end = io.onInterrupt(() => {
    if (controller.signal.aborted) io.leave(130)
    controller.abort()
    io.err('\nInterrupted: what is finished is kept. Once more ends at once.\n')
  })
  return {signal: controller.signal, end}
}

/** Computed apart from every report: an unjudged gate is not a met one, and no gate at all is no answer. */
function exitCode(io: Io, judged: readonly Judged[], interrupted: boolean): number {
  if (interrupted) return 130
  const gates = judged.flatMap(({results}) => results.gates)
  if (gates.length === 0) {
    io.err('No gate speaks of what was run, so nothing is met.\n')
    return 2
  }
  return judged.every(({results, baseline}) => isGood(results, baseline)) ? 0 : 1
}
