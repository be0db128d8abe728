import {glob, readFile, rm, rmdir} from 'node:fs/promises'
import path from 'node:path'
import {writeWhole} from '../disk/index.ts'
import type {Snapshot} from '../model/index.ts'
import {emptyMarker, fill, type OwnPage, runPages, runShell} from '../view/index.ts'

const fileOf = ({route}: Pick<OwnPage, 'route'>): string => `${route}/index.html`

/** Files of the pages that each run has, from the site's root. */
export const runFiles = (snapshot: Snapshot): Set<string> => new Set(runPages(snapshot).map(fileOf))

/** Makes a page for each run from the built page of none, takes away those of runs that are no longer told of, and gives what changed. */
export async function stampRuns(folder: string, snapshot: Snapshot): Promise<string[]> {
  const shell = await readFile(path.join(folder, fileOf(runShell)), 'utf8').catch(() => null)
  if (shell === null) return []
  const changed: string[] = []
  const wanted = new Map(runPages(snapshot).map((page) => [fileOf(page), page]))
  for (const [name, page] of wanted) {
    const file = path.join(folder, name)
    const html = fill(stamped(shell, page), snapshot)
    if ((await readFile(file, 'utf8').catch(() => null)) === html) continue
    await writeWhole(file, html, {forced: false})
    changed.push(name)
  }
  return [...changed, ...(await forgetOthers(folder, wanted))]
}

/** Removes stamped pages that nobody wants any more; a document of the team may stand there too, and stays. */
async function forgetOthers(folder: string, wanted: ReadonlyMap<string, unknown>): Promise<string[]> {
  const gone: string[] = []
  for await (const found of glob('readiness/runs/*/*/index.html', {cwd: folder})) {
    const name = found.replaceAll(path.sep, '/')
    const file = path.join(folder, found)
    if (wanted.has(name) || !(await readFile(file, 'utf8')).includes(`<pm-verdict data-part="${part(runShell)}:`))
      continue
    await rm(file, {force: true})
    await rmdir(path.dirname(file)).catch(() => undefined)
    gone.push(name)
  }
  return gone
}

const part = ({parts}: OwnPage): string => parts[0] ?? ''
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** The page of none as that of a run: its title wherever it stands in full, its address, and what is drawn in it. */
function stamped(shell: string, page: OwnPage): string {
  const opened = (of: OwnPage): string => emptyMarker('part', part(of)).replace('</pm-verdict>', '')
  return shell
    .replace(titles, (_, before: string) => before + escaped(page.title))
    .replace(addresses, (_, before: string) => `${before}${page.route}/"`)
    .replace(opened(runShell), () => opened(page))
}

const titles = new RegExp(`(<title>|<meta property="og:title" content="|<h1[^>]*>\\s*)${runShell.title}`, 'g')
const addresses = new RegExp(
  `((?:<link rel="canonical" href|<meta property="og:url" content)="[^"]*)${runShell.route}/"`,
  'g',
)
