import {type Problem, problem} from '../../model/index.ts'
import {each} from '../each.ts'
import {oddMark} from '../items/mark.ts'
import {brief} from '../plain.ts'
import type {Read} from './read.ts'

/** Bullets that start with brackets and are no items: boxes without a sentence, and marks that nobody knows. */
export function boxes({page}: Read): Problem[] {
  const found: Problem[] = []
  const {text, at} = page.source
  each(page.tree, (node) => {
    if (node.type !== 'listItem') return
    const mark = oddMark(node, text)
    if (mark === null) return
    const place = at(node.children[0]?.position?.start.offset ?? 0)
    found.push(
      /^[\s~xX-]$|^n\/a$/i.test(mark)
        ? problem('empty-box', empty, place)
        : problem('unknown-mark', unknown(brief(mark)), place),
    )
  })
  return found
}

const empty = 'Unexpected box without a sentence, expected words after it on the same line; it is no item'

const unknown = (mark: string): string =>
  `Unexpected mark \`[${mark}]\`, expected \`[ ]\`, \`[x]\`, or for what does not apply \`[-]\`, \`[~]\` or \`[n/a]\`; it is no item`
