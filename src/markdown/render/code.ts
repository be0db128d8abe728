import type {Element, Root} from 'hast'
import {h} from 'hastscript'
import type {createLowlight} from 'lowlight'
import type {Root as Markdown} from 'mdast'
import {each} from '../each.ts'
import {limits} from '../limits.ts'
import {eachElement} from './each-element.ts'
import {textOf} from './text-of.ts'

/** Gives blocks of code the title that stands behind their language: `title="plan.py"`. */
export function nameBlocks(tree: Markdown): void {
  each(tree, (node) => {
    if (node.type !== 'code') return
    const [, double, single] = /(?:^|\s)title=(?:"([^"]*)"|'([^']*)')/.exec(node.meta ?? '') ?? []
    const title = double ?? single
    if (title) node.data = {...node.data, hProperties: {...node.data?.hProperties, title}}
  })
}

/** Colours code blocks of languages that the highlighter knows, and lets the keyboard scroll all of them. */
export async function colourCode(root: Root): Promise<void> {
  const blocks: Element[] = []
  eachElement(root, (node) => {
    if (node.tagName === 'pre') blocks.push(node)
  })
  if (blocks.length === 0) return
  const lowlight = await highlighter()
  for (const block of blocks) {
    block.properties = {...block.properties, dir: 'ltr', tabIndex: 0}
    const code = block.children.find((child) => child.type === 'element' && child.tagName === 'code')
    if (code?.type !== 'element') continue
    entitle(block, code)
    const language = languageOf(code)
    const text = textOf(code)
    if (language === null || !lowlight.registered(language) || text.length > limits.colouredCode) continue
    code.children = lowlight.highlight(language, text).children.filter((child) => child.type !== 'doctype')
    code.properties = {...code.properties, className: [`language-${language}`, 'hljs']}
  }
}

let loaded: Promise<ReturnType<typeof createLowlight>> | undefined

/** Loaded once: each new one would compile the grammars again. */
function highlighter(): NonNullable<typeof loaded> {
  loaded ??= import('lowlight').then(({common, createLowlight}) => createLowlight(common))
  return loaded
}

/** The title stands above the block, which names itself by it. */
function entitle(block: Element, code: Element): void {
  const {title, ...properties} = code.properties
  if (typeof title !== 'string') return
  code.properties = properties
  const pre = {...block}
  Object.assign(block, h('figure', {class: 'pm-code'}, h('figcaption', title), pre))
}

function languageOf({properties}: Element): string | null {
  const classes = Array.isArray(properties.className) ? properties.className.map(String) : []
  return classes.find((name) => name.startsWith('language-'))?.slice('language-'.length) ?? null
}
