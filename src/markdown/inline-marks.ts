import type {Emphasis, Parents, PhrasingContent, Root, Text} from 'mdast'

const anything = /==|\^\^|\+\+|:(?:material|fontawesome|octicons|simple)-/
const signs = [
  /(?<![\w=])==(?=[^\s=])(?<mark>[^=\r\n]{0,300}?[^\s=])==(?![\w=])/,
  /(?<![\w^])\^\^(?=[^\s^])(?<ins>[^^\r\n]{0,300}?[^\s^])\^\^(?![\w^])/,
  /(?<![\w+])\+\+(?<keys>[a-z\d-]{1,20}(?:\+[a-z\d-]{1,20}){0,5})\+\+(?![\w+])/,
  /:(?:material|fontawesome-(?:solid|regular|brands)|octicons|simple)-(?<icon>[a-z\d][a-z\d-]{0,60}):(?:\{[^{}\r\n]{0,200}\})?/,
]
const every = new RegExp(signs.map(({source}) => source).join('|'), 'g')

/** Reads the marks of MkDocs that are plain in a line: `==marked==`, `^^inserted^^`, `++ctrl+c++`, and icons, which leave their word. */
export function readInlineMarks(tree: Root): void {
  readIn(tree)
}

function readIn(parent: Parents): void {
  for (let index = 0; index < parent.children.length; index += 1) {
    const node = parent.children[index]
    if (node?.type === 'text' && anything.test(node.value)) {
      const pieces = piecesOf(node)
      parent.children.splice(index, 1, ...pieces)
      index += pieces.length - 1
    } else if (node !== undefined && 'children' in node) readIn(node)
  }
}

function piecesOf(node: Text): PhrasingContent[] {
  const pieces: PhrasingContent[] = []
  let from = 0
  for (const {0: whole, index, groups = {}} of node.value.matchAll(every)) {
    if (index > from) pieces.push(part(node, from, index))
    const {mark, ins, keys, icon} = groups
    if (mark !== undefined) pieces.push(element('mark', part(node, index + 2, index + 2 + mark.length)))
    else if (ins !== undefined) pieces.push(element('ins', part(node, index + 2, index + 2 + ins.length)))
    else if (keys !== undefined) pieces.push(...keysOf(keys))
    else if (icon !== undefined) pieces.push({type: 'text', value: icon.replace(/-\d+$/, '').replaceAll('-', ' ')})
    from = index + whole.length
  }
  if (from < node.value.length || pieces.length === 0) pieces.push(part(node, from, node.value.length))
  return pieces
}

const keysOf = (keys: string): PhrasingContent[] =>
  keys.split('+').flatMap((key, index): PhrasingContent[] => {
    const drawn = element('kbd', {type: 'text', value: key})
    return index === 0 ? [drawn] : [{type: 'text', value: '+'}, drawn]
  })

const element = (hName: 'mark' | 'ins' | 'kbd', text: Text): Emphasis => ({
  type: 'emphasis',
  data: {hName},
  children: [text],
  ...(text.position ? {position: text.position} : {}),
})

/** A part of a text, in its own place where the text stands in the file as it reads. */
function part({value, position}: Text, from: number, to: number): Text {
  const piece: Text = {type: 'text', value: value.slice(from, to)}
  if (position === undefined) return piece
  const {start, end} = position
  const plain = start.line === end.line && end.column - start.column === value.length
  const moved = (by: number) => ({...start, column: start.column + by, offset: (start.offset ?? 0) + by})
  return {...piece, position: plain ? {start: moved(from), end: moved(to)} : position}
}
