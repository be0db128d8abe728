import type {Element, Root} from 'hast'
import {visit} from 'unist-util-visit'
import {limits} from '../limits.ts'
import {textOf} from './text-of.ts'

/** Colours code blocks of languages that the highlighter knows, and lets the keyboard scroll all of them. */
export async function colourCode(root: Root): Promise<void> {
  const blocks: Element[] = []
  visit(root, {tagName: 'pre'}, (node) => {
    blocks.push(node)
  })
  if (blocks.length === 0) return
  const {common, createLowlight} = await import('lowlight')
  const lowlight = createLowlight(common)
  for (const block of blocks) {
    block.properties = {...block.properties, dir: 'ltr', tabIndex: 0}
    const code = block.children.find((child) => child.type === 'element' && child.tagName === 'code')
    if (code?.type !== 'element') continue
    const language = languageOf(code)
    const text = textOf(code)
    if (language === null || !lowlight.registered(language) || text.length > limits.colouredCode) continue
    code.children = lowlight.highlight(language, text).children.filter((child) => child.type !== 'doctype')
    code.properties = {...code.properties, className: [`language-${language}`, 'hljs']}
  }
}

function languageOf({properties}: Element): string | null {
  const classes = Array.isArray(properties.className) ? properties.className.map(String) : []
  return classes.find((name) => name.startsWith('language-'))?.slice('language-'.length) ?? null
}
