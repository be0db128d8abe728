import {type Problem, problem} from '../../model/index.ts'
import {each} from '../each.ts'
import {linesOf, looksLikeItem} from './lines.ts'
import type {Read} from './read.ts'

/** Numbered lines with a box right below a paragraph: only a list that starts at 1 may break a paragraph. */
export function unstartedLists({page}: Read): Problem[] {
  const found: Problem[] = []
  each(page.tree, (node) => {
    if (node.type !== 'paragraph') return
    const line = linesOf(node, page.source)
      .slice(1)
      .find(({text}) => looksLikeItem(text))
    if (line) found.push(problem('list-not-started', message, page.source.at(line.offset)))
  })
  return found
}

const message =
  'Unexpected numbered box right below a paragraph, expected a blank line before it: Markdown starts no list here'
