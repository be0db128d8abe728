import {
  type Baseline,
  begins,
  ends,
  type JudgedGates,
  type JudgedOver,
  type Plan,
  type Problem,
  problemLine,
  type Results,
  type Run,
  stages,
} from '../../index.ts'
import {judgeRuns, mustGoOn, type Prepared, prepare} from '../../line/index.ts'
import {defineCommand, projectOptions, UsageError} from '../command.ts'
import type {Io} from '../io.ts'
import {
  environmentsAsked,
  finishedAt,
  heldAgainst,
  isGood,
  mustBeAsked,
  type NamedRun,
  replayed,
  runsNamed,
} from '../named-runs.ts'
import {placeOf} from '../place.ts'
import {plansFor} from '../plans.ts'
import {reportersAsked, reportOptions, tell} from '../reporting.ts'

export const gate = defineCommand({
  name: 'gate',
  words: '[NAME…]',
  summary: 'Judges gates over runs that were made before: says whether they are met, and what would mend them.',
  options: {
    env: {
      type: 'string',
      value: 'NAME',
      multiple: true,
      says: 'Environment to judge; those of the runs named, or all, unless given',
    },
    run: {
      type: 'string',
      value: 'RUN',
      multiple: true,
      says: 'A run file, or the id of a kept run, to judge by; several: several vantages. The newest kept ones unless given',
    },
    at: {
      type: 'string',
      value: 'TIME',
      says: 'The moment to judge for, ISO 8601 with a zone, or a day, which counts to its end; now, or when the newest run named finished, unless given',
    },
    baseline: {
      type: 'string',
      value: 'RUN',
      multiple: true,
      says: 'An earlier run: fail only on what got worse since',
    },
    file: {
      type: 'string',
      value: 'FILE',
      multiple: true,
      says: 'Checklist to judge, where no proofmark.yaml names it',
    },
    pack: {
      type: 'string',
      value: 'NAME',
      multiple: true,
      says: 'A pack beside those of the project: a shipped name or a path',
    },
    ...reportOptions,
    ...projectOptions,
  },
  async act(io, args) {
    const given = momentOf(args.text('at'))
    const reporters = await reportersAsked(io, args.text('format'), args.texts('reporter'))
    const prepared = await prepare(placeOf(io, args, args.texts('file'), args.texts('pack')), io, 'checklists')
    mustGoOn(prepared.problems)
    const named = await runsNamed(io, prepared, args.texts('run'))
    const earlier = await runsNamed(io, prepared, args.texts('baseline'))
    mustHaveFinished(named, given)
    const asked = environmentsAsked(args.texts('env'), named.length > 0 ? named : earlier)
    const plans = await plansFor(prepared, asked, args.words)
    mustBeAsked([...named, ...earlier], plans)
    const judged: Awaited<ReturnType<typeof judgeGates>>[] = []
    for (const plan of plans) judged.push(await judgeGates(io, prepared, plan, named, earlier, given))
    const {gateReport, reportGate} = await stages.report()
    await tell(io, reporters, {
      environments: judged.map((one) => ({...one, problems: one.judged.problems})),
      document: gateReport(judged.map((one) => one.judged)),
      text: (sheet) => judged.map((one) => reportGate({...one, ...sheet})).join('\n'),
      site: prepared.project.site,
    })
    if (judged.some(({results}) => results.gates.length > 0))
      return judged.every(({results, judged: {baseline}}) => isGood(results, baseline)) ? 0 : 1
    io.err('No gate speaks of what was asked for, so nothing is met.\n')
    return 2
  },
})

function momentOf(text: string | null): Date | null {
  if (text === null) return null
  const end = begins(text) === null ? null : ends(text)
  if (end !== null) return new Date(end)
  throw new UsageError(
    `Unexpected \`${text}\` for \`--at\`, expected a day such as \`2026-12-24\`, or a moment with its zone such as \`2026-12-24T09:00:00Z\``,
  )
}

/** What was seen later says nothing of a moment before it. */
function mustHaveFinished(named: readonly NamedRun[], at: Date | null): void {
  const later = named.find(({run}) => at !== null && Date.parse(run.finishedAt) > at.getTime())
  if (at === null || later === undefined) return
  throw new UsageError(
    `Unexpected moment \`${at.toISOString()}\` before the run \`${later.name}\` had finished, expected \`${later.run.finishedAt}\` or later`,
  )
}

/** One environment, judged over the runs named or over those that are kept. */
async function judgeGates(
  io: Io,
  prepared: Prepared,
  plan: Plan,
  named: readonly NamedRun[],
  earlier: readonly NamedRun[],
  given: Date | null,
): Promise<{plan: Plan; runs: Run[]; results: Results; judged: JudgedGates}> {
  const {root} = prepared.project
  const {historyFrom, historyOf, latestRuns} = await stages.store()
  const name = plan.environment.name
  const own = named.map(({run}) => run).filter(({environment}) => environment === name)
  const kept = named.length > 0 ? {runs: own, problems: []} : await latestRuns(root, name, given)
  const at = given ?? (named.length > 0 ? finishedAt(named.map(({run}) => run)) : io.clock.now())
  const today = await replayed(prepared, plan, kept.runs)
  // The runs named are all that counts, so that they give the same answer wherever they are judged; nor does the past know what came after.
  const alone = named.length > 0 || at < io.clock.now()
  const past = alone ? {history: await historyFrom(today), problems: []} : await historyOf(root, name)
  const {runs, results, problems} = await judgeRuns(plan, today, past.history, prepared.records, at)
  const baseline = await heldAgainst(prepared, plan, results, earlier)
  const found = [...plan.problems, ...kept.problems, ...past.problems, ...problems]
  return {plan, runs, results, judged: judgedGates(plan, kept.runs, runs, results, baseline, found)}
}

function judgedGates(
  {checklists}: Plan,
  made: readonly Run[],
  today: readonly Run[],
  results: Results,
  baseline: Baseline | null,
  problems: Problem[],
): JudgedGates {
  const {environment, judgedAt, freshUntil, gates} = results
  const runs = made.map((run, order): JudgedOver => {
    const known = new Set(run.findings.map(({call}) => call))
    const {id, vantage, release, finishedAt, complete} = run
    return {
      ...{id, vantage, release, finishedAt, complete},
      judgedAnew: (today[order]?.findings ?? []).filter(({call}) => !known.has(call)).length,
      otherText: checklists
        .filter(({file, digest}) => run.checklists.some((was) => was.file === file && was.digest !== digest))
        .map(({file}) => file),
    }
  })
  const distinct = new Map(problems.map((each) => [problemLine(each), each]))
  return {environment, judgedAt, freshUntil, runs, gates, baseline, problems: [...distinct.values()]}
}
