import {createHash} from 'node:crypto'
import {readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import type {Draw} from '../markdown/index.ts'
import {type Checklist, type Document, folioRoute, Heading} from '../model/index.ts'
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
  html: z.string(),
  headings: z.array(Heading),
  digest: z.string().describe('Of everything that the HTML depends on'),
})
export type RenderedPage = z.infer<typeof RenderedPage>

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

/** Renders every page; one whose source, links and pipeline are as before is taken from the last time. */
export async function renderPages({
  root,
  base,
  work,
  pages,
  checklists,
  withheld = () => false,
  diagrams,
}: RenderOptions): Promise<RenderedPage[]> {
  const {pipelineDigest, renderPage} = await import('../markdown/index.ts')
  const pipeline = await pipelineDigest()
  const kept = await keptPages(work)
  const routes = new Map(pages.map(({file, route}) => [file, route]))
  const rendered: RenderedPage[] = []
  for (const page of pages) {
    const {file, route, title, description} = page
    const checklist = checklists.find((one) => one.file === file) ?? null
    const digest = sha256([
      version,
      pipeline,
      base,
      page,
      targetsOf(page, routes, withheld),
      checklist?.items.map(({id}) => id) ?? null,
    ])
    const before = kept.get(file)
    if (before?.every((one) => one.digest === digest)) {
      rendered.push(...before)
      continue
    }
    const body = await renderPage({root, file, documents: [...pages], checklist, base, diagrams})
    const name = checklist?.name ?? null
    rendered.push(
      ...[body, ...body.folios].map(({html, headings}, folio) => ({
        file,
        route: folio === 0 ? route : folioRoute(route, folio),
        title,
        description,
        checklist: name,
        folio,
        html: withoutWithheld(withoutForeignPictures(html), base, withheld),
        headings,
        digest,
      })),
    )
  }
  await writeFile(path.join(work, keptAs), JSON.stringify(rendered))
  return rendered
}

const version = 7
const keptAs = 'pages.json'

/** Where the links of a page lead: a page that appears or moves changes others. */
const targetsOf = (
  {links}: Document,
  routes: ReadonlyMap<string, string>,
  withheld: (file: string) => boolean,
): unknown => links.map(({path, dead}) => [path === null ? null : withheld(path) || (routes.get(path) ?? null), dead])

/** Pages of the last time, by file. */
async function keptPages(work: string): Promise<Map<string, RenderedPage[]>> {
  try {
    const pages = z.array(RenderedPage).parse(JSON.parse(await readFile(path.join(work, keptAs), 'utf8')))
    return Map.groupBy(pages, ({file}) => file)
  } catch {
    return new Map()
  }
}

export const sha256 = (of: unknown): string => createHash('sha256').update(JSON.stringify(of)).digest('hex')
