import {readFileSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {ready, rendered, work} from 'virtual:proofmark'
import {z} from 'astro/zod'
import {Snapshot} from '../src/model/index.ts'
import {fill} from '../src/view/index.ts'

async function read(name: string): Promise<unknown> {
  await ready
  return JSON.parse(await readFile(path.join(work, name), 'utf8'))
}

const readSnapshot = async (): Promise<Snapshot> => Snapshot.parse(await read('snapshot.json'))

/** The snapshot that this site is built from. */
export let snapshot = await readSnapshot()

/** The markers of a page: a build fills them when Astro is done, so that no page of Astro's depends on results. */
export const shown = (markers: string): string => (import.meta.env.DEV ? fill(markers, snapshot) : markers)

const SidebarItem = z.union([
  z.object({label: z.string(), link: z.string()}),
  z.object({
    label: z.string(),
    get items(): z.ZodArray<typeof SidebarItem> {
      return z.array(SidebarItem)
    },
  }),
])
export type SidebarItem = z.infer<typeof SidebarItem>

const readSidebar = async (): Promise<SidebarItem[]> => z.array(SidebarItem).parse(await read('sidebar.json'))

/** All that the sidebar of a page is drawn from. */
export let sidebar = await readSidebar()

/** Reads both again, for Astro's development server: in a build there is but one of each. */
export async function refresh(): Promise<void> {
  snapshot = await readSnapshot()
  sidebar = await readSidebar()
}

const Page = z.object({
  route: z.string(),
  file: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  checklist: z.string().nullable(),
  folio: z.number(),
  digest: z.string(),
})
const Body = z.object({
  html: z.string(),
  headings: z.array(z.object({depth: z.number(), slug: z.string(), text: z.string()})),
})
export type Page = z.infer<typeof Page>

const readPages = async (): Promise<Page[]> => z.array(Page).parse(await read('pages.json'))
let pages: Promise<Page[]> | undefined

/** The pages that our own pipeline renders: no collection of Astro's, whose bundle would hold each of them. */
export function renderedPages(): Promise<Page[]> {
  if (import.meta.env.DEV) return readPages()
  pages ??= readPages()
  return pages
}

/** A page with its body, as it was rendered last; in a build it may still be on its way. */
export async function renderedPage(given: Page): Promise<Page & z.infer<typeof Body>> {
  const page = import.meta.env.DEV ? ((await readPages()).find(({route}) => route === given.route) ?? given) : given
  await rendered(page.digest)
  return {...page, ...Body.parse(JSON.parse(readFileSync(path.join(work, 'pages', `${page.digest}.json`), 'utf8')))}
}
