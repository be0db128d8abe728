import {isMap, isNode, isScalar, LineCounter, type Node, type Pair, parseDocument, stringify} from 'yaml'
import {CannotJudge, type Json, type Position, problem} from '../../model/index.ts'

/** What goes into one section of a bindings file, in its order. */
export interface Block {
  name: string
  entries: readonly (readonly [string, Json])[]
}

/** New text at a place of the source as it was; infinite: behind all else. */
interface Insertion {
  at: number
  text: string
}

interface SectionNode {
  key: Node
  entries: readonly Pair[]
}

const options = {lineWidth: 0, flowCollectionPadding: false} as const
const usualIndent = 2

const entryText = ([key, value]: readonly [string, Json], indent: number): string =>
  stringify({[key]: value}, options).replaceAll(/^(?=.)/gm, ' '.repeat(indent))

const from = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0)
const keyOf = ({key}: Pair): string => (isScalar(key) ? String(key.value) : '')

/** Where the line after a node begins. */
function lineAfter(source: string, node: unknown): number {
  const end = isNode(node) ? (node.range?.[1] ?? 0) : 0
  if (source[end - 1] === '\n') return end
  const line = source.indexOf('\n', end)
  return line === -1 ? source.length : line + 1
}

const columnOf = (source: string, offset: number): number => offset - (source.lastIndexOf('\n', offset - 1) + 1)

/** A section as it stands in a file; null where it has none yet, or one in a form that cannot be added to. */
function sectionIn(contents: unknown, name: string, at: (node: Node) => Position): SectionNode | null {
  const pair = isMap(contents) ? contents.items.find((each) => keyOf(each) === name) : undefined
  if (pair === undefined || !isNode(pair.key)) return null
  if (!isMap(pair.value) || pair.value.flow === true) {
    const message = `Unexpected \`${name}\` in braces, expected its entries on lines of their own, so that one can be added`
    throw new CannotJudge([problem('wrong-value', message, at(pair.key))])
  }
  return {key: pair.key, entries: pair.value.items}
}

/** The entry that a new one stands behind: the last in the document of those before it. */
function before(entries: readonly Pair[], key: string, rank: (key: string) => number): Pair | undefined {
  const own = rank(key)
  const earlier = entries.filter((pair) => own === -1 || rank(keyOf(pair)) < own)
  return own === -1 ? earlier.at(-1) : earlier.toSorted((a, b) => rank(keyOf(a)) - rank(keyOf(b))).at(-1)
}

/** What is new in these blocks, and where it goes; keys that stand there already are left alone. */
export function insertions(
  file: string,
  source: string,
  blocks: readonly Block[],
  rank: (key: string) => number,
): Insertion[] {
  const lineCounter = new LineCounter()
  const {contents} = parseDocument(source, {schema: 'core', merge: false, lineCounter})
  const at = (node: Node): Position => {
    const {line, col} = lineCounter.linePos(from(node))
    return {file, line, column: col}
  }
  return blocks.flatMap(({name, entries}): Insertion[] => {
    const section = sectionIn(contents, name, at)
    if (section === null)
      return [
        {
          at: Number.POSITIVE_INFINITY,
          text: `\n${name}:\n${entries.map((entry) => entryText(entry, usualIndent)).join('')}`,
        },
      ]
    const known = new Set(section.entries.map(keyOf))
    const [first] = section.entries
    const indent = first === undefined ? usualIndent : columnOf(source, from(first.key))
    return entries
      .filter(([key]) => !known.has(key))
      .map((entry) => ({
        at: lineAfter(source, before(section.entries, entry[0], rank)?.value ?? section.key),
        text: entryText(entry, indent),
      }))
  })
}

/** The source with all of it; what goes to one place keeps its order. */
export function withInsertions(source: string, all: readonly Insertion[]): string {
  const lines = source.includes('\r\n') ? (text: string) => text.replaceAll('\n', '\r\n') : (text: string) => text
  const sorted = all.toSorted((a, b) => a.at - b.at)
  const parts = sorted.map(({at, text}, index) => source.slice(sorted[index - 1]?.at ?? 0, at) + lines(text))
  return parts.join('') + source.slice(sorted.at(-1)?.at ?? 0)
}
