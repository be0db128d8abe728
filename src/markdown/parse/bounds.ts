import type {Nodes, Root} from 'mdast'
import {type Problem, problem} from '../../model/index.ts'
import {limits} from '../limits.ts'
import type {Source} from '../source.ts'

/** Why a text is not parsed at all: it is too large, or would cost too much. */
export function tooMuch(source: Source): Problem | null {
  const bytes = Buffer.byteLength(source.text)
  if (bytes > limits.bytes) return tooLarge(source.file, bytes)
  const {line: lines} = source.at(source.text.length)
  if (lines > limits.lines) return large(source.file, `${lines} lines`, limits.lines)
  const lists = new Nesting()
  const paragraph = new Marks()
  for (const {1: line = '', index} of source.text.matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)) {
    const depth = lists.enter(line)
    if (depth > limits.depth) return tooDeep(source, index, `${depth} lists and quotes in each other`, limits.depth)
    const marks = paragraph.enter(line)
    if (marks > limits.marks) return tooDeep(source, index, `${marks} marks in one paragraph`, limits.marks)
  }
  return null
}

/** The problem of a file that is larger than the bound. */
export const tooLarge = (file: string, bytes: number): Problem => large(file, `${bytes} bytes`, limits.bytes)

const large = (file: string, what: string, limit: number): Problem =>
  problem('too-large', `Unexpected ${what}, expected at most ${limit}; split the file`, {file, line: 1, column: 1})

/** Why a tree is not walked: its nodes or its raw HTML nest too deep. */
export function nestsTooDeep(source: Source, tree: Root): Problem | null {
  const todo: [Nodes, number][] = [[tree, 0]]
  let tags = 0
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const [node, depth] = next
    const offset = node.position?.start.offset ?? source.start
    if (depth > limits.depth) return tooDeep(source, offset, `${depth} levels`, limits.depth)
    if (node.type === 'html') tags += unclosed(node.value)
    if (tags > limits.tags) return tooDeep(source, offset, `${tags} unclosed tags`, limits.tags)
    if ('children' in node) todo.push(...node.children.toReversed().map((child): [Nodes, number] => [child, depth + 1]))
  }
  return null
}

const tooDeep = (source: Source, offset: number, what: string, limit: number): Problem =>
  problem('too-deep', `Unexpected ${what}, expected at most ${limit}; take it apart`, source.at(offset))

/** Tags that may stay open for ever: HTML closes them by itself. */
const closesItself = /^(?:area|br|col|dd|dt|hr|img|input|li|option|p|source|td|th|tr|wbr)$/i

function unclosed(html: string): number {
  let open = 0
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([A-Za-z][\w-]*)[^<>]*/g)) {
    if (!closesItself.test(name)) open += slash === '/' ? -1 : 1
  }
  return open
}

/** How many marks of emphasis, links and HTML the paragraph has so far, told from the looks of its lines. */
class Marks {
  private count = 0
  private fence = ''

  enter(line: string): number {
    const [, fence = '', rest = ''] = /^[ \t>]*(`{3,}|~{3,})(.*)$/.exec(line) ?? []
    if (this.fence !== '') {
      if (fence.startsWith(this.fence) && rest.trim() === '') this.fence = ''
      return 0
    }
    if (fence !== '' && !(fence.startsWith('`') && rest.includes('`'))) this.fence = fence
    if (/^[ \t>]*(?:(?:[-+*]|1[.)])[ \t]+\S|[#|`~]|$)/.test(line)) this.count = 0
    this.count += (line.match(/[*_[<$]/g) ?? []).length
    return this.count
  }
}

/** How deep lists and quotes may nest, told from markers and indents alone: never less than the parser finds. */
class Nesting {
  /** Columns at which the content of each open list item starts. */
  private readonly open: number[] = []

  enter(line: string): number {
    if (/^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$/.test(line)) return this.open.length
    let quotes = 0
    let column = 0
    for (const [, indent = '', marker = ''] of line.matchAll(
      /([ \t]*)(>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))|\S.*/g,
    )) {
      if (marker === '') break
      const at = column + widthOf(indent)
      column = at + marker.length
      if (marker === '>') quotes++
      else this.enterItem(at, column + 1)
    }
    return this.open.length + quotes
  }

  private enterItem(at: number, content: number): void {
    while ((this.open.at(-1) ?? 0) > at) this.open.pop()
    this.open.push(content)
  }
}

const widthOf = (indent: string): number => [...indent].reduce((width, space) => width + (space === '\t' ? 4 : 1), 0)
