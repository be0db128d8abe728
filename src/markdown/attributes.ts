import type {Nodes, Parents, Root, Text} from 'mdast'

declare module 'mdast' {
  interface HeadingData {
    /** The id that its author gave it. */
    anchor?: string
  }
}

/** An attribute list as far as we honour it: an id, and the size of a picture. Classes, styles and handlers are dropped. */
interface Attributes {
  id: string | null
  sizes: Record<string, number>
}

const inline: readonly Nodes['type'][] = [
  'delete',
  'emphasis',
  'image',
  'imageReference',
  'inlineCode',
  'link',
  'linkReference',
  'strong',
]

/** Takes the attribute lists of MkDocs (`{: #id .class }`) off what they follow. Gives the ids of all but headings. */
export function takeAttributes(tree: Root): string[] {
  const anchors: string[] = []
  takeIn(tree, anchors)
  return anchors
}

function takeIn(parent: Parents, anchors: string[]): void {
  for (let index = 0; index < parent.children.length; index += 1) {
    const node = parent.children[index]
    if (node === undefined) return
    const before = parent.children[index - 1]
    if (node.type === 'text' && before !== undefined && inline.includes(before.type)) takeFrom(node, before, anchors)
    if (node.type === 'heading' || node.type === 'tableCell') takeEnd(node, anchors, /(?:^|[ \t])$/)
    if (node.type === 'paragraph' && takeEnd(node, anchors, /(?:^|[\r\n])[ \t]*$/) && node.children.length === 0) {
      parent.children.splice(index, 1)
      index -= 1
      continue
    }
    if ('children' in node) takeIn(node, anchors)
  }
}

/** A list right behind something in a line. */
function takeFrom(text: Text, owner: Nodes, anchors: string[]): void {
  if (!text.value.startsWith('{')) return
  const end = text.value.indexOf('}') + 1
  const attributes = read(text.value.slice(0, end))
  if (attributes === null) return
  give(owner, attributes, anchors)
  text.value = text.value.slice(end)
}

/** A list at the end of a block; whether there was one. */
function takeEnd(
  block: Extract<Nodes, {type: 'heading' | 'paragraph' | 'tableCell'}>,
  anchors: string[],
  behind: RegExp,
): boolean {
  const last = block.children.at(-1)
  if (last?.type !== 'text') return false
  const at = last.value.lastIndexOf('{')
  const list = last.value.slice(at).trimEnd()
  const [words, alone] = [last.value.slice(0, Math.max(0, at)), block.children.length === 1]
  // With a colon it can be nothing else; without one it has to stand where only such a list does.
  const colon = list.startsWith('{:')
  if (at === -1 || (!colon && (!behind.test(words) || (alone && words.trim() === '')))) return false
  const before = block.children.at(-2)
  if (words === '' && before !== undefined && inline.includes(before.type)) return false
  const attributes = read(list)
  if (attributes === null) return false
  give(block, attributes, anchors)
  last.value = words.trimEnd()
  if (last.value === '') block.children.pop()
  if (block.children.at(-1)?.type === 'break') block.children.pop()
  return true
}

function give(owner: Nodes, {id, sizes}: Attributes, anchors: string[]): void {
  if (owner.type === 'heading') {
    if (id !== null) owner.data = {...owner.data, anchor: id}
    return
  }
  if (id !== null) anchors.push(id)
  const properties = {...(id === null ? {} : {id}), ...(owner.type === 'image' ? sizes : {})}
  owner.data = {...owner.data, hProperties: {...owner.data?.hProperties, ...properties}}
}

const token = /[ \t]*(?:#([^\s{}"'=]+)|\.([\w.-]+)|([\w:-]+)=("[^"]*"|'[^']*'|[^\s{}"']+)|([\w-]+))(?=[ \t]|$)/y
const known =
  /^(?:align|alt|class|dir|height|id|lang|loading|rel|start|style|target|title|type|width|data-[\w-]+|on\w+)$/i

/** What a list says; null for braces that are none: without a colon only an id, a class or a known name make a list. */
function read(list: string): Attributes | null {
  const [, colon = '', body] = /^\{(:?)([^{}\r\n]*)\}$/.exec(list) ?? []
  if (body === undefined || (colon === '' && body.trim() === '')) return null
  const found: Attributes = {id: null, sizes: {}}
  const end = body.trimEnd().length
  for (token.lastIndex = 0; token.lastIndex < end; ) {
    const match = token.exec(body)
    if (match === null) return null
    const [, id, , key = '', value = '', word] = match
    if (colon === '' && (word !== undefined || (key !== '' && !known.test(key)))) return null
    const said = value.replace(/^["']|["']$/g, '')
    if (id !== undefined || key === 'id') found.id = anchorOf(id ?? said) ?? found.id
    if (/^(?:width|height)$/.test(key) && /^\d{1,4}(?:px)?$/.test(said)) found.sizes[key] = Number.parseInt(said, 10)
  }
  return found
}

/** An id that may be an anchor: names that begin as ours do are not an author's to give. */
const anchorOf = (id: string): string | null =>
  /^\p{L}[\p{L}\p{N}_:.-]{0,99}$/u.test(id) && !/^(?:pm-|user-content-)/i.test(id) ? id : null
