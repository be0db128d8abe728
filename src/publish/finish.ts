import {existsSync, globSync, readFileSync, writeFileSync} from 'node:fs'
import {readFile, rm} from 'node:fs/promises'
import path from 'node:path'
import {writeWhole} from '../disk/index.ts'
import type {Snapshot} from '../model/index.ts'
import {drawnPicture, drawStyle, fill, isMachineFile, machineFiles, statusJson} from '../view/index.ts'
import {scriptHashes, withPolicy} from './csp.ts'
import {writeHostFiles} from './host-files.ts'
import {linkedIn} from './linked.ts'
import {markMade} from './made-by.ts'
import type {DrawPng} from './png.ts'
import {finishSitemap} from './sitemap.ts'
import {keepMoulds, putNew, stampedFiles, stampPages} from './stamp.ts'
import {together} from './together.ts'

/** A site can be built again: no file of it waits for the disk. */
const madeAgain = {forced: false}

/** Adds to a built site what Astro knows nothing of: what depends on results, the policy in each page, what hosts read. */
export async function finish(folder: string, snapshot: Snapshot, draw: DrawPng): Promise<number> {
  const pages = await pagesOf(folder)
  const known = scriptHashes(await readFile(path.join(folder, '404.html'), 'utf8'))
  await together(pages, async (page) => {
    const file = path.join(folder, page)
    writeFileSync(file, withPolicy(page, fill(readFileSync(file, 'utf8'), snapshot), known))
  })
  await writeHostFiles(folder, snapshot.site.base)
  await keepMoulds(folder, snapshot)
  await markMade(folder)
  await stampPages(folder, snapshot, putNew)
  await finishSitemap(folder, snapshot)
  await writeData(folder, snapshot, draw)
  return (await pagesOf(folder)).length
}

/** Files beside the pages that depend on results. Somebody may be reading them: each changes as a whole. */
export async function writeData(folder: string, snapshot: Snapshot, draw: DrawPng): Promise<void> {
  await writeWhole(path.join(folder, 'filters.css'), drawStyle(snapshot), madeAgain)
  const files = machineFiles(snapshot)
  const picture = drawnPicture(snapshot)
  // First, for it is told from what the folder still holds whether it must be drawn again.
  if (picture !== null) await writePicture(folder, picture, files, draw)
  await writeMachineFiles(folder, files, picture === null ? [] : [picture.file])
  // Last: an open page that finds it changed finds the rest changed as well.
  await writeWhole(path.join(folder, 'status.json'), statusJson(snapshot), madeAgain)
}

/** Writes what is for programs; a badge, a feed or a picture of what is no longer there goes away. */
async function writeMachineFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
  others: readonly string[],
): Promise<void> {
  for (const [name, text] of files) {
    const file = path.join(folder, name)
    // One that says the same stays as it is: who asks whether it changed is told so.
    if ((await readFile(file, 'utf8').catch(() => null)) !== text) await writeWhole(file, text, madeAgain)
  }
  for (const found of globSync('{badge,og,changes}/**', {cwd: folder})) {
    const file = found.replaceAll(path.sep, '/')
    if (isMachineFile(file) && !files.has(file) && !others.includes(file))
      await rm(path.join(folder, found), {force: true})
  }
}

/** Draws the picture that chats take, which costs more than all else of a refill: only where the one that it is made from changed. */
async function writePicture(
  folder: string,
  {file, from, svg}: NonNullable<ReturnType<typeof drawnPicture>>,
  files: ReadonlyMap<string, string>,
  draw: DrawPng,
): Promise<void> {
  const place = path.join(folder, file)
  const before = await readFile(path.join(folder, from), 'utf8').catch(() => null)
  if (before === files.get(from) && existsSync(place)) return
  await writeWhole(place, await draw(svg), madeAgain)
}

/** Every page of a built site, in a fixed order; pages of the project that it links to are none. */
export async function pagesOf(folder: string): Promise<string[]> {
  const linked = new Set((await linkedIn(folder)).map((name) => path.join('files', name)))
  return globSync('**/*.html', {cwd: folder})
    .filter((page) => !linked.has(page))
    .toSorted()
}

/** Fills the markers of every built page anew, and gives those that changed. */
export async function refillPages(folder: string, snapshot: Snapshot): Promise<string[]> {
  const changed = await stampPages(folder, snapshot)
  const stamped = stampedFiles(snapshot)
  const others = (await pagesOf(folder)).filter((page) => !stamped.has(page.replaceAll(path.sep, '/')))
  const filled = await together(others, async (page) => {
    const file = path.join(folder, page)
    const before = readFileSync(file, 'utf8')
    const after = fill(before, snapshot)
    if (after === before) return []
    await writeWhole(file, after, madeAgain)
    return [page]
  })
  return [...changed, ...filled.flat()]
}
