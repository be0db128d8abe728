import type {Blockquote, Code, Paragraph, Parents, RootContent} from 'mdast'
import {visit} from 'unist-util-visit'
import {markItems} from '../items/mark.ts'
import {parseMarkdown} from '../parse/index.ts'
import {capital, isCallOut} from './alerts.ts'

/** Reads `!!! note "Title"` and the indented text below it, as MkDocs has it, as a quote that starts with `[!note] Title`. */
export function readAdmonitions(parent: Parents, text: string): void {
  visit(parent, 'paragraph', (node, index, around) => {
    const lead = node.children[0]
    if (lead?.type !== 'text' || index === undefined || around === undefined) return
    const [whole, name, title = ''] =
      /^(?:!!!|\?\?\?\+?)[ \t]+(\w+)(?:[ \t]+"([^"\r\n]*)")?[ \t]*(?:\r\n|\n|\r|$)/.exec(lead.value) ?? []
    if (whole === undefined) return
    lead.value = lead.value.slice(whole.length)
    const body = around.children[index + 1]
    const indented = body?.type === 'code' && isIndented(body, text) ? body : null
    const quote = quoteOf(headOf(name ?? '', title), node, indented)
    around.children.splice(index, indented === null ? 1 : 2, quote)
  })
}

/** A name that nobody knows is a note with that name for a title. */
const headOf = (name: string, title: string): string =>
  isCallOut(name) ? `[!${name}] ${title}` : `[!note] ${title || capital(name)}`

function quoteOf(head: string, rest: Paragraph, indented: Code | null): Blockquote {
  const children: Blockquote['children'] = [{type: 'paragraph', children: [{type: 'text', value: head}]}]
  if (rest.children.some((child) => child.type !== 'text' || child.value.trim() !== '')) children.push(rest)
  if (indented !== null) children.push(...blocksOf(indented.value))
  return {type: 'blockquote', children}
}

function blocksOf(text: string): Blockquote['children'] {
  const tree = parseMarkdown(text)
  markItems(tree, text, false)
  readAdmonitions(tree, text)
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

const isIndented = ({position}: Code, text: string): boolean =>
  !/^(?:`{3}|~{3})/.test(text.slice(position?.start.offset, position?.end.offset).trimStart())
