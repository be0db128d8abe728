import {writeFile} from 'node:fs/promises'
import path from 'node:path'
import type {Checklist, Document, NavEntry} from '../model/index.ts'
import {humanised, type OwnPage} from '../view/index.ts'

/** A link or a group of the sidebar; a link is an address below the base, or a whole one. */
export type SidebarItem = {label: string; link: string} | {label: string; items: SidebarItem[]}

interface Folder {
  name: string
  pages: Document[]
  folders: Map<string, Folder>
}

/** Readiness first with our own pages, then the docs: as their author arranged them, else by their folders. Checklists are not there twice. */
export function sidebarOf(
  docs: string | null,
  pages: readonly Document[],
  checklists: readonly Checklist[],
  navigation: readonly NavEntry[] | null = null,
  own: readonly OwnPage[] = [],
): SidebarItem[] {
  const routes = new Map(pages.map(({file, route}) => [file, route]))
  const readiness = checklists.map(({file, title}) => ({label: title, link: address(routes.get(file) ?? '')}))
  const others = pages.filter(({checklist}) => !checklist)
  const ours = own.flatMap(({label, route}) => (label === null ? [] : [{label, link: address(route)}]))
  return [
    {label: 'Readiness', items: [{label: 'May it go live?', link: '/'}, ...readiness, ...ours]},
    ...(navigation === null ? byFolder(docs, others) : asArranged(docs, others, navigation)),
  ]
}

function byFolder(docs: string | null, pages: readonly Document[]): SidebarItem[] {
  const root = tree(docs, pages)
  const loose = root.pages.length === 0 ? [] : [{label: humanised(root.name), items: root.pages.map(link)}]
  return [...loose, ...[...root.folders.values()].map((folder) => group(folder, true))]
}

/** The navigation that an author wrote; pages that it lacks come after it, by their folders. */
function asArranged(docs: string | null, pages: readonly Document[], navigation: readonly NavEntry[]): SidebarItem[] {
  const left = new Map(pages.map((page) => [page.file, page]))
  const itemsOf = (entries: readonly NavEntry[]): SidebarItem[] => entries.flatMap(itemOf)
  const itemOf = (entry: NavEntry): SidebarItem[] => {
    if ('url' in entry) return [{label: entry.title, link: entry.url}]
    if ('entries' in entry) {
      const items = itemsOf(entry.entries)
      return items.length === 0 ? [] : [{label: entry.title, items}]
    }
    const page = pages.find(({file}) => file === entry.file)
    left.delete(entry.file)
    return page === undefined ? [] : [{...link(page), label: entry.title ?? page.title}]
  }
  const arranged = itemsOf(navigation)
  const root = tree(docs, [...left.values()])
  const more = [...root.pages.map(link), ...[...root.folders.values()].map((folder) => group(folder, false))]
  return more.length === 0 ? arranged : [...arranged, {label: 'More pages', items: more}]
}

const address = (route: string): string => `/${route === '' ? '' : `${route}/`}`
const link = ({title, route}: Document): SidebarItem => ({label: title, link: address(route)})

function tree(docs: string | null, pages: readonly Document[]): Folder {
  const root: Folder = {
    name:
      (docs ?? 'docs')
        .split('/')
        .filter((part) => part !== '' && part !== '.')
        .at(-1) ?? 'docs',
    pages: [],
    folders: new Map(),
  }
  for (const page of pages.toSorted(indexFirst)) {
    let at = root
    for (const name of folderOf(docs, page.file)) {
      const inside = at.folders.get(name) ?? {name, pages: [], folders: new Map()}
      at.folders.set(name, inside)
      at = inside
    }
    at.pages.push(page)
  }
  return root
}

const isIndex = (file: string): boolean => /(^|\/)(index|readme)\.md$/i.test(file)

const indexFirst = (a: Document, b: Document): number =>
  Number(isIndex(b.file)) - Number(isIndex(a.file)) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)

/** The folders between the docs folder and a file. */
function folderOf(docs: string | null, file: string): string[] {
  const below = docs === null ? '' : `${docs.replace(/^\.\/|\/+$/g, '')}/`
  const rest = below !== '/' && file.startsWith(below) ? file.slice(below.length) : file
  return rest.split('/').slice(0, -1)
}

/** A folder as a group; one that holds nothing but a folder gives its place to that, and so does a nested one with a single page. */
function group(folder: Folder, outermost: boolean): SidebarItem {
  const {name, pages, folders} = folder
  const [only, ...others] = folders.values()
  if (pages.length === 0 && only !== undefined && others.length === 0) return group({...only, name}, outermost)
  const items = [...pages.map(link), ...[...folders.values()].map((inside) => group(inside, false))]
  const [single] = items
  if (!outermost && items.length === 1 && single !== undefined) return single
  return {label: humanised(name), items}
}

/** Writes it for the pages. It is no part of Astro's configuration: a build begins before the docs are read. */
export const writeSidebar = (work: string, sidebar: readonly SidebarItem[]): Promise<void> =>
  writeFile(path.join(work, 'sidebar.json'), JSON.stringify(sidebar))
