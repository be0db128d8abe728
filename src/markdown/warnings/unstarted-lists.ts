import {type Problem, problem} from '../../model/index.ts'
import {each} from '../each.ts'
import {linesOf, looksLikeItem} from './lines.ts'
import type {Read} from './read.ts'

/** Lines with a box that a paragraph swallows: only a list that starts at 1 may break one, and none that is indented far. */
export function unstartedLists({page}: Read): Problem[] {
  const found: Problem[] = []
  each(page.tree, (node) => {
    if (node.type !== 'paragraph') return
    const line = linesOf(node, page.source)
      .slice(1)
      .find(({text}) => looksLikeItem(text))
    if (line === undefined) return
    const later = /^0*(?!0|1[.)])\d+[.)]|^0+[.)]/.test(line.text)
    found.push(problem('list-not-started', later ? numbered : indented, page.source.at(line.offset)))
  })
  return found
}

const numbered =
  'Unexpected numbered box right below a paragraph, expected a blank line before it: Markdown starts no list here'

const indented =
  'Unexpected box below a paragraph with four blanks or more before it, expected fewer: Markdown takes it for words of the paragraph'
