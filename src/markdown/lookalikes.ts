import type {Position} from '../model/index.ts'
import type {Lookalike} from '../model/overview.ts'
import {each} from './each.ts'
import {readSource} from './files.ts'
import {oddMark} from './items/mark.ts'
import {type Page, readPage} from './page.ts'
import {isIndentedCode, linesOf, looksLikeItem} from './warnings/lines.ts'
import {strangersIn} from './warnings/strangers.ts'

interface Seen {
  what: string
  fix: string
  offsets: number[]
}

/** What looks like an item in a file and is none, each way of writing it once; nothing where the file cannot be read. */
export async function lookalikesIn(root: string, file: string): Promise<Lookalike[]> {
  const read = await readSource(root, file)
  const page = 'source' in read ? readPage(read.source).page : null
  return page === null ? [] : lookalikes(page)
}

function lookalikes(page: Page): Lookalike[] {
  const {at} = page.source
  const strangers = strangersIn(page).map(({what, fix, count, first}) => ({what, fix, count, at: at(first)}))
  const others = [unlisted(page), inCode(page), inComments(page), bare(page)]
  return [...strangers, ...others.flatMap((seen) => counted(seen, (offset) => at(offset)))].sort(byPlace)
}

const byPlace = (a: Lookalike, b: Lookalike): number => a.at.line - b.at.line || a.at.column - b.at.column

function counted({what, fix, offsets}: Seen, at: (offset: number) => Position): Lookalike[] {
  const [first] = offsets
  return first === undefined ? [] : [{what, fix, count: offsets.length, at: at(first)}]
}

/** Lines with a bullet and a box that a paragraph has swallowed. */
function unlisted(page: Page): Seen {
  const offsets: number[] = []
  each(page.tree, (node) => {
    if (node.type !== 'paragraph') return
    const lines = linesOf(node, page.source).slice(1)
    offsets.push(...lines.filter(({text}) => looksLikeItem(text)).map(({offset}) => offset))
  })
  return {
    what: 'box that is part of a paragraph',
    fix: 'put a blank line above the first, and fewer than four blanks before each',
    offsets,
  }
}

function inCode(page: Page): Seen {
  const offsets: number[] = []
  each(page.tree, (node) => {
    if (node.type !== 'code' || isIndentedCode(node, page.source)) return
    offsets.push(...linesOf(node, page.source).flatMap(({text, offset}) => (looksLikeItem(text) ? [offset] : [])))
  })
  return {what: 'box inside code', fix: 'take the fence away where it is no example', offsets}
}

/** Boxes that raw HTML holds: commented out, or right below a tag. */
function inComments(page: Page): Seen {
  const offsets: number[] = []
  each(page.tree, (node) => {
    if (node.type !== 'html') return
    const lines = linesOf(node, page.source).map(({text, offset}) => ({text: text.replace(/^<!--\s*/, ''), offset}))
    offsets.push(...lines.flatMap(({text, offset}) => (looksLikeItem(text) ? [offset] : [])))
  })
  const fix = 'take the comment away, or put a blank line below the tag, where it is meant'
  return {what: 'box inside a comment or HTML', fix, offsets}
}

/** Bullets whose box has no words behind it, or a mark that nobody knows. */
function bare(page: Page): Seen {
  const offsets: number[] = []
  each(page.tree, (node) => {
    if (node.type === 'listItem' && oddMark(node, page.source.text) !== null)
      offsets.push(node.position?.start.offset ?? 0)
  })
  const fix = 'write `[ ]`, `[x]` or `[-]`, and words behind it on the same line'
  return {what: 'box without words, or with another mark', fix, offsets}
}
