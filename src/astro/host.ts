import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import type {AstroConfig} from 'astro'
import {slug} from 'github-slugger'

/** The site of a team, as far as ours must know it. */
export interface Host {
  root: string
  src: string
  /** With a slash on both sides. */
  base: string
  url: string | null
  trailingSlash: AstroConfig['trailingSlash']
  format: AstroConfig['build']['format']
  inStarlight: boolean
  /** Whether Astro writes a content security policy into its pages. */
  hasPolicy: boolean
}

export const hostOf = ({
  root,
  srcDir,
  base,
  site,
  trailingSlash,
  build,
  integrations,
  security,
}: AstroConfig): Host => ({
  root: fileURLToPath(root),
  src: fileURLToPath(srcDir),
  base: `/${base}/`.replaceAll(/\/+/g, '/'),
  url: site ?? null,
  trailingSlash,
  format: build.format,
  inStarlight: integrations.some(({name}) => name === '@astrojs/starlight'),
  hasPolicy: Boolean(security.csp),
})

/** The folder that holds `proofmark.yaml`: this one or the nearest above it. */
export function projectAround(start: string, from = start): string {
  if (existsSync(path.join(from, 'proofmark.yaml'))) return from
  const above = path.dirname(from)
  if (above === from)
    throw new Error(
      `Unexpected absence of \`proofmark.yaml\`, expected it in \`${start}\` or above: begin with \`npx proofmark init\`, or name its folder with the option \`project\``,
    )
  return projectAround(start, above)
}

/** The address of a Markdown file that is a page of the site by itself; null for any other. */
export function pageOf({src, base, inStarlight}: Host, file: string): string | null {
  if (!/\.mdx?$/.test(file)) return null
  const own = route(path.join(src, 'pages'), file)
  if (own !== null && !/(^|\/)_/.test(own)) return address(base, own)
  const doc = inStarlight ? route(path.join(src, 'content/docs'), file) : null
  return doc === null || isElsewhere(file) ? null : address(base, doc.split('/').map(slugged).join('/'))
}

/** The path below a folder, without ending; an index stands for its folder. */
function route(folder: string, file: string): string | null {
  const inside = path.relative(folder, file).replaceAll(path.sep, '/')
  if (inside.startsWith('..') || path.isAbsolute(inside)) return null
  return inside.replace(/\.mdx?$/, '').replace(/(^|\/)index$/, '')
}

const slugged = (part: string): string => slug(part)

const address = (base: string, route: string): string =>
  route === '' ? base : `${base}${route.split('/').map(encodeURIComponent).join('/')}/`

/** Whether its front matter gives a page another address, or none. */
function isElsewhere(file: string): boolean {
  try {
    const [front = ''] = /^---\r?\n[\s\S]*?\r?\n---/.exec(readFileSync(file, 'utf8')) ?? []
    return /^(?:slug|draft)\s*:/m.test(front)
  } catch {
    return true
  }
}
