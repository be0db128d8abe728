import {createHash} from 'node:crypto'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import type {Draw} from '../markdown/index.ts'
import {type Checklist, type Document, folioRoute, foliosOf, Heading} from '../model/index.ts'
import {withoutForeignPictures} from './pictures.ts'
import {withoutWithheld} from './withheld.ts'

/** One page of the docs, as the site takes it. */
export const RenderedPage = z.object({
  file: z.string(),
  route: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  checklist: z.string().nullable().describe('Name of the checklist that it is'),
  folio: z.int().min(0).describe('Which folio of a long checklist it is; 0 for every other page'),
  digest: z.string().describe('Of everything that its body depends on, which is kept under this name'),
})
export type RenderedPage = z.infer<typeof RenderedPage>

/** What is rendered of a page: a file of its own, so that nobody holds those of all pages. */
export const PageBody = z.object({html: z.string(), headings: z.array(Heading)})
export type PageBody = z.infer<typeof PageBody>

export interface RenderOptions {
  root: string
  base: string
  /** Folder that keeps what was rendered. */
  work: string
  pages: readonly Document[]
  checklists: readonly Checklist[]
  /** Files that readers may not see: links to them lead nowhere. */
  withheld?: (file: string) => boolean
  /** What draws diagrams; without it they show their source. */
  diagrams?: () => Promise<Draw>
}

/** Writes which pages there will be, in `pages.json`: what can be told of them before they are rendered. */
export async function planPages(options: RenderOptions): Promise<RenderedPage[]> {
  const {base, work, pages, checklists, withheld = () => false} = options
  const {pipelineDigest} = await import('../markdown/index.ts')
  const pipeline = await pipelineDigest()
  const routes = new Map(pages.map(({file, route}) => [file, route]))
  const planned = pages.flatMap((page): RenderedPage[] => {
    const {file, route, title, description} = page
    const checklist = checklists.find((one) => one.file === file) ?? null
    const of = [
      version,
      pipeline,
      base,
      page,
      targetsOf(page, routes, withheld),
      checklist?.items.map(({id}) => id) ?? null,
    ]
    const digest = sha256(of)
    const folios = checklist === null ? [] : foliosOf(checklist)
    return [0, ...folios.map(({number}) => number)].map((folio) => ({
      file,
      route: folio === 0 ? route : folioRoute(route, folio),
      title,
      description,
      checklist: checklist?.name ?? null,
      folio,
      digest: folio === 0 ? digest : sha256([digest, folio]),
    }))
  })
  await writeFile(path.join(work, 'pages.json'), JSON.stringify(planned))
  return planned
}

/** Renders the pages, checklists first, since Astro asks for those first; one whose body is kept from the last time is not rendered again. */
export async function renderPages(
  options: RenderOptions,
  planned: readonly RenderedPage[],
  onRendered: (digest: string) => void = () => {},
): Promise<void> {
  const {work} = options
  const kept = await keptBodies(work)
  await mkdir(path.join(work, bodies), {recursive: true})
  const byFile = [...Map.groupBy(planned, ({file}) => file)]
  for (const [file, wanted] of byFile.toSorted(([, [a]], [, [b]]) => rank(a) - rank(b))) {
    if (!wanted.every(({digest}) => kept.has(digest))) await renderFile(options, file, wanted)
    for (const {digest} of wanted) onRendered(digest)
  }
  await keepBodies(work, new Set(planned.map(({digest}) => digest)))
}

async function renderFile(
  {root, base, work, pages, checklists, withheld = () => false, diagrams}: RenderOptions,
  file: string,
  wanted: readonly RenderedPage[],
): Promise<void> {
  const {renderPage} = await import('../markdown/index.ts')
  const checklist = checklists.find((one) => one.file === file) ?? null
  const {folios, ...first} = await renderPage({root, file, documents: pages, checklist, base, diagrams})
  const found = [first, ...folios]
  for (const {digest, folio} of wanted) {
    const body = found[folio]
    if (body === undefined) throw new Error(`Unexpected end of \`${file}\`, expected page ${folio} of it`)
    const html = withoutWithheld(withoutForeignPictures(body.html), base, withheld)
    writeFileSync(fileOf(work, digest), JSON.stringify({html, headings: body.headings} satisfies PageBody))
  }
}

const rank = (page: RenderedPage | undefined): number => (page?.checklist === null ? 1 : 0)

/** The body of a page that was rendered. */
export const bodyOf = (work: string, {digest}: Pick<RenderedPage, 'digest'>): PageBody =>
  PageBody.parse(JSON.parse(readFileSync(fileOf(work, digest), 'utf8')))

const version = 8
const bodies = 'pages'
const fileOf = (work: string, digest: string): string => path.join(work, bodies, `${digest}.json`)

/** Where the links of a page lead: a page that appears or moves changes others. */
const targetsOf = (
  {links}: Document,
  routes: ReadonlyMap<string, string>,
  withheld: (file: string) => boolean,
): unknown => links.map(({path, dead}) => [path === null ? null : withheld(path) || (routes.get(path) ?? null), dead])

/** Bodies of the last time. Only what is listed was written to its end. */
async function keptBodies(work: string): Promise<Set<string>> {
  try {
    const listed = z.array(z.string()).parse(JSON.parse(await readFile(listOf(work), 'utf8')))
    return new Set(listed.filter((digest) => existsSync(fileOf(work, digest))))
  } catch {
    return new Set()
  }
}

async function keepBodies(work: string, digests: ReadonlySet<string>): Promise<void> {
  await writeFile(listOf(work), JSON.stringify([...digests]))
  for (const name of await readdir(path.join(work, bodies)))
    if (!digests.has(path.parse(name).name)) await rm(path.join(work, bodies, name), {force: true})
}

const listOf = (work: string): string => path.join(work, 'rendered.json')

export const sha256 = (of: unknown): string => createHash('sha256').update(JSON.stringify(of)).digest('hex')
