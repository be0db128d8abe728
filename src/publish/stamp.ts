import {existsSync, globSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {mkdir, readFile, rename, rm, rmdir} from 'node:fs/promises'
import path from 'node:path'
import {writeWhole} from '../disk/index.ts'
import type {Snapshot} from '../model/index.ts'
import {emptyMarker, fill, itemPages, itemShell, type OwnPage, runPages, runShell} from '../view/index.ts'
import {together} from './together.ts'

const fileOf = ({route}: Pick<OwnPage, 'route'>): string => `${route}/index.html`

/** Pages that are made without Astro from the built page of none: so a new run needs no build, and thousands of items take seconds. */
const kinds = (snapshot: Snapshot): {shell: OwnPage; from: string; pages: OwnPage[]; where: string}[] => [
  {shell: runShell, from: fileOf(runShell), pages: runPages(snapshot), where: 'readiness/runs/*/*/index.html'},
  {shell: itemShell(snapshot), from: itemMould, pages: itemPages(snapshot), where: 'items/**/index.html'},
]

/** Where a built site keeps the page that those of items are made from: no address of the site. */
const itemMould = '.proofmark/item'

/** Takes the page of no item out of the site's addresses: nobody has a use for it. */
export async function keepMoulds(folder: string, snapshot: Snapshot): Promise<void> {
  const built = fileOf(itemShell(snapshot))
  await mkdir(path.join(folder, path.dirname(itemMould)), {recursive: true})
  await rename(path.join(folder, built), path.join(folder, itemMould))
  await rmdir(path.join(folder, path.dirname(built)))
}

/** Files of the stamped pages, from the site's root. */
export const stampedFiles = (snapshot: Snapshot): Set<string> =>
  new Set(kinds(snapshot).flatMap(({pages}) => pages.map(fileOf)))

/** Files of the pages that others are stamped from. */
export const shellFiles = (snapshot: Snapshot): Set<string> => new Set(kinds(snapshot).map(({shell}) => fileOf(shell)))

/** Puts a page in its place; gives whether that changed anything. */
type Put = (file: string, html: string) => Promise<boolean>

/** In a site that somebody may be reading. */
const putChanged: Put = async (file, html) => {
  if (existsSync(file) && readFileSync(file, 'utf8') === html) return false
  await writeWhole(file, html, {forced: false})
  return true
}

/** In a folder that nobody reads yet. */
export const putNew: Put = async (file, html) => {
  mkdirSync(path.dirname(file), {recursive: true})
  writeFileSync(file, html)
  return true
}

/** Stamps a page for each run and each item, takes away those of what is no longer told of, and gives what changed. */
export async function stampPages(folder: string, snapshot: Snapshot, put: Put = putChanged): Promise<string[]> {
  const changed: string[] = []
  for (const {shell, from, pages, where} of kinds(snapshot)) {
    const built = await readFile(path.join(folder, from), 'utf8').catch(() => null)
    if (built === null) continue
    const wanted = new Map(pages.map((page) => [fileOf(page), page]))
    const written = await together([...wanted], async ([name, page]) => {
      const html = fill(stamped(built, shell, page), snapshot)
      return (await put(path.join(folder, name), html)) ? [name] : []
    })
    changed.push(...written.flat(), ...(await forgetOthers(folder, where, shell, wanted)))
  }
  return changed
}

/** Removes stamped pages that nobody wants any more; a document of the team may stand there too, and stays. */
async function forgetOthers(
  folder: string,
  where: string,
  {parts: [part = '']}: OwnPage,
  wanted: ReadonlyMap<string, unknown>,
): Promise<string[]> {
  const gone: string[] = []
  for (const found of globSync(where, {cwd: folder})) {
    const name = found.replaceAll(path.sep, '/')
    if (wanted.has(name)) continue
    const file = path.join(folder, found)
    if (!(await readFile(file, 'utf8')).includes(`<pm-verdict data-part="${part}:`)) continue
    await rm(file, {force: true})
    await rmdir(path.dirname(file)).catch(() => undefined)
    gone.push(name)
  }
  return gone
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const opened = (part: string): string => emptyMarker('part', part).replace('</pm-verdict>', '')

/** The page of none as that of one: its title wherever it stands in full, its address, and what is drawn in it. */
function stamped(built: string, shell: OwnPage, {title, html, route, parts}: OwnPage): string {
  const titles = new RegExp(`(<title>|<meta property="og:title" content="|<h1[^>]*>\\s*)${shell.title}`, 'g')
  const addresses = new RegExp(
    `((?:<link rel="canonical" href|<meta property="og:url" content)="[^"]*)${shell.route}/"`,
    'g',
  )
  const text = escaped(title)
  const named = built
    .replace(titles, (_, before: string) => before + (before.startsWith('<h1') ? (html ?? text) : text))
    .replace(addresses, (_, before: string) => `${before}${route}/"`)
  return shell.parts.reduce(
    (page, part, index) => page.replace(opened(part), () => opened(parts[index] ?? part)),
    named,
  )
}
