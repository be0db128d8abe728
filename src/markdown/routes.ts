import {posix} from 'node:path'
import {slug} from 'github-slugger'
import {stem} from './page.ts'

/** Addresses that documents may not have: the overview is at the root, and the host shows `404` for what is missing. */
const reserved = ['', '404']

/** The address of the docs' own front page, since the overview has the root. */
const home = 'home'

/**
 * Addresses of documents, by file. `README.md` and `index.md` stand for their folder. Where several want the same
 * address, index.md has it before README.md, then the file that is named exactly so, then by name; the others are
 * called by their own name, numbered where that is taken too.
 */
export function routesOf(files: readonly string[], docs: string | null): Map<string, string> {
  const wishes = files.map((file) => wishOf(file, docs)).sort(byClaim)
  const taken = new Set(reserved)
  return new Map(
    wishes.map((wish): [string, string] => {
      const route = [wish.route, wish.named].find((name) => !taken.has(name)) ?? numbered(wish.named, taken)
      taken.add(route)
      return [wish.file, route]
    }),
  )
}

interface Wish {
  file: string
  route: string
  /** The address by its own name, also of an index. */
  named: string
  rank: number
}

function wishOf(file: string, docs: string | null): Wish {
  const inside = docs !== null && (docs === '.' || file.startsWith(`${docs}/`))
  const path = inside && docs !== '.' ? file.slice((docs ?? '').length + 1) : file
  const folder = posix.dirname(path) === '.' ? [] : posix.dirname(path).split('/').map(segment)
  const name = segment(stem(path))
  const named = [...folder, name].join('/')
  const isIndex = /^index\.\w+$/i.test(posix.basename(path))
  const isReadme = /^readme\.\w+$/i.test(posix.basename(path))
  const exact = name === stem(path) ? 2 : 3
  const route = isIndex || isReadme ? folder.join('/') || home : named
  return {file, route, named, rank: isIndex ? 0 : isReadme ? 1 : exact}
}

const segment = (name: string): string => slug(name) || 'page'

const byClaim = (a: Wish, b: Wish): number => a.rank - b.rank || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)

function numbered(name: string, taken: ReadonlySet<string>): string {
  for (let n = 2; ; n++) {
    if (!taken.has(`${name}-${n}`)) return `${name}-${n}`
  }
}
