import type {Nodes} from 'mdast'
import {type Problem, problem} from '../../model/index.ts'
import {each} from '../each.ts'
import {openingTags} from '../html-tags.ts'
import type {Page} from '../page.ts'
import type {Source} from '../source.ts'
import {isIndentedCode, linesOf, looksLikeItem, startsWithBox} from './lines.ts'
import type {Read} from './read.ts'

/** Ways of writing boxes that Markdown does not know: each gives the offsets at which a node has some. */
type Find = (node: Nodes, source: Source, startsItem: boolean) => number[]

const start = (node: Nodes): number => node.position?.start.offset ?? 0

const withoutBullet: Find = (node, source, startsItem) => {
  if (node.type !== 'paragraph') return []
  const lines = linesOf(node, source).slice(startsItem ? 1 : 0)
  return lines.filter(({text}) => startsWithBox(text)).map(({offset}) => offset)
}

const inHeading: Find = (node, source) => {
  if (node.type !== 'heading') return []
  const [line] = linesOf(node, source)
  return line !== undefined && startsWithBox(line.text.replace(/^#+[ \t]+/, '')) ? [start(node)] : []
}

const inTable: Find = (node, {text}) => {
  if (node.type !== 'tableCell') return []
  return /^[|\s]*\[[ xX]\]/.test(text.slice(start(node), node.position?.end.offset)) ? [start(node)] : []
}

/** Signs that stand for boxes, ticked or not, in the ways in which people type them. */
const boxSigns =
  /[☐☑☒⬜□▢◻🔲]|:(?:white_check_mark|ballot_box\w*|heavy_check_mark|(?:black|white)_square_button|white_(?:large|medium)_square):/gu

/** Whether a text holds a sign for an open box. */
export const holdsBoxSign = (text: string): boolean => /[☐⬜□▢◻🔲]|:\w+_square(?:_button)?:/u.test(text)

const ballots: Find = (node) => {
  if (node.type !== 'text') return []
  const signs = node.value.match(boxSigns) ?? []
  return signs.map(() => start(node))
}

const inHtml: Find = (node) => {
  if (node.type !== 'html') return []
  const inputs = openingTags(node.value).filter(({name, tag}) => name === 'input' && /checkbox/i.test(tag))
  return inputs.map(({offset}) => start(node) + offset)
}

/** Text that is indented so far that Markdown takes it for code, as the body of an admonition of MkDocs is. */
const inIndentedText: Find = (node, source) => {
  if (!isIndentedCode(node, source)) return []
  const lines = linesOf(node, source)
  return lines.filter(({text}) => looksLikeItem(text)).map(({offset}) => offset)
}

const ways: readonly {what: string; find: Find; fix: string}[] = [
  {what: 'box without a bullet before it', find: withoutBullet, fix: 'put `- ` before each'},
  {what: 'box in a heading', find: inHeading, fix: 'make each a list item `- [ ] …` below the heading'},
  {what: 'box in a table', find: inTable, fix: 'make a list of the rows: `- [ ] …`'},
  {what: 'box in indented text', find: inIndentedText, fix: 'indent them by fewer than four blanks'},
  {what: 'ballot box', find: ballots, fix: 'write `- [ ] …` or `- [x] …` in its place'},
  {what: 'checkbox in HTML', find: inHtml, fix: 'write `- [ ] …` in its place'},
]

/** Boxes that stand where Markdown knows no task item: one problem for each way of writing them. */
export const strangers = ({page}: Read): Problem[] =>
  strangersIn(page).map(({what, first, count}) => problem('not-an-item', message(what, count), page.source.at(first)))

/** Each way of writing boxes that a page has, with the offset of the first and how many there are. */
export function strangersIn(page: Page): {what: string; fix: string; first: number; count: number}[] {
  const seen = ways.map((way): typeof way & {offsets: number[]} => ({...way, offsets: []}))
  each(page.tree, (node, index, parent) => {
    const startsItem = parent?.type === 'listItem' && index === 0
    for (const {find, offsets} of seen) offsets.push(...find(node, page.source, startsItem))
  })
  return seen.flatMap(({what, fix, offsets}) => {
    const [first] = offsets
    return first === undefined ? [] : [{what, fix, first, count: offsets.length}]
  })
}

const message = (what: string, count: number): string =>
  `Unexpected ${what}${count > 1 ? ` (the first of ${count})` : ''}, expected \`- [ ] sentence\`: it is no item, and nothing here is judged`
