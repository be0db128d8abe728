import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {writeWhole} from '../disk/index.ts'
import type {Snapshot} from '../model/index.ts'
import {shellFiles, stampedFiles} from './stamp.ts'

/** Astro's own map of the site knows the pages that it drew: the stamped ones are added, what they are made from is taken out. */
export async function finishSitemap(folder: string, snapshot: Snapshot): Promise<void> {
  const {site} = snapshot
  const file = path.join(folder, 'sitemap-0.xml')
  const map = await readFile(file, 'utf8').catch(() => null)
  if (map === null || site.url === null) return
  const base = new URL(`/${site.base}/`.replace(/\/+/g, '/'), site.url)
  const entry = (page: string): string =>
    `<url><loc>${escaped(new URL(page.replace(/index\.html$/, ''), base).href)}</loc></url>`
  const without = [...shellFiles(snapshot)].reduce((text, page) => text.replace(entry(page), ''), map)
  const drawn = without.match(/<url>.*?<\/url>/gs) ?? []
  // Astro tells of its pages as they come, which is in no fixed order.
  const all = [...drawn, ...[...stampedFiles(snapshot)].map(entry)].toSorted().join('')
  const sorted = without.replace(/(<urlset[^>]*>).*<\/urlset>/s, (_, start: string) => `${start}${all}</urlset>`)
  await writeWhole(file, sorted, {forced: false})
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
