import {type Problem, problem} from '../../model/index.ts'
import {each} from '../each.ts'
import type {Page} from '../page.ts'
import {brief} from '../plain.ts'

/** Text that an author meant as a link: an address with a space in it, or a label that nothing defines. */
const meant = /(?<![\w\])\\])\[[^[\]\r\n]+\](?:\([^()\s<>]+[ \t][^()\r\n]*\)|\[[^[\]\r\n]+\])/g

/** Texts of a page that look like links, which Markdown does not read as such. */
export function looksLikeLinks({tree, source}: Page): Problem[] {
  const found: Problem[] = []
  each(tree, (node) => {
    if (node.type !== 'text' || !node.value.includes('[')) return
    const {value, position} = node
    for (const [text] of value.matchAll(meant)) {
      const offset = source.text.indexOf(text, position?.start.offset ?? 0)
      const at = source.at(offset === -1 ? (position?.start.offset ?? 0) : offset)
      found.push(problem('looks-like-link', message(brief(text)), at))
    }
  })
  return found
}

const message = (text: string): string =>
  !text.endsWith(']')
    ? `Unexpected \`${text}\`, expected an address without spaces: write them as \`%20\`, or the address in \`<…>\``
    : `Unexpected \`${text}\`, expected a label that is defined, such as \`[label]: address\``
