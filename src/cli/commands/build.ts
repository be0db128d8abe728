import {existsSync, statSync} from 'node:fs'
import {readdir} from 'node:fs/promises'
import path from 'node:path'
import {setFlagsFromString} from 'node:v8'
import {type AstroBeside, stages} from '../../index.ts'
import {mustGoOn, type Prepared, prepare, readProject, snapshotOf} from '../../line/index.ts'
import {defineCommand, fromHere, projectOptions, UsageError} from '../command.ts'
import type {Io} from '../io.ts'
import {placeOf} from '../place.ts'
import {progressOn} from '../progress.ts'
import {toolFor} from '../site-tool.ts'

/** Where a site goes unless told: the folder that GitHub's own page upload takes. */
const usualOut = '_site'
// What every built site holds: a folder with other things in it is never replaced.
const signs = ['status.json', '404.html']

export const outOption = {
  out: {type: 'string', value: 'DIR', says: `Folder of the built site; ${usualOut} in the project unless given`},
} as const

export const build = defineCommand({
  name: 'build',
  words: '[FILES…]',
  summary: 'Builds the site: the docs, with the verdict of the newest runs beside each sentence.',
  options: {...outOption, ...projectOptions},
  async act(io, args) {
    // A large project makes much of which little is kept: let the heap grow to twice that before it is cleared, not to four times.
    setFlagsFromString('--heap-growing-percent=100')
    const place = placeOf(io, args, args.words)
    const out = siteFolder(io, place.root, args.text('out'))
    const astro = existsSync(path.join(out, 'status.json')) ? null : await astroAhead(io, place.root)
    try {
      const project = readProject(place, io)
      // Before the docs are read, which leaves no time for anything else.
      await astro?.begin((await project).project.site, (message) => io.err(`Site: ${message}\n`))
      const {pages, changed} = await buildInto(io, await prepare(place, io, 'documents', project), out, astro)
      const told = changed === null ? '' : `, ${changed} of them changed by new results`
      io.out(`Site: ${path.relative(io.cwd, out) || '.'} (${pages} pages${told})\n`)
      return 0
    } finally {
      await astro?.stop()
    }
  },
})

/** For a site that must be built, Astro loads while the docs are read, where it is there. */
async function astroAhead({env}: Io, root: string): Promise<AstroBeside | null> {
  const {startAstro, toolThere} = await stages.publish()
  const tool = await toolThere({root, env})
  return tool === null ? null : startAstro(root, tool)
}

export interface IntoSite {
  pages: number
  /** How many changed where only results are new, so that built pages were refilled; null for a site that was built. */
  changed: number | null
}

/** Project → snapshot → site. */
export async function buildInto(
  io: Io,
  prepared: Prepared,
  out: string,
  ahead: AstroBeside | null = null,
): Promise<IntoSite> {
  mustGoOn(prepared.problems)
  await mustBeOurs(out, io.cwd)
  const {project, documents} = prepared
  const {root} = project
  const [{buildSite, pagesOf, refillSite, startAstro}, snapshot] = await Promise.all([
    stages.publish(),
    snapshotOf(prepared, io.clock.now()),
  ])
  const {changed, stale} = await refillSite({root, out, snapshot, tool: () => toolFor(io, root)})
  if (stale === null) return {pages: (await pagesOf(out)).length, changed: changed.length}
  const tool = await toolFor(io, root)
  const progress = await progressOn(io)
  const astro = ahead ?? (await startAstro(root, tool))
  const onWait = io.live ? progress.say : (message: string): void => io.err(`Site: ${message}\n`)
  const onProgress = progress.say
  const {pages} = await buildSite({root, project, snapshot, documents, out, tool, astro, onProgress, onWait})
  progress.clear()
  return {pages, changed: null}
}

/** The folder of the built site: from where one stands when it is given, else in the project. */
export const siteFolder = (io: Io, root: string, out: string | null): string =>
  out === null ? path.join(root, usualOut) : path.resolve(io.cwd, out)

/** A build replaces the folder as a whole, so it must be empty, new, or a site. */
export async function mustBeOurs(out: string, cwd: string): Promise<void> {
  const isSite = signs.every((name) => existsSync(path.join(out, name)))
  if (!existsSync(out) || isSite || (statSync(out).isDirectory() && (await readdir(out)).length === 0)) return
  const what = statSync(out).isDirectory() ? 'files in' : 'file'
  throw new UsageError(
    `Unexpected ${what} \`${fromHere(cwd, out)}\`, expected an empty folder or a site built before: a build replaces it as a whole`,
  )
}
