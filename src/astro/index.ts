import {writeFile} from 'node:fs/promises'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import type {AstroIntegration} from 'astro'
import type {World} from '../line/prepare.ts'
import {copyEach, linkedFiles} from '../publish/files.ts'
import {isWithheld} from '../publish/public.ts'
import {shippedFolder} from '../publish/tool.ts'
import {statusJson} from '../view/index.ts'
import {type Host, hostOf, projectAround} from './host.ts'
import {dataModule, modules, onlyImport, sameAs} from './modules.ts'
import {type ProofmarkOptions, readOptions} from './options.ts'
import {picturesBelow} from './pictures.ts'
import {readShown, type Shown} from './read.ts'
import {stylesOf} from './style.ts'

export type {ProofmarkOptions} from './options.ts'

/** Puts the checklists of a project into the site of a team: their pages, those of items, and what components draw from. */
export function integration(options: ProofmarkOptions, world: World): AstroIntegration {
  const {project, base, pages, layout, audience, now} = readOptions(options)
  const site = path.join(shippedFolder(), 'site')
  let shown: Shown | null = null
  return {
    name: 'proofmark',
    hooks: {
      'astro:config:setup': async ({config, command, updateConfig, injectRoute, addWatchFile, createCodegenDir}) => {
        if (command === 'preview') return
        const host = hostOf(config)
        const root = project === undefined ? projectAround(host.root) : path.resolve(host.root, project)
        const at = now ?? world.clock.now()
        shown = await readShown({root, host, base, audience, now: at}, world)
        for (const file of shown.files) addWatchFile(file)
        const sources = await sourcesOf({site, host, pages, layout, shown, folder: fileURLToPath(createCodegenDir())})
        updateConfig({vite: {plugins: [modules(sources)]}})
        injectRoute({pattern: `/${base}/[...page]`, entrypoint: path.join(site, 'host/Page.astro'), prerender: true})
        const data = path.join(site, 'host/json.ts')
        if (pages === 'all') injectRoute({pattern: `/${base}/[name].json`, entrypoint: data, prerender: true})
      },
      'astro:server:setup': ({server}) => {
        if (shown === null) return
        // Astro watches its own root alone.
        server.watcher.add(shown.files)
        server.middlewares.use(picturesBelow(shown))
      },
      'astro:build:done': async ({dir}) => {
        if (shown === null) return
        const {project, bodies} = shown
        const out = path.join(fileURLToPath(dir), base)
        await copyEach(project.root, linkedFiles(project.site.base, bodies), out, (file) => isWithheld(file, project))
      },
    },
  }
}

async function sourcesOf(ask: {
  site: string
  host: Host
  pages: 'all' | 'checklists'
  layout: string | undefined
  shown: Shown
  folder: string
}): Promise<Record<string, string>> {
  const {site, host, pages, layout, shown, folder} = ask
  const {snapshot, bodies} = shown
  const style = await stylesOf(site, snapshot, host.inStarlight)
  const [page, verdict] = ['page.css', 'verdict.css'].map((name) => path.join(folder, name))
  if (page === undefined || verdict === undefined) throw new Error('Unexpected absence of a folder for styles')
  const status = path.join(folder, 'status.json')
  await Promise.all([
    writeFile(page, style.page),
    writeFile(verdict, style.verdict),
    // For `proofmark/remark` in the same site.
    writeFile(status, statusJson(snapshot)),
  ])
  const own = path.join(site, 'host', host.inStarlight ? 'Starlight.astro' : 'Shell.astro')
  const {base, trailingSlash, format, hasPolicy} = host
  // Starlight writes the title itself.
  const titled = layout === undefined && host.inStarlight
  return {
    host: dataModule({snapshot, bodies, host: {base, trailingSlash, format, titled, hasPolicy, pages}}),
    layout: sameAs(layout === undefined ? own : path.resolve(host.root, layout)),
    'page-style': onlyImport(page),
    'verdict-style': onlyImport(verdict),
  }
}
