import {existsSync} from 'node:fs'
import {readdir, rename, rm} from 'node:fs/promises'
import path from 'node:path'
import type {Snapshot} from '../model/index.ts'
import {itemRoute, unstopped} from '../view/index.ts'
import {bodyOf, type RenderedPage, sha256} from './render.ts'
import {together} from './together.ts'
import {packagesOf, type SiteTool} from './tool.ts'

/**
 * Builds the search index of documents and items; results play no part, so a new run never indexes again. Gives its folder.
 * Writing it takes memory, so that waits for what else does.
 */
export async function searchIndex(
  tool: SiteTool,
  work: string,
  pages: readonly RenderedPage[],
  snapshot: Snapshot,
  before: Promise<unknown>,
): Promise<string> {
  const items = snapshot.checklists.flatMap(({name, title, items}) => items.map((item) => ({name, title, item})))
  const key = sha256([version, pages.map(({route, digest}) => [route, digest]), items]).slice(0, 20)
  const all = path.join(work, 'search')
  const folder = path.join(all, key)
  if (existsSync(folder)) return folder

  const {close, createIndex} = await (await packagesOf(tool)).pagefind()
  const {index, errors} = await createIndex({})
  if (index === undefined) throw new Error(`Unexpected failure of the search index: ${errors.join('; ')}`)
  try {
    await together(pages, async (page) => {
      const {html} = bodyOf(work, page)
      checked(await index.addHTMLFile({url: `/${page.route}/`, content: document(page.title, html)}))
    })
    await together(items, async ({name, title, item}) =>
      checked(
        await index.addCustomRecord({
          url: `/${itemRoute(name, item.id)}/`,
          content: [item.text, ...item.codes, item.id, ...item.path, title].join('. '),
          language: 'en',
          meta: {title: unstopped(item.text)},
        }),
      ),
    )
    await before
    await rm(`${folder}.part`, {recursive: true, force: true})
    checked(await index.writeFiles({outputPath: `${folder}.part`}))
    await rename(`${folder}.part`, folder)
  } finally {
    await close()
  }
  await forgetOthers(all, key)
  return folder
}

const version = 1

const checked = ({errors}: {errors: string[]}): void => {
  if (errors.length > 0) throw new Error(`Unexpected failure of the search index: ${errors.join('; ')}`)
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const document = (title: string, html: string): string =>
  `<!doctype html><html lang="en"><head><title>${escaped(title)}</title></head><body><main data-pagefind-body><h1>${escaped(title)}</h1>${html}</main></body></html>`

async function forgetOthers(all: string, key: string): Promise<void> {
  for (const name of await readdir(all))
    if (name !== key) await rm(path.join(all, name), {recursive: true, force: true})
}
