import {
  besideOthers,
  CannotJudge,
  environmentsNamed,
  judgeEnvironment,
  meant,
  mustGoOn,
  type Plan,
  type Prepared,
  type Problem,
  planFor,
  prepare,
  problem,
  type Results,
  type Run,
  runEnvironment,
  stages,
} from '../../index.ts'
import {defineCommand, formatOption, projectOptions, UsageError} from '../command.ts'
import type {Io} from '../io.ts'
import {placeOf} from '../place.ts'
import {progressOn} from '../progress.ts'
import {inferredLine, withInferred} from '../suggesting.ts'

/** One environment after its run. */
interface Judged {
  plan: Plan
  run: Run
  savedAs: string | null
  runs: readonly Run[]
  results: Results
  problems: readonly Problem[]
}

export const run = defineCommand({
  name: 'run',
  words: '[FILES…]',
  summary: 'Makes the checks, judges every item, and says whether the gates are met.',
  options: {
    env: {type: 'string', value: 'NAME', multiple: true, says: 'Environment to run; all of them unless given'},
    vantage: {type: 'string', value: 'NAME', says: 'The place that this run is made from; outside unless given'},
    gate: {type: 'string', value: 'NAME', says: 'Judge this gate alone'},
    pack: {
      type: 'string',
      value: 'NAME',
      multiple: true,
      says: 'A pack beside those of the project: a shipped name or a path',
    },
    inferred: {type: 'boolean', says: 'Bind what nothing binds by what `suggest` is sure of, unwritten'},
    ...formatOption,
    all: {type: 'boolean', says: 'Show everything, passing sections too'},
    failing: {type: 'boolean', says: 'Show only what is not so'},
    ...projectOptions,
  },
  async act(io, args) {
    if (args.flag('all') && args.flag('failing'))
      throw new UsageError('Unexpected `--all` beside `--failing`, expected one of them')
    const place = placeOf(io, args, args.words, args.texts('pack'))
    const read = await prepare(place, io, 'checklists')
    mustGoOn(read.problems)
    const {prepared, inferred} = args.flag('inferred') ? await withInferred(read) : {prepared: read, inferred: []}
    const gate = args.text('gate')
    const plans = await plansFor(prepared, args.texts('env'), gate)
    const interruption = interruptible(io)
    const judged: Judged[] = []
    try {
      for (const plan of plans) {
        if (interruption.signal.aborted) break
        judged.push(await runAndJudge(io, prepared, plan, args.text('vantage'), interruption.signal))
      }
    } finally {
      interruption.end()
    }
    const {json, runReport, reportText} = await stages.report()
    const {judged: shown, everywhere} = await besideOthers(prepared, io.clock.now(), judged)
    if (args.text('format') === 'json') io.out(json(runReport(shown, inferred)))
    else {
      const mode = args.flag('all') ? 'all' : args.flag('failing') ? 'failing' : 'normal'
      const texts = shown.map((one) =>
        reportText({
          ...one,
          others: everywhere.filter(({environment}) => environment !== one.results.environment),
          columns: io.columns,
          colour: io.colour,
          mode,
          files: place.file === null ? args.words : [],
        }),
      )
      io.out(texts.join('\n'))
      if (args.flag('inferred')) io.out(`\n${inferredLine(inferred)}`)
    }
    return exitCode(io, judged, interruption.signal.aborted)
  },
})

/** The plans of what is asked for: of the environments named, or of those that the gate names; its other gates set aside. */
async function plansFor(prepared: Prepared, names: readonly string[], gate: string | null): Promise<Plan[]> {
  const plans: Plan[] = []
  for (const environment of environmentsNamed(prepared.project, names)) plans.push(await planFor(prepared, environment))
  if (gate === null) return plans
  const narrowed = plans.map((plan) => ({...plan, gates: plan.gates.filter(({name}) => name === gate)}))
  const judging = names.length > 0 ? narrowed : narrowed.filter(({gates}) => gates.length > 0)
  if (narrowed.some(({gates}) => gates.length > 0)) return judging
  const known = [...new Set(plans.flatMap(({gates}) => gates.map(({name}) => name)))]
  throw new CannotJudge([problem('gate', `Unexpected gate \`${gate}\`, ${meant(gate, known)}`, null)])
}

async function runAndJudge(
  io: Io,
  {project: {root}, records}: Prepared,
  plan: Plan,
  vantage: string | null,
  signal: AbortSignal,
): Promise<Judged> {
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
  if (kept !== null) io.err(`The run could not be kept: ${kept}\n`)
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
  return gates.every(({verdict}) => verdict === 'met') ? 0 : 1
}
