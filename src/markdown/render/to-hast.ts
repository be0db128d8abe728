import type {Element, Root} from 'hast'
import {raw} from 'hast-util-raw'
import {defaultSchema, type Schema, sanitize} from 'hast-util-sanitize'
import type {ListItem, Root as Markdown, Parents} from 'mdast'
import {defaultHandlers, type State, toHast} from 'mdast-util-to-hast'
import {each} from '../each.ts'
import {escapeUnknownTags} from '../html-tags.ts'
import {isPlain, joined} from './plain-tree.ts'

/** Ids and names that authors write get this prefix, so that they cannot stand in for ours. */
export const foreignPrefix = 'user-content-'

/** Turns Markdown into safe HTML nodes. Paragraphs of items are kept as such when asked for. */
export function safeHast(tree: Markdown, {stamp, paragraphs}: {stamp: RegExp; paragraphs: boolean}): Root {
  each(tree, (node) => {
    if (node.type === 'html') node.value = escapeUnknownTags(node.value)
  })
  const handlers = {listItem: paragraphs ? itemWithParagraphs : itemWithoutInput}
  // Our prefix for foreign ids is added by the sanitiser, so footnotes come without one.
  const hast = toHast(tree, {allowDangerousHtml: true, clobberPrefix: '', handlers})
  const safe = sanitize(isPlain(tree) ? joined(hast) : raw(hast, {tagfilter: true}), schemaWith(stamp))
  return safe.type === 'root' ? safe : {type: 'root', children: safe.type === 'doctype' ? [] : [safe]}
}

const given = defaultSchema.attributes ?? {}
const upTo = /^\d{1,4}(?:px|%)?$/

/**
 * What raw HTML may hold: GitHub's elements and what they are told by, without the sizes that would break a page, the order of
 * its keys, and the pictures of a `<picture>`, which could stand anywhere.
 */
const attributes: NonNullable<Schema['attributes']> = {
  ...given,
  '*': [['align', 'left', 'right', 'center', 'justify'], 'dir', 'id', 'lang', 'title'],
  a: [...(given.a ?? []), 'name'],
  del: ['cite', 'dateTime'],
  details: ['open'],
  img: ['alt', 'ariaLabel', 'src', ['width', upTo], ['height', upTo]],
  input: [...(given.input ?? []), 'checked'],
  ins: ['cite', 'dateTime'],
  li: [...(given.li ?? []), 'value'],
  ol: [...(given.ol ?? []), 'reversed', 'start', 'type'],
  td: ['abbr', 'headers', ['colSpan', upTo], ['rowSpan', upTo]],
  th: ['abbr', 'headers', 'scope', ['colSpan', upTo], ['rowSpan', upTo]],
}

const tagNames = [...(defaultSchema.tagNames ?? []).filter((name) => name !== 'picture' && name !== 'source'), 'mark']

const schemaWith = (stamp: RegExp): Schema => ({
  ...defaultSchema,
  clobberPrefix: foreignPrefix,
  protocols: {...defaultSchema.protocols, href: [...(defaultSchema.protocols?.href ?? []), 'tel']},
  strip: ['script', 'style'],
  tagNames,
  attributes: {...attributes, '*': [...(attributes['*'] ?? []), ['dataPm', stamp]]},
})

/** Our boxes are drawn later, so remark's inputs are not wanted. */
function itemWithoutInput(state: State, node: ListItem, parent: Parents | undefined): Element {
  return defaultHandlers.listItem(state, node.data?.item ? {...node, checked: null} : node, parent)
}

function itemWithParagraphs(state: State, node: ListItem, parent: Parents | undefined): Element {
  if (!node.data?.item) return defaultHandlers.listItem(state, node, parent)
  const element: Element = {type: 'element', tagName: 'li', properties: {}, children: state.wrap(state.all(node), true)}
  state.patch(node, element)
  const applied = state.applyData(node, element)
  return applied.type === 'element' ? applied : element
}
