import {copyFile, mkdir, realpath, stat} from 'node:fs/promises'
import path from 'node:path'
import type {RenderedPage} from './render.ts'

/** Copies the files that pages link to, each from inside the project, to where the pages say they are. */
export async function copyLinkedFiles(
  root: string,
  base: string,
  pages: readonly RenderedPage[],
  out: string,
): Promise<void> {
  const within = await realpath(root)
  for (const name of linkedFiles(base, pages)) {
    const source = await realpath(path.join(within, name)).catch(() => null)
    if (source === null || !source.startsWith(within + path.sep)) continue
    if (!(await stat(source)).isFile()) continue
    const target = path.join(out, 'files', name)
    await mkdir(path.dirname(target), {recursive: true})
    await copyFile(source, target)
  }
}

/** Paths from the project root, in order; none that leads out of it or begins with a dot. */
export function linkedFiles(base: string, pages: readonly RenderedPage[]): string[] {
  const prefix = `${base.replace(/^\/*/, '/').replace(/\/+$/, '')}/files/`
  const names = pages.flatMap(({html}) => [...html.matchAll(/\s(?:href|src)="([^"#?]*)/g)].map(([, url = '']) => url))
  const local = names.filter((url) => url.startsWith(prefix)).map((url) => decodeURIComponent(url.slice(prefix.length)))
  return [...new Set(local)].filter((name) => !/(?:^|[\\/])\./.test(name)).toSorted()
}
