import {enableCompileCache} from 'node:module'
import {type SiteOptions, siteConfig} from './astro.ts'
import {packagesOf, type SiteTool} from './tool.ts'

/** What the process that builds with Astro is told, one after the other. */
export type Told = {build: Omit<SiteOptions, 'tool'>} | {ready: true} | {rendered: string}

/** What it tells when it is done. */
export type Tells = {built: true} | {failed: string; stack: string | undefined}

// As the command itself does.
enableCompileCache()

// Run as a process of its own: with the path of the packages and of the pages.
const [modules = '', site = ''] = process.argv.slice(2)
const tool: SiteTool = {modules, site}
// Loading them takes as long as reading the docs, which goes on meanwhile.
const loaded = packagesOf(tool).then(({astro, starlight}) => Promise.all([astro(), starlight()]))

// Pages are bundled before they are drawn: what they are drawn from may come later, and the body of each when it is rendered.
const ready = Promise.withResolvers<void>()
const bodies = new Map<string, PromiseWithResolvers<void>>()
Object.assign(globalThis, {proofmark: {ready: ready.promise, rendered: (digest: string) => body(digest).promise}})

function body(digest: string): PromiseWithResolvers<void> {
  const known = bodies.get(digest) ?? Promise.withResolvers<void>()
  bodies.set(digest, known)
  return known
}

process.on('message', (told: Told) => {
  if ('ready' in told) ready.resolve()
  else if ('rendered' in told) body(told.rendered).resolve()
  else
    build(told.build).then(
      () => tell({built: true}),
      (error) => tell(failure(error)),
    )
})
process.on('disconnect', () => process.exit())

async function build(options: Omit<SiteOptions, 'tool'>): Promise<void> {
  const [astro] = await loaded
  await astro.build(await siteConfig({...options, tool}))
}

const failure = (error: unknown): Tells =>
  error instanceof Error ? {failed: error.message, stack: error.stack} : {failed: String(error), stack: undefined}

function tell(tells: Tells): void {
  process.send?.(tells, undefined, undefined, () => process.disconnect())
}
