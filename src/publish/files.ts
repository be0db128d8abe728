import {existsSync} from 'node:fs'
import {copyFile, mkdir, readFile, realpath, stat, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {writeWhole} from '../disk/index.ts'
import {Authored} from '../model/authored.ts'
import {isHtml, keepLinked, linkedIn, withoutScripts} from './linked.ts'
import {bodyOf, type PageBody, type RenderedPage} from './render.ts'
import {toolFolder} from './tool.ts'
import {decoded, filesPrefix} from './withheld.ts'

/** Copies the files that pages link to, each from inside the project, to where the pages say they are. */
export const copyLinkedFiles = (
  root: string,
  base: string,
  pages: readonly Pick<PageBody, 'html'>[],
  out: string,
  withheld?: (file: string) => boolean,
): Promise<void> => copyFiles(root, linkedFiles(base, pages), out, withheld)

/** Copies files that pages link to, by their paths from the project root, and keeps in the site which they are. None takes the place of a page. */
export const copyFiles = async (
  root: string,
  names: readonly string[],
  out: string,
  withheld?: (file: string) => boolean,
): Promise<void> => keepLinked(out, await copyEach(root, names, out, withheld))

/** The same in a site that is never refilled; gives what was copied. */
export async function copyEach(
  root: string,
  names: readonly string[],
  out: string,
  withheld: (file: string) => boolean = () => false,
): Promise<string[]> {
  const within = await realpath(root)
  const copied: string[] = []
  for (const name of names) {
    const source = await realpath(path.join(within, name)).catch(() => null)
    if (source === null || !source.startsWith(within + path.sep)) continue
    // By its own name, whatever leads to it.
    if (withheld(path.relative(within, source).replaceAll(path.sep, '/'))) continue
    if (!(await stat(source)).isFile()) continue
    const target = path.join(out, 'files', name)
    if (existsSync(target)) continue
    await mkdir(path.dirname(target), {recursive: true})
    if (isHtml(name)) await writeFile(target, withoutScripts(await readFile(source)))
    else await copyFile(source, target)
    copied.push(name)
  }
  return copied
}

/** Copies linked files that changed since the site was built; one that went away made its links dead, and the docs others. */
export async function copyAgain(root: string, out: string): Promise<void> {
  const within = await realpath(root)
  for (const name of await linkedIn(out)) {
    const [source, target] = [path.join(within, name), path.join(out, 'files', name)]
    const [read, before] = await Promise.all([source, target].map((file) => readFile(file).catch(() => null)))
    if (!read || !before) continue
    const now = isHtml(name) ? withoutScripts(read) : read
    if (now.equals(before)) continue
    if ((await realpath(source)).startsWith(within + path.sep)) await writeWhole(target, now, {forced: false})
  }
}

/** The files that rendered pages link to. */
export function filesLinkedIn(work: string, base: string, pages: readonly RenderedPage[]): string[] {
  const found = new Set<string>()
  for (const page of pages) for (const name of linkedFiles(base, [bodyOf(work, page)])) found.add(name)
  return [...found].toSorted()
}

/** Paths from the project root, in order; none that leads out of it or begins with a dot. */
export function linkedFiles(base: string, pages: readonly Pick<PageBody, 'html'>[]): string[] {
  const prefix = filesPrefix(base)
  const names = pages.flatMap(({html}) => [...html.matchAll(/\s(?:href|src)="([^"#?]*)/g)].map(([, url = '']) => url))
  const local = names.filter((url) => url.startsWith(prefix)).map((url) => decoded(url.slice(prefix.length)))
  return [...new Set(local)].filter((name) => !/(?:^|[\\/])\./.test(name)).toSorted()
}

/** Puts the schemas of what authors write beside the pages, for their editors; they hold nothing of the project. */
export async function copySchemas(out: string): Promise<void> {
  await mkdir(path.join(out, 'schemas'), {recursive: true})
  for (const name of Authored.options)
    await copyFile(
      path.join(toolFolder(), 'docs/reference/schemas', `${name}.json`),
      path.join(out, 'schemas', `${name}.json`),
    )
}
