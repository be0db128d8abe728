import {type Problem, problem} from '../../model/index.ts'
import {each} from '../each.ts'
import {isIndentedCode} from './lines.ts'
import type {Read} from './read.ts'
import {strangersIn} from './strangers.ts'

/** A checklist without a single item: there is nothing to judge, so nothing may go green. */
export function nothing({page, items}: Read): Problem[] {
  if (items.length > 0) return []
  const hidden = {code: 0, html: 0, bullets: 0}
  each(page.tree, (node) => {
    if (isIndentedCode(node, page.source)) return
    if (node.type === 'listItem') hidden.bullets += 1
    if (node.type === 'code' || node.type === 'html') hidden[node.type] += boxesIn(node.value)
  })
  const where = [
    ...strangersIn(page).map(({what, count}) => `${count} × ${what}`),
    ...(hidden.code > 0 ? [`${hidden.code} inside code`] : []),
    ...(hidden.html > 0 ? [`${hidden.html} inside HTML or comments`] : []),
  ]
  const seen = where.length > 0 ? ` (seen, and no items: ${where.join(', ')})` : ''
  const plain = hidden.bullets > 1 && !page.front.bullets
  const bullets = plain
    ? `; \`checklist: {bullets: true}\` in the front matter makes items of its ${hidden.bullets} plain bullets`
    : ''
  const message = `Unexpected checklist without an item${seen}, expected at least one line \`- [ ] sentence\`${bullets}`
  return [problem('no-items', message, {file: page.source.file, line: 1, column: 1})]
}

const boxesIn = (text: string): number =>
  (text.match(/^[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]+\S/gm) ?? []).length
