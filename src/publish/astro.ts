import path from 'node:path'
import {pathToFileURL} from 'node:url'
import type {AstroInlineConfig, AstroIntegration} from 'astro'
import type {Snapshot} from '../model/index.ts'
import {ownTool, packagesOf, type SiteTool} from './tool.ts'

export interface SiteOptions {
  /** Astro's root. */
  root: string
  /** The folder with `pages.json`, `sidebar.json` and `snapshot.json`, and Astro's caches. */
  work: string
  out?: string
  site: Snapshot['site']
  /** The one beside this package unless given. */
  tool?: SiteTool
}

type Plugin = NonNullable<NonNullable<AstroInlineConfig['vite']>['plugins']>[number]

/** Astro's configuration, for a build and for the development of the site itself. */
export async function siteConfig({root, work, out, site, tool = ownTool()}: SiteOptions): Promise<AstroInlineConfig> {
  const {starlight: load} = await packagesOf(tool)
  const {default: starlight} = await load()
  const file = (name: string): string => path.join(tool.site, name)
  const base = site.base
  const below = base.replace(/\/+$/, '')
  return {
    root,
    srcDir: tool.site,
    publicDir: file('public'),
    cacheDir: path.join(work, 'cache'),
    ...(out === undefined ? {} : {outDir: out}),
    ...(site.url === null ? {} : {site: site.url}),
    base,
    configFile: false,
    logLevel: 'error',
    output: 'static',
    prefetch: false,
    devToolbar: {enabled: false},
    // One page is drawn while others are written.
    build: {concurrency: 4},
    experimental: {incrementalBuild: true},
    integrations: [
      starlight({
        title: site.title,
        favicon: '/favicon.svg',
        pagefind: false,
        expressiveCode: false,
        disable404Route: true,
        lastUpdated: false,
        pagination: false,
        customCss: ['tokens', 'proofmark', 'docs', 'mkdocs', 'records', 'runs', 'print'].map((name) =>
          file(`styles/${name}.css`),
        ),
        components: {
          MarkdownContent: file('components/MarkdownContent.astro'),
          PageTitle: file('components/PageTitle.astro'),
          Search: file('components/Search.astro'),
        },
        routeMiddleware: file('sidebar.ts'),
        // Drawn by the line above, from what is known of the docs when pages are drawn.
        sidebar: [],
        head: [
          {tag: 'link', attrs: {rel: 'stylesheet', href: `${below}/filters.css`}},
          {
            tag: 'link',
            attrs: {
              rel: 'alternate',
              type: 'application/atom+xml',
              title: 'What changed',
              href: `${below}/changes.atom`,
            },
          },
          ...(site.audience === 'internal'
            ? [{tag: 'meta' as const, attrs: {name: 'robots', content: 'noindex'}}]
            : []),
        ],
      }),
      withoutMdx,
      ...(site.url === null || site.audience === 'internal' ? [withoutSitemap] : []),
    ],
    vite: {
      cacheDir: path.join(work, 'vite'),
      logLevel: 'error',
      build: {assetsInlineLimit: 0},
      resolve: {noExternal: true},
      plugins: [placeOf(work), schemaOnce, absoluteExternals],
    },
  }
}

/** Starlight adds these two unless an integration of the name is there: no page is MDX, and what is internal is listed nowhere. */
const withoutMdx: AstroIntegration = {name: '@astrojs/mdx', hooks: {}}
const withoutSitemap: AstroIntegration = {name: '@astrojs/sitemap', hooks: {}}

/** Tells the pages where their data is. */
const placeOf = (work: string): Plugin => ({
  name: 'proofmark-place',
  resolveId: (id: string) => (id === 'virtual:proofmark' ? '\0virtual:proofmark' : null),
  load: (id: string) =>
    id === '\0virtual:proofmark'
      ? `export const work = ${JSON.stringify(work)}
export const {ready, rendered} = globalThis.proofmark ?? {rendered: () => undefined}`
      : null,
})

/** Starlight makes the schema of a page's head anew for each page, unless the project has one: this one is made once. */
const schemaOnce: Plugin = {
  name: 'proofmark-schema-once',
  enforce: 'pre',
  resolveId: (id: string) => (id === 'virtual:starlight/collection-config' ? '\0proofmark:collections' : null),
  load: (id: string) =>
    id === '\0proofmark:collections'
      ? `import {docsSchema} from '@astrojs/starlight/schema'
import {z} from 'astro/zod'
export const collections = {docs: {schema: docsSchema()({image: () => z.never()})}}`
      : null,
}

/** Leaves plain modules of packages to Node, by absolute path: half the bundling, and no matter how they are installed. */
const absoluteExternals: Plugin = {
  name: 'proofmark-absolute-externals',
  enforce: 'pre',
  applyToEnvironment: ({name}) => name === 'prerender',
  async resolveId(id, importer, options) {
    if (!importer || /^(astro|@astrojs|virtual|node|\0|\.|\/|#)/.test(id) || id.includes(':')) return null
    const found = await this.resolve(id, importer, {...options, skipSelf: true})
    if (found === null || found.external || !/\/node_modules\/.*\.m?js$/.test(found.id)) return null
    return {id: pathToFileURL(found.id).href, external: true}
  },
}
