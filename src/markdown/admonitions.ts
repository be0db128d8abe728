import type {Blockquote, Code, Paragraph, Parents, Root, RootContent} from 'mdast'
import {each} from './each.ts'
import {fragmentParser} from './parse/index.ts'
import {lineAt, type Source} from './source.ts'

type Point = NonNullable<Paragraph['position']>['start']

/** An admonition as MkDocs has it, or one of its tabs: its kind, and its title where it has one of its own. */
export interface Admonition {
  /** `!!!` stands open, `???` is folded, `???+` can be folded, `===` is a tab. */
  form: 'box' | 'folded' | 'unfolded' | 'tab'
  kind: string
  title: string
}

declare module 'mdast' {
  interface BlockquoteData {
    admonition?: Admonition
  }
}

const opening = /^(!!!|\?\?\?\+?)[ \t]+([\w-]+)(?:[ \t]+(?:inline|end))*(?:[ \t]+"([^"\r\n]*)")?[ \t]*$/
const tab = /^===[!+]{0,2}[ \t]+"([^"\r\n]*)"[ \t]*$/
const forms = {'!!!': 'box', '???': 'folded', '???+': 'unfolded'} as const
const anywhere = /^[ \t]*(?:!!!|\?\?\?|===[!+ \t])/m
const deepest = 8

/** Makes a quote of `!!! note "Title"` with the text that is indented below it, so that a box in there is an item. */
export function readAdmonitions(root: Root, source: Source): void {
  if (anywhere.test(source.text)) readIn(root, {source, parse: fragmentParser(root)}, 0)
}

interface Page {
  source: Source
  parse: (text: string) => Root
}

function readIn(parent: Parents, page: Page, depth: number): void {
  for (let index = 0; index < parent.children.length; index += 1) {
    const node = parent.children[index]
    if (node === undefined) return
    const found = node.type === 'paragraph' && depth < deepest ? openedBy(node, page.source) : null
    if (found === null || node.type !== 'paragraph') {
      if ('children' in node) readIn(node, page, depth)
      continue
    }
    const next = parent.children[index + 1]
    const taken = next?.type === 'code' && begins(next) < found.body.end ? 2 : 1
    const left = linesOf(page.source.text, found.body.end, node.position?.end.offset ?? 0)
    const blocks = [quoteOf(found, page, depth), ...(left.length > 0 ? blocksOf(left, page, depth) : [])]
    parent.children.splice(index, taken, ...blocks)
    index += blocks.length - 1
  }
}

const begins = ({position}: Code): number => position?.start.offset ?? 0

/** A line of a body without what indents it, and where the rest of it stands in the file. */
interface Line {
  text: string
  offset: number
}

interface Opened {
  admonition: Admonition
  head: Paragraph
  body: {lines: Line[]; end: number}
}

function openedBy({position}: Paragraph, {text, at}: Source): Opened | null {
  const start = position?.start.offset
  if (position === undefined || start === undefined) return null
  const before = text.slice(start - at(start).column + 1, start)
  const [line = ''] = /^[^\r\n]*/.exec(text.slice(start, start + 1000)) ?? []
  const admonition = admonitionOf(line)
  if (admonition === null || before.includes('>')) return null
  const end = start + line.length
  const place = {
    start: position.start,
    end: {...position.start, column: position.start.column + line.length, offset: end},
  }
  const head: Paragraph = {type: 'paragraph', children: [{type: 'text', value: line, position: place}], position: place}
  return {admonition, head, body: bodyBelow(text, end, before.length + 4)}
}

function admonitionOf(line: string): Admonition | null {
  const [, name] = tab.exec(line) ?? []
  if (name !== undefined) return {form: 'tab', kind: 'tab', title: name}
  const [, marks = '', kind, title = ''] = opening.exec(line) ?? []
  const [, form = 'box'] = Object.entries(forms).find(([written]) => written === marks) ?? []
  return kind === undefined ? null : {form, kind, title}
}

const wholeLine = /[^\r\n]*(?:\r\n|\n|\r|$)/y

/** The lines from an offset on that are blank, or indented by so many columns; blank ones at the end are left out. */
function bodyBelow(text: string, from: number, columns: number): {lines: Line[]; end: number} {
  const end = from + (/^(?:\r\n|\n|\r)/.exec(text.slice(from, from + 2))?.[0].length ?? 0)
  const body = {lines: [] as Line[], end}
  const blanks: Line[] = []
  for (let at = end; at < text.length; ) {
    wholeLine.lastIndex = at
    const [line = ''] = wholeLine.exec(text) ?? []
    if (line === '') break
    const indent = indentOf(line, columns)
    if (line.trim() === '') blanks.push({text: line, offset: at})
    else if (indent === null) break
    else {
      body.lines.push(...blanks.splice(0), {text: line.slice(indent), offset: at + indent})
      body.end = at + line.length
    }
    at += line.length
  }
  return body
}

/** How many characters make up so many columns of blanks; null where there are fewer. */
function indentOf(line: string, columns: number): number | null {
  let column = 0
  for (let at = 0; at <= line.length; at += 1) {
    if (column >= columns) return at
    const sign = line.charAt(at)
    if (sign !== ' ' && sign !== '\t') return null
    column = sign === '\t' ? column - (column % 4) + 4 : column + 1
  }
  return null
}

const linesOf = (text: string, from: number, to: number): Line[] =>
  from >= to
    ? []
    : [...text.slice(from, to).matchAll(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g)].map(({0: line, index}) => ({
        text: line,
        offset: from + index,
      }))

function quoteOf({admonition, head, body}: Opened, page: Page, depth: number): Blockquote {
  const start = head.position?.start
  const children = [head, ...blocksOf(body.lines, page, depth)]
  const end = children.at(-1)?.position?.end
  const data = {admonition}
  return start && end
    ? {type: 'blockquote', data, children, position: {start, end}}
    : {type: 'blockquote', data, children}
}

/** Parses lines as a document of their own, with positions in the file. */
function blocksOf(lines: readonly Line[], page: Page, depth: number): Blockquote['children'] {
  const tree = page.parse(lines.map(({text}) => text).join(''))
  const starts: number[] = []
  let from = 0
  for (const line of lines) {
    starts.push(from)
    from += line.text.length
  }
  const moved = ({offset = 0}: Point): Point => {
    const index = lineAt(starts, offset)
    const there = (lines[index]?.offset ?? 0) + offset - (starts[index] ?? 0)
    const {line, column} = page.source.at(there)
    return {line, column, offset: there}
  }
  each(tree, (node) => {
    if (node.position) node.position = {start: moved(node.position.start), end: moved(node.position.end)}
  })
  readIn(tree, page, depth + 1)
  return tree.children.filter(isBlock)
}

const blocks: readonly string[] = [
  'blockquote',
  'code',
  'definition',
  'footnoteDefinition',
  'heading',
  'html',
  'list',
  'paragraph',
  'table',
  'thematicBreak',
]

const isBlock = (node: RootContent): node is Blockquote['children'][number] => blocks.includes(node.type)
