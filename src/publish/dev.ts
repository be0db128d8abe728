import path from 'node:path'
import type {AstroIntegration} from 'astro'
import type {Document, Project, Snapshot} from '../model/index.ts'
import {ownPages} from '../view/index.ts'
import {freeWork} from './alone.ts'
import {siteConfig} from './astro.ts'
import {dataFile} from './dev-data.ts'
import {drawer} from './diagrams.ts'
import {isWithheld, published} from './public.ts'
import {planPages, renderPages} from './render.ts'
import {sidebarOf, writeSidebar} from './sidebar.ts'
import {writeSnapshot} from './snapshot.ts'
import {ownTool, packagesOf, prepareWork, type SiteTool, workFolder} from './tool.ts'

/** What the pages are made of: read again after each change. */
export interface DevParts {
  documents: readonly Document[]
  snapshot: Snapshot
}

export interface DevOptions extends DevParts {
  /** Absolute. */
  root: string
  project: Project
  host: string
  /** 0 for any that is free. */
  port: number
  /** The one beside this package unless given. */
  tool?: SiteTool
}

/** Astro's development server over the site of a project. */
export interface DevSite {
  url: string
  /** Shows what changed: open pages load again. */
  show(parts: DevParts): Promise<void>
  close(): Promise<void>
}

type Server = Parameters<NonNullable<AstroIntegration['hooks']['astro:server:setup']>>[0]['server']

/** Starts Astro's development server; what authors write is rendered by the same pipeline as in a build. */
export async function startDev({root, project, host, port, tool = ownTool(), ...parts}: DevOptions): Promise<DevSite> {
  const {work, held} = await freeWork(path.join(workFolder(root, tool.modules), 'dev'))
  await prepareWork(work, tool.modules)
  let {snapshot} = parts
  const diagrams = drawer(tool)
  const {readNavigation} = await import('../markdown/index.ts')
  const write = async ({documents, snapshot}: DevParts): Promise<void> => {
    const pages = published(documents, project)
    const {entries} = await readNavigation(root, project.docs)
    await writeSidebar(work, sidebarOf(project.docs, pages, snapshot.checklists, entries, ownPages(snapshot)))
    const asked = {
      root,
      base: snapshot.site.base,
      work,
      pages,
      checklists: snapshot.checklists,
      withheld: (file: string) => isWithheld(file, project),
      diagrams,
    }
    await renderPages(asked, await planPages(asked))
    await writeSnapshot(path.join(work, 'snapshot.json'), snapshot)
  }
  await write(parts)
  let server: Server | undefined
  const config = await siteConfig({root: work, work, site: snapshot.site, tool})
  const ours: AstroIntegration = {
    name: 'proofmark-dev',
    hooks: {
      'astro:config:setup': ({addMiddleware}) => {
        addMiddleware({order: 'pre', entrypoint: path.join(tool.site, 'refresh.ts')})
      },
      'astro:server:setup': (hook) => {
        server = hook.server
        hook.server.middlewares.use((request, response, next) => {
          const file = dataFile(snapshot, request.url ?? '/')
          if (file === null) return next()
          response.setHeader('Content-Type', file.type)
          response.end(file.text)
        })
      },
    },
  }
  process.env.ASTRO_TELEMETRY_DISABLED = '1'
  // Else Astro takes it for a build where the shell, or a build before in this process, says production.
  process.env.NODE_ENV = 'development'
  const {dev} = await (await packagesOf(tool)).astro()
  process.chdir(work)
  const started = await dev({
    ...config,
    server: {host, port},
    integrations: [...(config.integrations ?? []), ours],
    vite: {...config.vite, resolve: {}, environments: {ssr: inside, prerender: inside, astro: inside}},
  })
  return {
    url: `http://${host}:${started.address.port}${snapshot.site.base}`,
    show: async (next) => {
      await write(next)
      snapshot = next.snapshot
      server?.environments.client.hot.send({type: 'full-reload', path: '*'})
    },
    close: async () => {
      await started.stop()
      await held.release()
    },
  }
}

const inside = {resolve: {noExternal: [/^@astrojs\//, /^astro($|\/)/, /^astro-expressive-code/]}}
