import GithubSlugger from 'github-slugger'
import type {Definition, Heading, Root} from 'mdast'
import type {Problem} from '../model/index.ts'
import {readAdmonitions} from './admonitions.ts'
import {takeAttributes} from './attributes.ts'
import {each} from './each.ts'
import {type FrontMatter, frontMatter} from './front-matter.ts'
import {attribute, openingTags} from './html-tags.ts'
import {readInlineMarks} from './inline-marks.ts'
import {markItems} from './items/mark.ts'
import {nestsTooDeep, tooMuch} from './parse/bounds.ts'
import {parseMarkdown} from './parse/index.ts'
import {plain} from './plain.ts'
import type {Source} from './source.ts'

/** A heading with the slug that links to it are written with. */
export interface PageHeading {
  node: Heading
  depth: number
  slug: string
  text: string
}

/** One Markdown file, parsed: what every other step reads. */
export interface Page {
  source: Source
  front: FrontMatter
  tree: Root
  title: string
  headings: readonly PageHeading[]
  /** Slugs of headings, the ids and names of raw HTML, and ids in attribute lists. */
  anchors: ReadonlySet<string>
  definitions: ReadonlyMap<string, Definition>
}

/** Parses a file; a page is null when the file is beyond the bounds. */
export function readPage(source: Source): {page: Page | null; problems: Problem[]} {
  const excess = tooMuch(source)
  if (excess !== null) return {page: null, problems: [excess]}
  const {front, problems} = frontMatter(source)
  const tree = treeOf(source, front.end)
  readAdmonitions(tree, source)
  const depth = nestsTooDeep(source, tree)
  if (depth !== null) return {page: null, problems: [...problems, depth]}
  markItems(tree, source.text, front.bullets)
  const given = takeAttributes(tree)
  readInlineMarks(tree)
  const headings = headingsOf(tree)
  const anchors = new Set([...headings.map(({slug}) => slug), ...htmlAnchors(tree), ...given])
  const title = front.title ?? (headings.find(({depth}) => depth === 1)?.text || stem(source.file))
  return {page: {source, front, tree, title, headings, anchors, definitions: definitionsOf(tree)}, problems}
}

/** The last part of a path, without its ending. */
export const stem = (path: string): string => (path.split('/').at(-1) ?? path).replace(/(?<=.)\.[^.]*$/, '')

/** Parses with the front matter blanked out, so that every position counts in the file as read. */
function treeOf({text, start}: Source, end: number): Root {
  const tree = parseMarkdown(text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end))
  // The parser does not count a byte order mark.
  if (start > 0) {
    each(tree, ({position}) => {
      if (position) position.start = {...position.start, offset: (position.start.offset ?? 0) + start}
      if (position) position.end = {...position.end, offset: (position.end.offset ?? 0) + start}
    })
  }
  return tree
}

function headingsOf(tree: Root): PageHeading[] {
  const slugger = new GithubSlugger()
  const headings: PageHeading[] = []
  // Whoever gives an id has it, and slugs make way.
  const given = new Map<string, Heading>()
  each(tree, (node) => {
    const anchor = node.type === 'heading' ? node.data?.anchor : undefined
    if (node.type !== 'heading' || anchor === undefined || given.has(anchor)) return
    given.set(anchor, node)
    slugger.occurrences[anchor] = 0
  })
  each(tree, (node) => {
    if (node.type !== 'heading') return
    const text = plain(node)
    const anchor = node.data?.anchor
    const slug = anchor !== undefined && given.get(anchor) === node ? anchor : slugger.slug(text)
    headings.push({node, depth: node.depth, slug, text})
  })
  return headings
}

function htmlAnchors(tree: Root): string[] {
  const anchors: string[] = []
  each(tree, (node) => {
    if (node.type !== 'html') return
    for (const {name, tag} of openingTags(node.value)) {
      anchors.push(attribute(tag, 'id') ?? '', (name === 'a' && attribute(tag, 'name')) || '')
    }
  })
  return anchors.filter((anchor) => anchor !== '')
}

/** The first definition of a label counts. */
function definitionsOf(tree: Root): Map<string, Definition> {
  const definitions = new Map<string, Definition>()
  each(tree, (node) => {
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node)
  })
  return definitions
}
