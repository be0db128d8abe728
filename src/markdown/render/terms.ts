import type {Blockquote, Paragraph, PhrasingContent, Root, RootContent} from 'mdast'
import {each} from '../each.ts'

const meaning = /^:[ \t]{1,3}(?=\S)/

/** Makes lists of terms of what MkDocs writes as a term, and below it `:   what it means`. */
export function readTerms(root: Root): void {
  each(root, (node) => {
    if (!('children' in node) || (node.type === 'listItem' && node.data?.item)) return
    if (!node.children.some(({type}) => type === 'paragraph')) return
    const children: RootContent[] = []
    for (const child of node.children) {
      const lines = child.type === 'paragraph' ? linesOf(child) : []
      const first = lines.findIndex(meansSomething)
      const before = children.at(-1)
      if (first > 0) put(partsOf(lines, first), children)
      else if (first === 0 && isList(before)) before.children.push(...partsOf(lines, 0))
      else if (first === 0 && before?.type === 'paragraph') {
        // The term stands in a paragraph of its own.
        children.pop()
        put([part('dt', before.children), ...partsOf(lines, 0)], children)
      } else children.push(child)
    }
    // A list takes the place of paragraphs, and may stand wherever one may.
    Object.assign(node, {children})
  })
}

const isList = (node: RootContent | undefined): node is Blockquote =>
  node?.type === 'blockquote' && node.data?.hName === 'dl'

/** Adds to the list that comes right before, or begins one. */
function put(parts: Paragraph[], children: RootContent[]): void {
  const before = children.at(-1)
  if (isList(before)) before.children.push(...parts)
  else children.push({type: 'blockquote', data: {hName: 'dl'}, children: parts})
}

const part = (hName: 'dt' | 'dd', children: PhrasingContent[]): Paragraph => ({
  type: 'paragraph',
  data: {hName},
  children,
})

const meansSomething = ([first]: readonly PhrasingContent[]): boolean =>
  first?.type === 'text' && meaning.test(first.value)

function linesOf({children}: Paragraph): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]]
  for (const child of children) {
    if (child.type !== 'text') {
      lines.at(-1)?.push(child)
      continue
    }
    const [start = '', ...rest] = child.value.split(/\r\n|\n|\r/)
    if (start !== '') lines.at(-1)?.push({type: 'text', value: start})
    for (const value of rest) lines.push(value === '' ? [] : [{type: 'text', value}])
  }
  return lines
}

/** Each line before the first meaning is a term; a line behind one goes on with it. */
function partsOf(lines: readonly PhrasingContent[][], first: number): Paragraph[] {
  const parts = lines.slice(0, first).map((children) => part('dt', children))
  for (const line of lines.slice(first)) {
    const [head, ...rest] = line
    if (head?.type === 'text' && meansSomething(line))
      parts.push(part('dd', [{type: 'text', value: head.value.replace(meaning, '')}, ...rest]))
    else parts.at(-1)?.children.push({type: 'text', value: '\n'}, ...line)
  }
  return parts
}
