import type {Checklist, Document, NavEntry, Problem} from '../model/index.ts'
import {isRecord} from '../model/record-file.ts'
import {readChecklist} from './checklist.ts'
import {markdownFiles, readSource, unreadable} from './files.ts'
import {keepPages} from './kept.ts'
import {explore} from './links/explore.ts'
import {follow} from './links/follow.ts'
import {everyLink} from './links/found.ts'
import {looksLikeLinks} from './links/looks-like-link.ts'
import type {World} from './links/world.ts'
import {readNavigation} from './navigation.ts'
import {type Page, readPage} from './page.ts'
import {plain} from './plain.ts'
import {routesOf} from './routes.ts'
import {sha256} from './source.ts'

/** What a project's Markdown comes to. */
export interface ReadDocs {
  documents: Document[]
  checklists: Checklist[]
  /** As their author arranged them; null where nobody did. */
  navigation: NavEntry[] | null
  problems: Problem[]
}

interface Ask {
  /** Absolute; the rest counts from here. */
  root: string
  docs: string | null
  checklists: string[]
}

/** Reads every Markdown file below the docs folder, and the checklists, which may stand elsewhere. */
export async function readDocs(ask: Ask): Promise<ReadDocs> {
  const {root, docs, checklists} = ask
  const {pages, problems} = await readPages(ask)
  const routes = routesOf(
    pages.map(({source}) => source.file),
    docs,
  )
  const world = await explore({root, docs, pages, routes})
  const withPages = pages.map((page) => {
    const {file} = page.source
    const read = documentOf(page, {route: routes.get(file) ?? '', checklist: checklists.includes(file)}, world)
    problems.push(...read.problems)
    return {document: read.document, page}
  })
  const read = pages
    .filter(({source}) => checklists.includes(source.file))
    .map((page) => readChecklist(page, world))
    .sort((a, b) => checklists.indexOf(a.checklist.file) - checklists.indexOf(b.checklist.file))
  const navigation = await readNavigation(root, docs)
  problems.push(...read.flatMap((one) => one.problems), ...navigation.problems)
  keepPages(withPages)
  const documents = withPages.map(({document}) => document)
  const named = withNames(read.map(({checklist}) => checklist))
  return {documents, checklists: named, navigation: navigation.entries, problems}
}

/** What is wrong in the front matter of a record is told by whoever reads records, and stops nothing. */
async function readPages(ask: Ask): Promise<{pages: Page[]; problems: Problem[]}> {
  const {files, problems} = await filesOf(ask)
  const pages: Page[] = []
  for (const file of files) {
    const read = await readSource(ask.root, file)
    const parsed = 'source' in read ? readPage(read.source) : {page: null, problems: [read.problem]}
    const isChecklist = ask.checklists.includes(file)
    const told = parsed.problems.filter(({slug}) => slug !== 'front-matter' || !isRecord(file, ask.docs))
    problems.push(...told.map((found) => (isChecklist ? found : asPage(found))))
    if (parsed.page !== null) pages.push(parsed.page)
  }
  return {pages, problems}
}

/** No checklist is read by the front matter of another page, so that stops no run. */
const asPage = (found: Problem): Problem =>
  found.slug === 'front-matter' ? {...found, slug: 'page-front-matter'} : found

async function filesOf({root, docs, checklists}: Ask): Promise<{files: string[]; problems: Problem[]}> {
  try {
    const below = docs === null ? [] : await markdownFiles(root, docs)
    return {files: [...new Set([...below, ...checklists])].sort(), problems: []}
  } catch (error) {
    return {files: [...new Set(checklists)].sort(), problems: [unreadable(docs ?? '', error, 'a folder')]}
  }
}

function documentOf(
  page: Page,
  {route, checklist}: Pick<Document, 'route' | 'checklist'>,
  world: World,
): {document: Document; problems: Problem[]} {
  const {source, front, title} = page
  const followed = everyLink(page).map((link) => follow(link, page, world))
  const document: Document = {
    file: source.file,
    route,
    title,
    description: front.description ?? openingWords(page),
    headings: page.headings.map(({depth, slug, text}) => ({depth, slug, text})),
    links: followed.map(({link}) => link),
    digest: sha256(source.text),
    checklist,
  }
  const dead = followed.flatMap(({problem}) => (problem === null ? [] : [problem]))
  return {document, problems: [...dead, ...looksLikeLinks(page)]}
}

const mostWords = 160

/** What a page begins with, for who lists it; null where it begins with no sentence. */
function openingWords({tree}: Page): string | null {
  const first = tree.children.find(({type}) => type !== 'heading' && type !== 'html' && type !== 'definition')
  const text = first?.type === 'paragraph' ? plain(first) : ''
  if (text.length <= mostWords) return text === '' ? null : text
  const cut = text.slice(0, mostWords)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), mostWords / 2)).trimEnd()}…`
}

/** A checklist is called by its file's stem, or by its path where two share that. */
function withNames(checklists: Checklist[]): Checklist[] {
  const count = (name: string) => checklists.filter((other) => other.name.toLowerCase() === name.toLowerCase()).length
  return checklists.map((checklist) =>
    count(checklist.name) === 1 ? checklist : {...checklist, name: checklist.file.replace(/(?<=[^/])\.[^./]*$/, '')},
  )
}
