import type {ElementContent, Root as Html, Text} from 'hast'
import {h} from 'hastscript'
import type {Nodes, Paragraph, Root} from 'mdast'
import {CONTINUE, SKIP, visit} from 'unist-util-visit'
import {each, take} from '../each.ts'
import {limits} from '../limits.ts'

const definition = /^\*\[([^[\]\r\n]{1,80})\]:[ \t]+(\S.*)$/

/** Takes the paragraphs off the page that only say what is short for what: `*[SLO]: Service level objective`. */
export function takeAbbreviations(root: Root): Map<string, string> {
  const found = new Map<string, string>()
  const taken = new Set<Nodes>()
  each(root, (node) => {
    const lines = node.type === 'paragraph' ? definitionsOf(node) : null
    if (lines === null || found.size > limits.abbreviations) return
    for (const [short, long] of lines) if (!found.has(short)) found.set(short, long)
    taken.add(node)
  })
  take(root, taken)
  return found
}

function definitionsOf({children}: Paragraph): [string, string][] | null {
  const [only, another] = children
  if (only?.type !== 'text' || another !== undefined) return null
  const lines = only.value.split(/\r\n|\n|\r/).map((line): [string, string] | null => {
    const [, short = '', long = ''] = definition.exec(line.trim()) ?? []
    return short === '' ? null : [short, long]
  })
  return lines.every((line) => line !== null) ? lines : null
}

const asIs = /^(?:abbr|code|kbd|pre|svg)$/

/** Gives each of the words its long form, outside of code. */
export function drawAbbreviations(root: Html, words: ReadonlyMap<string, string>): void {
  if (words.size === 0) return
  const shorts = [...words.keys()].map((short) => short.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
  const any = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${shorts.join('|')})(?![\\p{L}\\p{N}_])`, 'gu')
  visit(root, (node) => {
    if (node.type === 'element' && asIs.test(node.tagName)) return SKIP
    if (!('children' in node) || !node.children.some(({type}) => type === 'text')) return CONTINUE
    const children: ElementContent[] = []
    for (const child of node.children) {
      if (child.type === 'text') children.push(...split(child, any, words))
      else if (child.type !== 'doctype') children.push(child)
    }
    node.children = children
    return CONTINUE
  })
}

function split(text: Text, any: RegExp, words: ReadonlyMap<string, string>): ElementContent[] {
  const pieces: ElementContent[] = []
  let from = 0
  for (const {0: short, index} of text.value.matchAll(any)) {
    if (index > from) pieces.push({type: 'text', value: text.value.slice(from, index)})
    pieces.push(h('abbr', {title: words.get(short)}, short))
    from = index + short.length
  }
  return from === 0 ? [text] : [...pieces, {type: 'text', value: text.value.slice(from)}]
}
