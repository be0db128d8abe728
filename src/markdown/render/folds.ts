import type {Element, ElementContent, Root} from 'hast'
import {h} from 'hastscript'
import type {Admonition} from '../admonitions.ts'
import {capital, variantOf} from './alerts.ts'
import {eachElement} from './each-element.ts'

/** What drawing call-outs needs to know of elements. */
export interface CallOuts {
  admonitionOf: (element: Element) => Admonition | null
  /** Whether a box stands in it: what is to be judged is never folded away. */
  holdsBox: (element: Element) => boolean
}

/** Draws the call-outs of MkDocs that can be folded, and its tabs. */
export function drawFolds(root: Root, callOuts: CallOuts): void {
  let sets = 0
  const drawIn = (node: Element | Root): undefined => {
    const children: ElementContent[] = []
    let open: Element[] = []
    const close = (): void => {
      if (open.length > 0) children.push(tabs(open, callOuts, `tabs-${++sets}`))
      open = []
    }
    for (const child of node.children) {
      if (child.type === 'doctype') continue
      const found = child.type === 'element' ? callOuts.admonitionOf(child) : null
      if (child.type === 'element' && found?.form === 'tab') open.push(child)
      else if (open.length > 0 && child.type === 'text' && child.value.trim() === '') continue
      else {
        close()
        children.push(child.type === 'element' && found !== null ? fold(child, found, callOuts) : child)
      }
    }
    close()
    node.children = children
  }
  drawIn(root)
  eachElement(root, drawIn)
}

function fold(quote: Element, {form, kind, title}: Admonition, {holdsBox}: CallOuts): Element {
  const open = form === 'unfolded' || holdsBox(quote)
  return h('details', {class: `starlight-aside starlight-aside--${variantOf(kind)} pm-fold`, open}, [
    h('summary', {class: 'starlight-aside__title'}, title || capital(kind)),
    h('div', {class: 'starlight-aside__content'}, ...quote.children),
  ])
}

/** Tabs are radio buttons, so that they need no script; tabs with boxes in them all stand open. */
function tabs(quotes: readonly Element[], {admonitionOf, holdsBox}: CallOuts, name: string): Element {
  const all = quotes.some(holdsBox)
  const parts = quotes.flatMap((quote, index): ElementContent[] => {
    const title = admonitionOf(quote)?.title || `${index + 1}`
    const input = h('input', {type: 'radio', name, checked: index === 0})
    return [
      all ? h('p', {class: 'pm-tab'}, title) : h('label', {class: 'pm-tab'}, input, title),
      h('div', {class: 'pm-panel', role: 'group', ariaLabel: title}, ...quote.children),
    ]
  })
  return h('div', {class: all ? ['pm-tabs', 'pm-tabs-all'] : ['pm-tabs']}, ...parts)
}
