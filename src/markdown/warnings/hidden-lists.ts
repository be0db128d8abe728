import {type Problem, problem} from '../../model/index.ts'
import {each} from '../each.ts'
import {withoutComments} from '../html-tags.ts'
import {looksLikeItem} from './lines.ts'
import type {Read} from './read.ts'

/** Lists with boxes that raw HTML swallows, as right below `<summary>`. What an author commented out is meant so. */
export function hiddenLists({page}: Read): Problem[] {
  const found: Problem[] = []
  each(page.tree, (node) => {
    if (node.type !== 'html') return
    for (const {0: line, index} of withoutComments(node.value).matchAll(/[^\r\n]+/g)) {
      if (!looksLikeItem(line.trim())) continue
      found.push(problem('hidden-list', message, page.source.at((node.position?.start.offset ?? 0) + index)))
      break
    }
  })
  return found
}

const message =
  'Unexpected list inside raw HTML, expected a blank line between the HTML and it: Markdown reads no item here'
