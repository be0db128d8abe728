import {posix} from 'node:path'
import type {Link} from '../../model/index.ts'
import {limits} from '../limits.ts'
import {type Target, targetOf} from './target.ts'
import type {World} from './world.ts'

/** Where a link leads; `text` and place are not its business. */
export type Resolved = Pick<Link, 'kind' | 'path' | 'anchor' | 'dead'> & {
  /** What is dead about it. */
  missing: 'file' | 'anchor' | 'address' | null
}

/** Documents that an address without an ending may mean: what stands for a folder, and a page called without its ending. */
export const meantBy = (path: string): string[] => [
  ...['index.md', 'README.md', 'readme.md', 'Readme.md'].map((name) => posix.join(path, name)),
  ...(posix.extname(path) === '' ? [`${path}.md`] : []),
]

/** An address of another host that names none. */
const hostless = /^(?:https?:)?\/\/(?:[?#]|$)/i

/** Resolves an address that stands in a file, whose own anchors are given. */
export function resolve(url: string, file: string, own: ReadonlySet<string>, world: World): Resolved {
  const target = targetOf(url)
  const {anchor} = target
  if (url.trim() === '' || hostless.test(url)) {
    const kind = target.kind === 'local' ? 'other' : target.kind
    return {kind, path: null, anchor: null, dead: true, missing: 'address'}
  }
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
    const meant = meantBy(candidate).find((name) => world.kind(name) === 'file')
    if (meant !== undefined) return meant
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
