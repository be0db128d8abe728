import {readFile} from 'node:fs/promises'
import path from 'node:path'
import type {Table} from 'mdast'
import {toString as wordsOf} from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import ts from 'typescript'
import {unified} from 'unified'

/** What a room may import: other rooms, and packages of its own. */
export interface Allowed {
  rooms: string[]
  packages: string[]
}

/** One import that a file makes, as written. */
export interface Import {
  file: string
  specifier: string
}

/** Reads the table of rooms from a Markdown page: the first table whose head is `room`, `may import`, `packages`, … */
export function tableOfRooms(markdown: string): Map<string, Allowed> {
  const tree = unified().use(remarkParse).use(remarkGfm).parse(markdown)
  const table = tree.children.find((node): node is Table => node.type === 'table' && firstCell(node) === 'room')
  const rooms = new Map<string, Allowed>()
  for (const row of table?.children.slice(1) ?? []) {
    const [room = '', imports = '', packages = ''] = row.children.map((cell) => wordsOf(cell))
    rooms.set(room, {rooms: names(imports), packages: names(packages)})
  }
  return rooms
}

const firstCell = (table: Table): string => wordsOf(table.children[0]?.children[0] ?? {type: 'text', value: ''})
const names = (cell: string): string[] => cell.split(/[,\s]+/).filter((name) => /^[@\w]/.test(name))

/** Every static, type-only and dynamic import of a source file; of an Astro file those of its frontmatter and scripts. */
export async function importsOf(root: string, file: string): Promise<Import[]> {
  const source = await readFile(path.join(root, file), 'utf8')
  const script = file.endsWith('.astro') ? scriptsOf(source) : source
  return ts.preProcessFile(script, true, true).importedFiles.map(({fileName}) => ({file, specifier: fileName}))
}

function scriptsOf(astro: string): string {
  const frontmatter = /^---\n([\s\S]*?)\n---/.exec(astro)?.[1] ?? ''
  const scripts = [...astro.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '')
  return [frontmatter, ...scripts].join('\n')
}

/** The room of a file: `src/expr/when.ts` → `src/expr`, `src/index.ts` → `src/index.ts`, `site/…` → `site`. */
export function roomOf(file: string): string {
  const [top = '', second = ''] = file.split('/')
  return top === 'src' ? `${top}/${second}` : top
}

/** The file that a relative import means, from the root; null for packages. */
export const targetOf = ({file, specifier}: Import): string | null =>
  specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : null

/** Sentences about imports that the table does not allow. */
export function violations(imports: readonly Import[], table: ReadonlyMap<string, Allowed>): string[] {
  const found: string[] = []
  for (const each of imports) {
    const room = roomOf(each.file)
    const allowed = table.get(room)
    const target = targetOf(each)
    if (allowed === undefined) found.push(`${each.file}: the room ${room} is not in the table`)
    else if (target !== null) {
      const other = roomOf(target)
      if (other !== room && !allowed.rooms.includes(other) && !covers(allowed, other))
        found.push(`${each.file} imports ${target}: ${room} may not import ${other}`)
    } else if (!each.specifier.startsWith('node:') && !allowed.packages.includes(packageOf(each.specifier)))
      found.push(`${each.file} imports ${each.specifier}: ${room} may not import that package`)
  }
  return found
}

/** `src` in the table stands for every room below src. */
const covers = (allowed: Allowed, room: string): boolean => allowed.rooms.includes('src') && room.startsWith('src/')

const packageOf = (specifier: string): string => {
  const [first = '', second = ''] = specifier.split('/')
  if (first.includes(':')) return first.slice(0, first.indexOf(':') + 1)
  return first.startsWith('@') ? `${first}/${second}` : first
}

/** The first circle of imports between files, or null. */
export function circle(imports: readonly Import[]): string[] | null {
  const edges = new Map<string, string[]>()
  for (const each of imports) {
    const target = targetOf(each)
    if (target !== null) edges.set(each.file, [...(edges.get(each.file) ?? []), target])
  }
  const done = new Set<string>()
  const visit = (file: string, trail: string[]): string[] | null => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file]
    if (done.has(file)) return null
    for (const next of edges.get(file) ?? []) {
      const found = visit(next, [...trail, file])
      if (found !== null) return found
    }
    done.add(file)
    return null
  }
  for (const file of edges.keys()) {
    const found = visit(file, [])
    if (found !== null) return found
  }
  return null
}
