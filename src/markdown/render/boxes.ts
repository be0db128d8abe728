import type {Element, Root} from 'hast'
import {s} from 'hastscript'
import type {Claim} from '../../model/index.ts'
import {eachElement} from './each-element.ts'

const drawn: Readonly<Record<Claim, {label: string; symbol: string}>> = {
  ticked: {label: 'Ticked', symbol: 'pm-box-x'},
  'not-ticked': {label: 'Not ticked', symbol: 'pm-box'},
  'not-applicable': {label: 'Marked not applicable', symbol: 'pm-box-dash'},
}

/** A box as a picture with a name; its symbol is in the site's sprite. */
export function boxOf(claim: Claim): Element {
  const {label, symbol} = drawn[claim]
  return s('svg', {class: 'pm-box', role: 'img', ariaLabel: label}, s('use', {href: `#${symbol}`}))
}

/** Draws checkboxes of raw HTML as ours: a bare input has no name for those who cannot see it. */
export function drawInputs(root: Root): void {
  eachElement(root, ({tagName, properties}, index, parent) => {
    if (tagName === 'input') parent.children[index] = boxOf(properties.checked ? 'ticked' : 'not-ticked')
  })
}
