import {defineCollection} from 'astro:content'
import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {work} from 'virtual:proofmark'
import {z} from 'astro/zod'

const Page = z.object({
  file: z.string(),
  route: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  checklist: z.string().nullable(),
  html: z.string(),
  headings: z.array(z.object({depth: z.number(), slug: z.string(), text: z.string()})),
  digest: z.string(),
})

/** The pages that our own pipeline rendered; nothing where none was, as when only types are wanted. */
async function readPages() {
  const text = await readFile(path.join(work, 'pages.json'), 'utf8').catch(() => '[]')
  return z.array(Page).parse(JSON.parse(text))
}

const pages = defineCollection({
  loader: {
    name: 'proofmark-pages',
    async load({store}) {
      const found = await readPages()
      const routes = new Set(found.map(({route}) => route))
      for (const id of store.keys()) if (!routes.has(id)) store.delete(id)
      for (const {route, html, headings, digest, ...data} of found)
        store.set({id: route, data, digest, rendered: {html, metadata: {headings}}})
    },
  },
  schema: Page.pick({file: true, title: true, description: true, checklist: true}),
})

export const collections = {pages}
