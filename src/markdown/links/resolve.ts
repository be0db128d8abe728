import {posix} from 'node:path'
import type {Link} from '../../model/index.ts'
import {limits} from '../limits.ts'
import {type Target, targetOf} from './target.ts'
import type {World} from './world.ts'

/** Where a link leads; `text` and place are not its business. */
export type Resolved = Pick<Link, 'kind' | 'path' | 'anchor' | 'dead'> & {
  /** What is dead about it. */
  missing: 'file' | 'anchor' | null
}

/** The file names that stand for a folder, the first that exists. */
export const indexNames = ['index.md', 'README.md', 'readme.md', 'Readme.md'] as const

/** Resolves an address that stands in a file, whose own anchors are given. */
export function resolve(url: string, file: string, own: ReadonlySet<string>, world: World): Resolved {
  const target = targetOf(url)
  const {anchor} = target
  if (target.kind !== 'local') return {kind: target.kind, path: null, anchor, dead: false, missing: null}
  if (target.path === '') {
    const dead = !lands(anchor, own)
    return {kind: 'anchor', path: null, anchor, dead, missing: dead ? 'anchor' : null}
  }
  const path = existing(target, file, world)
  const kind = isDocument(path ?? target.path) ? 'document' : 'file'
  if (path === null) {
    return {kind, path: candidates(target.path, file, world)[0] ?? null, anchor, dead: true, missing: 'file'}
  }
  const anchors = path === file ? own : world.anchors(path)
  const dead = kind === 'document' && anchors !== undefined && !lands(anchor, anchors)
  return {kind, path, anchor, dead, missing: dead ? 'anchor' : null}
}

/** Every path that a local address may mean; none of them leaves the project. */
export function candidates(path: string, file: string, {docs}: Pick<World, 'docs'>): string[] {
  if (path.length > limits.path) return []
  const from = path.startsWith('/') ? [...(docs === null ? [] : [docs]), ''] : [posix.dirname(file)]
  const paths = from.map((folder) =>
    posix.normalize(posix.join(folder, path.replace(/^\/+/, ''))).replace(/(?<=.)\/+$/, ''),
  )
  return paths.filter((candidate) => candidate !== '..' && !candidate.startsWith('../') && !candidate.startsWith('/'))
}

/** Whether a path is that of a Markdown document. */
export const isDocument = (path: string): boolean => /\.(?:md|markdown)$/i.test(path)

function existing({path}: Target, file: string, world: World): string | null {
  const paths = candidates(path, file, world)
  for (const candidate of paths) {
    const kind = world.kind(candidate)
    if (kind === 'file' || kind === undefined) return candidate
    const index = indexNames.map((name) => posix.join(candidate, name)).find((name) => world.kind(name) === 'file')
    if (kind === 'folder' && index !== undefined) return index
  }
  const page = pageAt(path, file, world)
  return page ?? paths.find((candidate) => world.kind(candidate) === 'folder') ?? null
}

/** Addresses of the site are links too: `/ref/a/`, or `./` on that page. */
function pageAt(path: string, file: string, world: World): string | null {
  const here = path.startsWith('/') ? '' : world.routeOf(file)
  return here === null ? null : world.documentAt(posix.join('/', here, path).replace(/^\/+|\/+$/g, ''))
}

/** Every page has a top. */
const lands = (anchor: string | null, anchors: ReadonlySet<string>): boolean =>
  anchor === null || anchors.has(anchor) || /^_?top$/i.test(anchor)
