import {type Results, type Run, stages} from '../../index.ts'
import {judgeEnvironment, mustGoOn, type Prepared, planFor, prepare} from '../../line/index.ts'
import {defineCommand, formatOption, projectOptions, UsageError} from '../command.ts'
import type {Io} from '../io.ts'
import {placeOf} from '../place.ts'
import {
  claimedEnvironment,
  closing,
  mustHaveRun,
  remarksOn,
  type SyncedChecklist,
  shownDiff,
  syncReport,
} from '../syncing.ts'

export const sync = defineCommand({
  name: 'sync',
  words: '[FILES…]',
  summary: 'Makes the boxes of the checklists say what is proven, by the newest kept runs.',
  options: {
    check: {type: 'boolean', says: 'Write nothing, and exit with 1 where boxes and proof disagree'},
    'dry-run': {type: 'boolean', says: 'Write nothing, and show what would change'},
    ...formatOption,
    ...projectOptions,
  },
  async act(io, args) {
    const check = args.flag('check')
    if (check && args.flag('dry-run'))
      throw new UsageError('Unexpected `--check` beside `--dry-run`, expected one of them')
    const prepared = await prepare(placeOf(io, args, args.words), io, 'checklists')
    mustGoOn(prepared.problems)
    const proof = await proofOf(io, prepared, args.words)
    const synced = await syncAll(prepared, proof)
    const changed = synced.filter(({changes}) => changes.length > 0)
    const written = changed.length > 0 && !check && !args.flag('dry-run')
    if (written) await writeAll(prepared, changed)
    const {clean, json} = await stages.report()
    if (args.text('format') === 'json') io.out(json(syncReport(synced, proof, written)))
    else {
      for (const {diff} of changed) io.out(shownDiff(diff, io.colour))
      for (const line of synced.flatMap(remarksOn)) io.err(`${clean(line)}\n`)
      io.out(`${clean(closing(synced, proof, {written, files: args.words}))}\n`)
    }
    return check && changed.length > 0 ? 1 : 0
  },
})

/** What the boxes are held against. */
interface Proof {
  environment: string
  runs: readonly Run[]
  results: Results
  factsUnread: boolean
}

/** Where everything stands in the environment that the boxes speak of, over its newest kept runs. */
async function proofOf(io: Io, prepared: Prepared, files: readonly string[]): Promise<Proof> {
  const {project, records} = prepared
  const plan = await planFor(prepared, claimedEnvironment(project))
  const now = io.clock.now()
  const {runs, results, problems} = await judgeEnvironment(plan, project.root, now, null, records)
  const [{clean}, {factsOf}] = await Promise.all([stages.report(), stages.results()])
  for (const {slug, message} of problems) if (slug === 'run-file') io.err(`${clean(message)}\n`)
  const environment = plan.environment.name
  mustHaveRun(environment, runs, files)
  return {environment, runs, results, factsUnread: factsOf(plan, runs, now).unread !== null}
}

async function syncAll({project, checklists}: Prepared, proof: Proof): Promise<SyncedChecklist[]> {
  const {sourceOf, syncBoxes, unifiedDiff} = await stages.author()
  const synced: SyncedChecklist[] = []
  for (const checklist of checklists) {
    const source = await sourceOf(project.root, checklist)
    const {text, changes, left} = syncBoxes({checklist, source, ...proof})
    synced.push({checklist, source, text, changes, left, diff: unifiedDiff(checklist.file, source, text)})
  }
  return synced
}

async function writeAll({project}: Prepared, changed: readonly SyncedChecklist[]): Promise<void> {
  const {rewriteFiles} = await stages.author()
  const rewrites = changed.map(({checklist, source, text}) => ({file: checklist.file, before: source, after: text}))
  await rewriteFiles(project.root, rewrites)
}
