import {stages} from '../index.ts'
import {
  type Ask,
  environmentsNamed,
  mustGoOn,
  type Prepared,
  planFor,
  prepare,
  runEnvironment,
  snapshotOf,
  type World,
} from '../line/index.ts'
import {filesOf, troubleOf} from './project-files.ts'
import {rebuild} from './rebuild.ts'
import {makeWatcher} from './watch.ts'

export interface KeepOptions {
  ask: Ask
  world: World
  /** Folder of the built site. */
  folder: string
  /** Milliseconds between two rounds in which nothing was written. */
  interval: number
  /** Whether the checks are made, or only judged anew what others ran. */
  run: boolean
  /** The place that the checks are made from, the usual one where it is null. */
  vantage: string | null
  signal: AbortSignal
  /** Called when the site was changed. */
  onChange: () => void
  /** Called with what a person should read, once each time that it changes. */
  say: (text: string) => void
}

/** Kept runs of one environment and vantage, so that a server that runs for weeks fills no disk. */
export const keptRuns = 200

/** Keeps a built site true until the signal: rounds follow one another, so that no two runs overlap. */
export async function keepSite(options: KeepOptions): Promise<void> {
  const {world, interval, signal, say} = options
  let said = ''
  let wake = new AbortController()
  const watcher = makeWatcher(() => wake.abort())
  while (!signal.aborted) {
    // Before anything is read: what is written during a round makes the next one follow at once.
    wake = new AbortController()
    const trouble = await round(options, watcher.follow).catch(troubleOf)
    if (signal.aborted) break
    if (trouble !== said) say(trouble === '' ? 'All of it can be read again.' : `${trouble}\n${stays}`)
    said = trouble
    await world.clock.sleep(interval, AbortSignal.any([signal, wake.signal])).catch(() => {})
  }
  watcher.close()
}

const stays = 'The site stays as it was until that is mended.'

/** One round: read, run, judge, and put it on the pages. Gives what went wrong beside it. */
async function round(options: KeepOptions, follow: (files: readonly string[]) => void): Promise<string> {
  const {ask, world, folder, run, signal, onChange} = options
  const prepared = await prepare(ask, world, 'documents')
  follow(filesOf(ask, prepared))
  mustGoOn(prepared.problems)
  const trouble = run ? await runAll(options, prepared) : []
  if (signal.aborted) return ''
  const {refillSite} = await stages.publish()
  const tool = () => builtWith(prepared, world)
  const site = {root: prepared.project.root, out: folder, snapshot: await snapshotOf(prepared, world.clock.now()), tool}
  const {stale} = await refillSite(site)
  const failed = stale === null ? null : await rebuild(ask, world, folder, signal)
  if (failed === null && stale !== null) await refillSite(site)
  if (failed === null) onChange()
  return [...trouble, ...(failed === null ? [] : [failed])].join('\n')
}

/** What built the site that is kept, so that it is there. */
async function builtWith({project: {root}}: Prepared, {env}: World) {
  const {siteTool} = await stages.publish()
  const found = await siteTool({root, env, say: () => {}})
  if ('missing' in found) throw new Error(found.missing)
  return found.tool
}

/** Runs every environment, one after the other; all plans are made first, so that nothing runs where one cannot be read. */
async function runAll({world, signal, vantage}: KeepOptions, prepared: Prepared): Promise<string[]> {
  const {root} = prepared.project
  const {forgetRuns} = await stages.store()
  const plans = []
  for (const environment of environmentsNamed(prepared.project, [])) plans.push(await planFor(prepared, environment))
  const trouble: string[] = []
  for (const plan of plans) {
    if (signal.aborted) break
    const {kept} = await runEnvironment(plan, root, world, {signal, ...(vantage === null ? {} : {vantage})})
    if (kept !== null) trouble.push(`The run could not be kept: ${kept}`)
    await forgetRuns(root, plan.environment.name, keptRuns)
  }
  return trouble
}
