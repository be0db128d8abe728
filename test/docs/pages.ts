import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import GithubSlugger from 'github-slugger'
import {toString as wordsOf} from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'

export const root = path.join(import.meta.dirname, '../..')

/** One fenced block of a page. */
export interface Block {
  page: string
  line: number
  language: string
  /** What stands behind the language: `no-run: WHY`, `exits: 2`, or `anew` for a fresh copy of the project. A page never shows it. */
  said: string
  text: string
}

/** A page that people read, from the root of the repository. */
export interface Page {
  file: string
  blocks: Block[]
  links: {url: string; line: number}[]
  anchors: Set<string>
}

/** Reads one page: its blocks, links and anchors. */
export async function readPage(file: string): Promise<Page> {
  const tree = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .parse(await readFile(path.join(root, file), 'utf8'))
  const page: Page = {file, blocks: [], links: [], anchors: new Set()}
  const slugger = new GithubSlugger()
  visit(tree, (node) => {
    const line = node.position?.start.line ?? 0
    if (node.type === 'code')
      page.blocks.push({
        page: file,
        line,
        language: node.lang === 'md' ? 'markdown' : (node.lang ?? ''),
        said: node.meta ?? '',
        text: node.value,
      })
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition')
      page.links.push({url: node.url, line})
    if (node.type === 'heading') page.anchors.add(slugger.slug(wordsOf(node)))
  })
  return page
}

/** The pages of the guide, those at the top that send people there, and the reference that it leads to. */
export async function pagesHere(): Promise<Page[]> {
  const reference = (await readdir(path.join(root, 'docs/reference')))
    // The examples there are small parts of files, and tests of their own hold them.
    .filter((name) => name.endsWith('.md') && name !== 'suggest-rules.md')
    .map((name) => `docs/reference/${name}`)
  const names = await readdir(path.join(root, 'docs/guide'), {recursive: true})
  const guide = names.filter((name) => name.endsWith('.md')).map((name) => `docs/guide/${name}`)
  return Promise.all(['README.md', 'CONTRIBUTING.md', ...guide.toSorted(), ...reference.toSorted()].map(readPage))
}

/** Why a block is not run; null where it is. */
export const notRun = ({said}: Block): string | null => /^no-run: (.+)/.exec(said)?.[1] ?? null

/** Where a block stands, for whoever has to mend it. */
export const placeOf = ({page, line}: Block): string => `${page}:${line}`
