import {type SiteTool, stages} from '../index.ts'
import {type Ask, mustGoOn, prepare, snapshotOf, type World} from '../line/index.ts'
import {filesOf, troubleOf} from './project-files.ts'
import {makeWatcher} from './watch.ts'

export interface AuthorOptions {
  ask: Ask
  /** What draws the pages. */
  tool: SiteTool
  world: World
  host: string
  port: number
  signal: AbortSignal
  /** Called with the address as soon as there is one. */
  onStart: (url: string) => void
  /** Called with what a person should read, once each time that it changes. */
  say: (text: string) => void
}

const otherPages =
  'Pages or items came, went or were renamed: start `proofmark dev` again to see those; all others follow as before.'

/** How often what no event tells, such as a new folder, is looked for. */
const looksAgain = 10_000

/** Shows the site while it is written: what is saved is on its page at once, with the verdicts of the newest runs. */
export async function showWhileWriting(options: AuthorOptions): Promise<void> {
  const {world, signal, say, onStart} = options
  let wake = new AbortController()
  const watcher = makeWatcher(() => wake.abort())
  const first = await read(options, watcher.follow)
  let seen = first
  const site = await start(options, seen, options.port)
  onStart(site.url)
  let said = ''
  while (!signal.aborted) {
    await world.clock.sleep(looksAgain, AbortSignal.any([signal, wake.signal])).catch(() => {})
    if (signal.aborted) break
    wake = new AbortController()
    let trouble = ''
    try {
      const next = await read(options, watcher.follow)
      if (next.state !== seen.state || next.shape !== seen.shape) await site.show(next)
      // Astro reads its list of pages when it starts.
      if (next.shape !== first.shape) trouble = otherPages
      seen = next
    } catch (error) {
      trouble = troubleOf(error)
    }
    if (trouble !== said) say(trouble === '' ? 'All of it can be read again.' : trouble)
    said = trouble
  }
  watcher.close()
  await site.close()
}

type Read = Awaited<ReturnType<typeof read>>

async function read({ask, world}: AuthorOptions, follow: (files: readonly string[]) => void) {
  const prepared = await prepare(ask, world, 'documents')
  follow(filesOf(ask, prepared))
  mustGoOn(prepared.problems)
  const {project, documents} = prepared
  const snapshot = await snapshotOf(prepared, world.clock.now())
  const {site, checklists, bindings, environments, problems} = snapshot
  const pages = documents.map(({route, title}) => [route, title])
  const items = checklists.map(({name, items}) => [name, items.map(({id}) => id)])
  const runs = environments.map(({run}) => run?.id)
  return {
    project,
    documents,
    snapshot,
    shape: JSON.stringify([site, pages, items]),
    state: JSON.stringify([snapshot.docs, bindings, problems, runs]),
  }
}

async function start({host, tool}: AuthorOptions, {project, documents, snapshot}: Read, port: number) {
  const {startDev} = await stages.publish()
  return startDev({root: project.root, project, documents, snapshot, host, port, tool})
}
