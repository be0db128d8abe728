import {type Problem, problem} from '../../model/index.ts'
import {each} from '../each.ts'
import {sentenceOf} from '../items/mark.ts'
import {commentId, isId, pins} from '../items/pin.ts'
import {brief} from '../plain.ts'
import type {Read} from './read.ts'

/** Comments of ours that pin nothing: outside an item's own paragraph, a second one in it, or without an id. */
export function comments({page}: Read): Problem[] {
  const found: Problem[] = []
  const counted = new Set<object>()
  each(page.tree, (node) => {
    const sentence = node.type === 'listItem' && node.data?.item ? sentenceOf(node) : null
    const [first] = sentence === null ? [] : pins(sentence)
    if (first) counted.add(first)
  })
  each(page.tree, (node) => {
    const id = node.type === 'html' ? commentId(node.value) : null
    if (id === null) return
    const at = page.source.at(node.position?.start.offset ?? 0)
    if (!counted.has(node)) found.push(problem('stray-comment', stray, at))
    else if (!isId(id)) found.push(problem('wrong-id', wrong(brief(id)), at))
  })
  return found
}

const stray =
  "Unexpected comment of ours, expected one inside an item's own paragraph, behind its words: here it names nothing, and formatters move it"

const wrong = (id: string): string =>
  `Unexpected id \`${id}\`, expected \`<!-- proofmark: ID -->\` with letters, digits, \`-\`, \`_\`, \`.\`, \`/\` or \`~\``
